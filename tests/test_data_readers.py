import pytest

from data.readers import NEAREST, matches, readers, recognise
from data.schema import LAYERS
from tests.files import POLICE_HEADER

INCIDENTS = ["Reference", "From date", "To date", "Crime type", "Easting", "Northing"]
CUCKOOING = ["Cuckooing reference", "Date reported", "Postcode"]
MISSING = ["Report ID", "Person ID", "Missing from", "Returned", "Risk", "Postcode"]


@pytest.mark.parametrize(
    ("header", "source"),
    [
        (POLICE_HEADER, "police.uk"),
        (INCIDENTS, "incidents form"),
        (CUCKOOING, "cuckooing form"),
        (MISSING, "missing form"),
        ([*MISSING, "Category", "Notes"], "missing form"),
        ([heading.upper() for heading in POLICE_HEADER], "police.uk"),
    ],
)
def test_a_file_is_recognised_from_its_columns(header: list[str], source: str) -> None:
    assert recognise(header).source == source


def test_every_layer_has_a_form_of_its_own() -> None:
    forms = {reader.layer for reader in readers() if reader.source.endswith("form")}
    assert forms == set(LAYERS)


def test_columns_that_fit_two_forms_need_a_word_from_the_person() -> None:
    header = [*CUCKOOING, "Start", "Category"]
    with pytest.raises(ValueError, match="fit more than one form"):
        recognise(header)
    assert recognise(header, layer="incidents").source == "incidents form"


def test_a_register_under_plain_headings_is_read_when_the_layer_is_named() -> None:
    header = ["Ref", "Date", "Postcode"]
    with pytest.raises(ValueError, match="cuckooing form lacks cuckooing reference"):
        recognise(header)
    assert recognise(header, layer="cuckooing").source == "cuckooing form"


def test_an_unknown_file_is_refused_with_the_nearest_forms_and_what_to_do() -> None:
    with pytest.raises(ValueError, match="not those of a form that is known") as caught:
        recognise(["Name", "Easting", "Northing", "Category"])
    message = str(caught.value)
    assert message.startswith(
        "Its columns are not those of a form that is known: incidents form lacks start; "
    )
    assert message.count(" lacks ") == NEAREST
    assert "--propose" in message
    assert "\n" not in message


def test_a_file_with_no_known_heading_is_not_likened_to_a_form() -> None:
    with pytest.raises(ValueError, match=r"^None of its headings .* --propose") as caught:
        recognise(["Please ring Jane"])
    assert "lacks" not in str(caught.value)


def test_a_layer_that_is_named_is_binding() -> None:
    with pytest.raises(ValueError, match="missing form lacks") as caught:
        recognise(POLICE_HEADER, layer="missing")
    assert "police.uk" not in str(caught.value)


def test_a_file_without_a_header_is_refused_as_such() -> None:
    with pytest.raises(ValueError, match="no header"):
        recognise([])


@pytest.mark.parametrize("reader", readers(), ids=lambda reader: reader.source)
def test_no_spelling_stands_for_two_columns(reader: object) -> None:
    columns = reader.columns  # type: ignore[attr-defined]
    names = [name for column in columns for name in column.names]
    assert len(names) == len(set(names))
    assert all(name == " ".join(name.lower().split()) for name in names)


def test_of_two_sources_of_one_layer_the_one_that_uses_most_headings_is_taken() -> None:
    header = ["Occurrence number", "From", "Offence", "Easting", "Northing", "Beat", "Reported"]
    able = [match for match in matches(header) if not match.lacking]
    assert [match.reader.source for match in able] == ["records management", "incidents form"]
    assert able[0].score == 1.0
    assert able[1].score == 5 / 7
    assert recognise(header) is able[0].reader


def test_a_match_says_which_heading_it_takes_for_what() -> None:
    best = matches(["Case Ref", "Date opened", "Nature", "Post code"])[0]
    assert best.used == {
        "case reference": "Case Ref",
        "opened": "Date opened",
        "type": "Nature",
        "postcode": "Post code",
    }
