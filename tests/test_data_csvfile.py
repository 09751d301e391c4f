import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data import csvfile
from data.csvfile import digest, read_cells, read_header
from tests.files import write


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.csv"


def cells_of(file: Path, content: str | bytes, **positions: int) -> csvfile.Cells:
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_cells(file, positions or {"a": 0, "b": 1})


def test_row_numbers_are_those_a_spreadsheet_shows(file: Path) -> None:
    found = cells_of(file, 'a,b\n1,"two\nlines"\n\n,\n3,4\n')
    assert list(found.table.index) == [2, 5]
    assert list(found.table["b"]) == ["two\nlines", "4"]
    assert found.faults == []


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_endings_and_a_byte_order_mark_make_no_difference(
    file: Path, ending: str, mark: str
) -> None:
    found = cells_of(file, f"{mark}a,b{ending}1,2{ending}3,4")
    assert read_header(file) == ["a", "b"]
    assert list(found.table.index) == [2, 3]
    assert list(found.table["a"]) == ["1", "3"]


def test_the_header_is_the_first_row_with_anything_in_it(file: Path) -> None:
    found = cells_of(file, "\n , \n a , b ,,\n1,2,,\n3,4\n")
    assert read_header(file) == ["a", "b"]
    assert list(found.table.index) == [4, 5]


@pytest.mark.parametrize("content", ["", "\n\n", ",,\n", " \n"])
def test_a_file_with_nothing_in_it_has_no_header(file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    assert read_header(file) == []


def test_a_header_with_broken_quotation_marks_is_none(file: Path) -> None:
    file.write_text('"a"x,b\n1,2\n', encoding="utf-8")
    assert read_header(file) == []


def test_cells_lose_the_spaces_at_their_ends_only(file: Path) -> None:
    assert list(cells_of(file, "a,b\n  x  y \t,\u00a0z\n").table.iloc[0]) == ["x  y", "z"]


def test_only_the_columns_asked_for_are_read(file: Path) -> None:
    found = cells_of(file, "a,b,c\n1,2,3\n", last=2)
    assert found.table.to_dict("list") == {"last": ["3"]}


def test_ragged_rows_are_noted_and_the_others_read(file: Path) -> None:
    found = cells_of(file, "a,b\n1\n1,2\n1,2,3\n1,2,,\n")
    assert found.faults == [
        (2, "ragged", "1 cells under 2 headings"),
        (4, "ragged", "3 cells under 2 headings"),
    ]
    assert list(found.table.index) == [3, 5]


def test_a_stray_quotation_mark_costs_its_own_row_only(file: Path) -> None:
    found = cells_of(file, 'a,b\n1,"x"y\n3,4\n5,6" pipe\n')
    assert found.faults == [(2, "unreadable", "a quotation mark inside a cell")]
    assert list(found.table.index) == [3, 4]


@pytest.mark.parametrize(
    "content",
    [
        'a,b\n1,2\n3,"x\n4,5\n6,7\n',
        'a,b\n1,2\n3,"x\n4,5\n6,"y"\n',
        'a,b\n1,2\n3,"' + "x\n" * 100_000,
    ],
)
def test_a_quotation_mark_that_swallows_rows_refuses_the_file_and_says_where(
    file: Path, content: str
) -> None:
    with pytest.raises(ValueError, match="from row 3 on can't be told apart"):
        cells_of(file, content)


def test_an_endless_cell_on_one_line_costs_its_own_row_only(file: Path) -> None:
    found = cells_of(file, "a,b\n1," + "x" * 200_000 + "\n3,4\n")
    assert [(row, rule) for row, rule, _ in found.faults] == [(2, "unreadable")]
    assert list(found.table.index) == [3]


@pytest.mark.parametrize(
    "content",
    ["a,b\n\xa3,2\n".encode("cp1252"), "a,b\n1,2\n".encode("utf-16"), b"PK\x03\x04\xff\xfe"],
)
def test_what_is_not_utf_8_is_refused_in_plain_words(file: Path, content: bytes) -> None:
    with pytest.raises(ValueError, match=r"not text in UTF-8 .* save it as 'CSV UTF-8'"):
        cells_of(file, content)


def test_progress_goes_up_to_the_whole_file(file: Path) -> None:
    write(file, [["a", "b"], *[["1", "2"]] * 5_000])
    told: list[tuple[int, int]] = []
    read_cells(file, {"a": 0}, progress=lambda done, size: told.append((done, size)))
    size = file.stat().st_size
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (size, size)
    assert len(told) > 2


def test_rows_keep_their_numbers_across_chunks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(csvfile, "CHUNK_ROWS", 3)
    found = cells_of(file, "a,b\n" + "".join(f"{number},x\n" for number in range(2, 12)))
    assert [int(text) for text in found.table["a"]] == list(found.table.index) == [*range(2, 12)]


def test_the_digest_is_that_of_the_bytes(file: Path) -> None:
    file.write_bytes(b"a,b\r\n")
    assert digest(file) == hashlib.sha256(b"a,b\r\n").hexdigest()


@given(rows=st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8")), max_size=3)))
def test_every_row_that_is_not_blank_is_in_the_table_or_among_the_faults(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    file = write(tmp_path_factory.mktemp("rows") / "some.csv", [["a", "b"], *rows])
    found = read_cells(file, {"a": 0, "b": 1})
    # the csv module writes a row of one blank cell as two quotation marks
    filled = [number for number, row in enumerate(rows, start=2) if any(row)]
    assert sorted([*found.table.index, *(row for row, _, _ in found.faults)]) == filled


@given(content=st.binary(max_size=200) | st.text(alphabet='a",\r\n\0', max_size=60).map(str.encode))
def test_no_content_makes_reading_fail_other_than_by_a_plain_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("garbage") / "some.csv"
    file.write_bytes(b"a,b\n" + content)
    try:
        found = read_cells(file, {"a": 0, "b": 1})
    except ValueError as refusal:
        assert str(refusal).startswith(("It is not text", "The rows from row"))  # noqa: PT017  either may happen
    else:
        assert found.table.index.is_unique
