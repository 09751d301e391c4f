from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from data.formats import delimited, encoding, gathering, lines
from data.formats.delimited import read_text
from tests.files import write
from tests.reading import faults_of, rows_of, text_grid

KNOWN = frozenset({"reference", "date", "category", "easting", "northing"})


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.csv"


def test_row_numbers_are_those_a_spreadsheet_shows(file: Path) -> None:
    found = text_grid(file, 'a,b\n1,"two\nlines"\n\n,\n3,4\n')
    assert rows_of(found) == {2: ["1", "two\nlines"], 5: ["3", "4"]}
    assert found.faults == ()


@pytest.mark.parametrize("ending", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
@pytest.mark.parametrize("quote", ["", '"'])
def test_line_endings_and_a_byte_order_mark_make_no_difference(
    file: Path, ending: str, mark: str, quote: str
) -> None:
    found = text_grid(file, f"{mark}{quote}a{quote},b{ending}1,2{ending}3,4")
    assert found.header == ("a", "b")
    assert rows_of(found) == {2: ["1", "2"], 3: ["3", "4"]}


def test_blank_rows_and_blank_headings_are_left_out(file: Path) -> None:
    found = text_grid(file, "\n , \n a , b ,,\n1,2,,\n3,4\n , \n")
    assert (found.header, found.header_row) == (("a", "b"), 3)
    assert list(rows_of(found)) == [4, 5]


@pytest.mark.parametrize("content", ["\n\n", ",,\n", " \n"])
def test_a_file_with_nothing_in_it_has_no_header(file: Path, content: str) -> None:
    assert text_grid(file, content).header == ()


def test_cells_lose_the_spaces_at_their_ends_only(file: Path) -> None:
    assert rows_of(text_grid(file, "a,b\n  x  y \t,\u00a0z\n")) == {2: ["x  y", "z"]}


def test_ragged_rows_are_noted_with_their_cells_and_the_others_read(file: Path) -> None:
    found = text_grid(file, "a,b\n1\n1,2\n1,2,3\n1,2,,\n")
    assert [fault[2] for fault in found.faults] == [
        "1 cells under 2 headings",
        "3 cells under 2 headings",
    ]
    assert [fault.cells for fault in found.faults] == [("1",), ("1", "2", "3")]
    assert list(rows_of(found)) == [3, 5]


def test_a_stray_quotation_mark_costs_its_own_row_only_and_its_text_is_kept(file: Path) -> None:
    found = text_grid(file, 'a,b\n1,"x"y\n3,4\n5,6" pipe\n')
    assert faults_of(found) == [(2, "unreadable")]
    assert found.faults[0].cells == ('1,"x"y',)
    assert list(rows_of(found)) == [3, 4]


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
        text_grid(file, content)


@pytest.mark.parametrize("quote", ["", '"'])
def test_an_endless_cell_on_one_line_costs_its_own_row_only(file: Path, quote: str) -> None:
    found = text_grid(file, f"{quote}a{quote},b\n1," + "x" * 200_000 + "\n3,4\n")
    assert faults_of(found) == [(2, "unreadable")]
    assert list(rows_of(found)) == [3]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_delimiter_and_encoding_gives_the_same(
    file: Path, delimiter: str, codec: str
) -> None:
    rows = [["Reference", "Category", "Note"], ["A", "caf\u00e9, dear", "\u00a35"], ["B", "x", ""]]
    text = "\n".join(delimiter.join(row) for row in rows).replace("caf\u00e9,", "caf\u00e9")
    found = text_grid(file, text.encode(codec), known=KNOWN)
    assert found.header == ("Reference", "Category", "Note")
    assert rows_of(found) == {2: ["A", "caf\u00e9 dear", "\u00a35"], 3: ["B", "x", ""]}


def test_windows_1252_is_told_for_the_whole_file_and_said(file: Path) -> None:
    found = text_grid(file, "a;b\n1;plain\n2;\u00a35 \u2013 caf\u00e9\n".encode("cp1252"))
    assert rows_of(found)[3] == ["2", "\u00a35 \u2013 caf\u00e9"]
    assert found.notes == ("Read as text in Windows-1252 with semicolons.",)


def test_nothing_is_said_of_the_usual_form(file: Path) -> None:
    assert text_grid(file, "a,b\n1,2\n").notes == ()


def test_a_first_line_that_names_the_delimiter_is_believed(file: Path) -> None:
    found = text_grid(file, "sep=^\na^b\n1,2^3\n")
    assert (found.header, rows_of(found)) == (("a", "b"), {3: ["1,2", "3"]})


def test_commas_in_cells_do_not_win_over_semicolons_that_make_known_headings(file: Path) -> None:
    content = "Reference;Category\nA;x, y, z\nB;x, y, z\nC;x, y, z\n"
    assert text_grid(file, content, known=KNOWN).header == ("Reference", "Category")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"a,b\n\xc2\xa35,\xa3\n", "not text in one encoding"),
        (b"a,b\n\x81,2\n", "nor in Windows-1252"),
        (b"\xff\xfea\x00,", "not text in UTF-16"),
        (b"\x00\x01\x02\x03\x04\x05\x06\x07", "not text"),
        ("a,b\n1,caf\u00e9".encode()[:-1], "Windows-1252"),
    ],
)
def test_what_is_no_text_is_refused_or_said(file: Path, content: bytes, words: str) -> None:
    try:
        said = " ".join(text_grid(file, content).notes)
    except ValueError as refusal:
        said = str(refusal)
    assert words in said


def test_rows_of_totals_are_set_aside_wherever_they_are(file: Path) -> None:
    rows = ["a,b", "Total,3", "x,Total", ",Grand Total: 12", "Totally,1", "sub-total,4"]
    found = text_grid(file, "\n".join(rows))
    assert faults_of(found) == [(2, "totals-row"), (4, "totals-row"), (6, "totals-row")]
    assert list(rows_of(found)) == [3, 5]


@pytest.mark.parametrize("quote", ["", '"'])
def test_a_row_of_totals_with_fewer_cells_is_one_of_totals_and_a_longer_one_is_ragged(
    file: Path, quote: str
) -> None:
    found = text_grid(file, f"{quote}a{quote},b,c\n1,2,3\n,Total 1\nTotal\nTotal,1,2,3\n4,5\n")
    assert list(rows_of(found)) == [2]
    assert faults_of(found) == [(3, "totals-row"), (4, "totals-row"), (5, "ragged"), (6, "ragged")]
    assert found.faults[0].found == "Total 1"


@pytest.mark.parametrize("quote", ["", '"'])
def test_progress_goes_up_to_the_whole_file(file: Path, quote: str) -> None:
    file.write_text(f"{quote}a{quote},b\n" + "1,2\n" * 5_000, encoding="utf-8")
    told: list[tuple[int, int]] = []
    read_text(file, known=KNOWN, progress=lambda done, size: told.append((done, size)))
    size = file.stat().st_size
    assert [done for done, _ in told] == sorted(done for done, _ in told)
    assert told[-1] == (size, size)


def test_rows_keep_their_numbers_across_chunks(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "CHUNK_ROWS", 3)
    found = text_grid(file, '"a",b\n' + "".join(f"{number},x\n" for number in range(2, 60)))
    assert [int(cells[0]) for cells in rows_of(found).values()] == list(rows_of(found))


def test_more_rows_or_columns_than_are_read_refuse_the_file(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_MAX_ROWS", "3")
    for quote in ("", '"'):
        with pytest.raises(ValueError, match="more than 3 rows"):
            text_grid(file, f"{quote}a{quote},b\n" + "1,2\n" * 4)
    monkeypatch.setenv("HOTSPOTS_MAX_COLUMNS", "2")
    with pytest.raises(ValueError, match="more than 2 columns"):
        text_grid(file, "a,b,c\n1,2,3\n")


@given(rows=st.lists(st.lists(st.text(alphabet=st.characters(codec="utf-8")), max_size=3)))
def test_every_row_that_is_not_blank_is_in_the_table_or_among_the_faults(
    tmp_path_factory: pytest.TempPathFactory, rows: list[list[str]]
) -> None:
    file = write(tmp_path_factory.mktemp("rows") / "some.csv", [["reference", "date"], *rows])
    found = read_text(file, known=KNOWN, progress=lambda _done, _size: None)
    filled = [number for number, row in enumerate(rows, start=2) if any(map(str.strip, row))]
    gone = set(filled) ^ {*rows_of(found), *(row for row, _ in faults_of(found))}
    # what is blank differs for a few control characters; a row of them alone may be either
    assert all(not any(cell.strip("\x1c\x1d\x1e\x1f \t") for cell in rows[row - 2]) for row in gone)


PIECES = ["a", "1", ",", ",", "\n", "\n", "\r\n", " ", "\0", "\u00a3", "Total", "\u2028", "\x1c"]
texts = st.lists(st.sampled_from([*PIECES, "\ufeff"]), max_size=40).map("".join)


@settings(max_examples=400, deadline=None)
@given(head=st.sampled_from(["a,b\n", "reference,date\n", "Title\n\na,b\n", ""]), text=texts)
@example(head="a,b\n", text="1,2\n\n\n3\n,\n4,5,6\n7,8,\n")
@example(head="a,b\n", text="\ufeff1,2\n")
def test_splitting_all_lines_at_once_gives_what_the_exact_way_gives(
    tmp_path_factory: pytest.TempPathFactory, head: str, text: str
) -> None:
    file = tmp_path_factory.mktemp("lines") / "some.csv"
    file.write_bytes(b"x" if not (head + text) else (head + text).encode())
    try:
        writing = encoding.writing_of(file)
    except ValueError:
        return
    quick = None
    if writing.plain:
        quick = lines.read(
            file, delimiter=",", known=KNOWN, name="", progress=lambda _done, _size: None
        )
    if quick is None:
        return
    told = delimited._told(file, writing, ",", lambda _done, _size: None)
    exact = gathering.gather(told, known=KNOWN)
    assert quick.header == exact.header
    assert quick.header_row == exact.header_row
    assert rows_of(quick) == rows_of(exact)
    assert quick.faults == exact.faults
    assert quick.notes == exact.notes


@settings(deadline=None)
@given(content=st.binary(max_size=200) | st.text(alphabet='a",\r\n\0', max_size=60).map(str.encode))
def test_no_content_makes_reading_fail_other_than_by_a_plain_refusal(
    tmp_path_factory: pytest.TempPathFactory, content: bytes
) -> None:
    file = tmp_path_factory.mktemp("garbage") / "some.csv"
    try:
        found = text_grid(file, b"a,b\n" + content)
    except ValueError as refusal:
        assert "\n" not in str(refusal)  # noqa: PT017  either may happen
    else:
        assert len(rows_of(found)) == len(found.table)
