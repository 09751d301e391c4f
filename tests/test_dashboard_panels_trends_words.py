"""Words that sections share: how many, where a hexagon is, and how coarsely events are placed."""

import pytest

from dashboard import results
from dashboard.panels.trends import words
from data.store import Store
from tests import trends


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "No hexagon is a"),
        (1, "One hexagon is a"),
        (2, "2 hexagons are"),
        (1200, "1,200 hexagons are"),
    ],
)
def test_how_many_hexagons_begin_a_headline(number: int, said: str) -> None:
    assert words.hexagons(number) == said


def test_one_event_is_no_plural(store: Store) -> None:
    look = trends.looked(store, "cuckooing")
    assert words.counted(look, 1) == "<b>1</b> cuckooing report"
    assert words.counted(look, 1_200) == "<b>1,200</b> cuckooing reports"


def test_a_place_is_named_by_street_ward_and_town_and_leads_to_the_map(store: Store) -> None:
    look = trends.looked(store)
    study = results.study(look.source, 9)
    for position in (0, 400, 972):
        said = words.place(look, position, measure="rate")
        row = study.iloc[position]
        assert f"{int(row['cell']):x}" in said
        assert row["town"] in said
        assert "measure=rate" in said


def test_a_name_begins_with_a_capital(store: Store) -> None:
    look = trends.looked(store)
    names = results.study(look.source, 9)["place"].astype(str)
    small = [i for i, name in enumerate(names) if name[:1].islower()]
    assert small
    for position in small[:5]:
        name = words.place(look, position, measure="hot").split('hs-name">')[1]
        assert name[0].isupper()


def test_the_window_begins_the_sentence_below_the_headline(store: Store) -> None:
    assert words.stand(trends.looked(store)) == "<b>23 Aug to 22 Nov 2026</b>"


@pytest.mark.parametrize(
    ("focus", "name"),
    [
        ("incidents", "incidents"),
        ("cuckooing", "cuckooing reports"),
        ("missing", "missing episodes"),
    ],
)
def test_each_layer_has_its_noun(store: Store, focus: str, name: str) -> None:
    assert words.layer(trends.looked(store, focus)) == name


def test_the_limits_of_a_section_come_first_and_those_of_the_data_after(store: Store) -> None:
    look = trends.looked(store)
    assert words.limits(look, "One.", "Two.")[:2] == ["One.", "Two."]
    fine = words.limits(trends.looked(store, resolution=10), "One.")
    assert all(sentence.endswith(".") for sentence in fine)
