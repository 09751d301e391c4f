"""Near repeats on Trends: for analysts alone, refused before anything is computed."""

import pytest

from dashboard import access, answers, settings
from dashboard.findings import near as finding
from dashboard.panels.trends import near
from data.store import Store
from tests import trends
from tests.pages import headline


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_pairs_stand_beside_what_chance_gives(store: Store) -> None:
    look = trends.looked(store)
    found = answers.near_repeats(look)
    assert found.table is not None
    rows = trends.rows(trends.said(trends.at("near")), "Pairs of incidents")
    assert len(rows) == len(found.table)
    assert [int(row[2].replace(",", "")) for row in rows] == found.table["pairs"].tolist()
    assert [row[5] for row in rows] == [f"{p:.3f}" for p in found.table["p"]]


def test_who_is_no_analyst_is_refused_before_anything_is_computed(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(finding, "knox", lambda *_, **__: pytest.fail("it was computed"))
    options = settings.current(
        {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Analyst"}
    )
    look = trends.looked(store)._replace(
        options=options, viewer=access.Viewer("J. Doe", ("incidents",))
    )
    said = near.say(look)
    assert said.headline == "Near repeats are for analysts"
    assert "HOTSPOTS_ANALYSTS" in said.body
    assert "<table" not in said.body


def test_an_analyst_sees_them(store: Store) -> None:
    options = settings.current(
        {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Analyst"}
    )
    viewer = access.Viewer("A. Analyst", ("incidents", "cuckooing", "missing"))
    said = near.say(trends.looked(store)._replace(options=options, viewer=viewer))
    assert "Pairs of incidents" in said.body


def test_the_headline_looks_at_the_first_week_alone() -> None:
    assert headline(trends.at("near")) in (
        "No clear sign that incidents follow each other nearby within a week",
        "Incidents follow each other nearby within a week more than chance gives",
    )


def test_too_few_incidents_leave_the_repeat_share_and_a_reason() -> None:
    test = trends.at("near", **{"from": "2001-01-01", "to": "2001-02-01"})
    assert headline(test) == "Near repeats cannot be counted in this window"
    assert "at least 20 are needed" in trends.said(test)


@pytest.mark.parametrize(("number", "said"), [(0, False), (12, True)])
def test_what_was_left_out_or_moved_is_said(
    store: Store,
    monkeypatch: pytest.MonkeyPatch,
    number: int,
    said: bool,  # noqa: FBT001  what is expected
) -> None:
    look = trends.looked(store)
    found = answers.near_repeats(look)._replace(anonymised=number, unplaced=number)
    monkeypatch.setattr(answers, "near_repeats", lambda _: found)
    body = near.say(look).body
    assert ("anonymised map points" in body) is said
    assert ("only their ward is known" in body) is said
