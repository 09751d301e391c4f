from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.given import Given
from data.intake import read_file
from data.mapping import Mapping, from_toml, to_toml
from tests.files import OPENED, SECRET, TODAY, read, table

COLUMNS = {"start": "Date raised", "category": "Kind", "easting": "E", "northing": "N"}
MAPPING = Mapping("Housing", "incidents", COLUMNS)
ROW = {"Date raised": "03/04/2026", "Kind": "Noise", "E": "351200", "N": "385400", "Reference": "7"}

headings = st.text(min_size=1, max_size=12).filter(lambda text: bool(text.strip()))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return table(tmp_path / "housing.csv", ROW)


def test_a_file_of_no_known_form_is_read_by_what_a_person_says(file: Path) -> None:
    with pytest.raises(ValueError, match="of a form that is known"):
        read(file)
    told = Mapping("Housing", "incidents", COLUMNS, "month-first")
    intake = read(file, mapping=told)
    event = intake.events.iloc[0]
    assert (intake.source, event["source"], event["category"]) == ("Housing", "Housing", "Noise")
    assert event["start"].isoformat() == "2026-03-04T00:00:00+00:00"


def test_only_the_headings_that_are_named_are_read(file: Path) -> None:
    assert read(file, mapping=MAPPING, date_order="iso", today=TODAY).quarantined == 1
    assert read(file, mapping=MAPPING, date_order="day-first").events["reference"][0] == ""


def test_a_mapping_of_other_columns_does_not_read_a_file(tmp_path: Path) -> None:
    other = table(tmp_path / "x.csv", {"Date raised": "2026-01-01", "Kind": "Noise"})
    with pytest.raises(ValueError, match="headings that the file has not: 'E', 'N'"):
        read(other, mapping=MAPPING)


def test_the_headings_of_a_mapping_help_to_find_the_header(tmp_path: Path) -> None:
    path = tmp_path / "titled.csv"
    rows = "Housing register,,,\n,,,\nDate raised,Kind,E,N\n2026-01-02,Noise,351200,385400\n"
    path.write_text(rows, encoding="utf-8")
    found = read_file(path, given=Given(SECRET, mapping=MAPPING, today=TODAY), opened=OPENED)
    assert list(found.intakes[0].events["row"]) == [4]


@given(
    source=headings,
    columns=st.fixed_dictionaries(dict.fromkeys(COLUMNS, headings)),
    order=st.sampled_from(["", "day-first", "excel-1904"]),
)
def test_a_mapping_survives_its_file(source: str, columns: dict[str, str], order: str) -> None:
    mapping = Mapping(source, "incidents", columns, order)
    assert from_toml(to_toml(mapping)) == mapping


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"source": " "}, "names no source"),
        ({"layer": "crime"}, "'crime' is no layer"),
        ({"date_order": "backwards"}, "'backwards' is no order"),
        ({"columns": {**COLUMNS, "colour": "Colour"}}, "has no column 'colour'"),
        ({"columns": {"start": "Date raised"}}, "lacks category, a place"),
        ({"columns": {**COLUMNS, "start": ""}}, "a heading is blank"),
    ],
)
def test_a_mapping_that_could_read_no_file_is_refused(change: dict[str, str], words: str) -> None:
    usual = {"source": "Housing", "layer": "incidents", "columns": COLUMNS}
    with pytest.raises(ValueError, match=words):
        Mapping(**{**usual, **change})  # type: ignore[arg-type]  # one of them wrong


def test_everything_wrong_with_a_mapping_is_said_together() -> None:
    with pytest.raises(ValueError, match=r"names no source.*no order.*lacks"):
        Mapping("", "incidents", {}, "x")


@pytest.mark.parametrize(
    "text", ["= x", "", "source = 1", 'source = "a"\nlayer = "incidents"', 'extra = "x"\n[columns]']
)
def test_what_is_no_mapping_is_refused_in_words(text: str) -> None:
    with pytest.raises(ValueError, match="mapping"):
        from_toml(text)
