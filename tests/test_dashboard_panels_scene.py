"""What Python tells a presentation: the finding, the view and the data it holds for, the range."""

import json
import math
import re
from dataclasses import replace
from datetime import date
from html import unescape
from typing import Any

import pytest

from dashboard import access, session, settings
from dashboard.panels import scene
from dashboard.panels.trends.parts import MINUS
from dashboard.source import map_version, source_of
from data import schema
from data.store import Store
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from geo.windows import Window
from tests import boards
from tests.test_dashboard_panels_headline import CHOSEN, compared


@pytest.fixture
def look(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> session.Look:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    source = source_of(demo_store, layers=schema.LAYERS, vintage="2020")
    chosen = boards.selection(window=Window(date(2026, 8, 1), date(2026, 11, 1)), place="Widnes")
    viewer = access.Viewer("pc1", schema.LAYERS)
    return session.Look(settings.current(), viewer, source, chosen)


def told(said: str, look: session.Look) -> dict[str, Any]:
    """Read what the map's seat in the page reads."""
    html = scene.html(said, look=look, overall=compared({}))
    (found,) = re.findall(r'data-hotspots-told="([^"]*)"', html)
    told: dict[str, Any] = json.loads(unescape(found))
    return told


def test_a_finding_is_told_with_the_view_and_the_data_that_it_holds_for(
    look: session.Look,
) -> None:
    found = told("Incidents rose", look)
    assert found["said"] == "Incidents rose"
    assert found["view"] == look.selection.to_view()
    assert found["version"] == map_version(look.source, 9, "Widnes")
    elsewhere = look._replace(selection=replace(look.selection, place="Runcorn"))
    assert told("Incidents rose", elsewhere)["version"] != found["version"]


def test_a_finding_is_text_for_the_page_and_for_the_map(look: session.Look) -> None:
    said = "<script>\"'&</script>"
    assert told(said, look)["said"] == said
    assert "<script" not in scene.html(said, look=look, overall=compared({}))


def test_a_change_is_told_with_its_range(look: session.Look) -> None:
    assert look
    found = scene.change(CHOSEN, compared({"incidents": (612, 548, FALL)}))
    assert found is not None
    assert re.fullmatch(
        rf"Against the same days a year before: {MINUS}10%, likely range {MINUS}50% to \+100%",
        found["words"],
    )
    low, ratio, high = found["ratios"]
    assert 0 < low <= ratio <= high < math.inf


def test_windows_of_different_length_are_compared_by_the_day() -> None:
    whole = compared({"incidents": (612, 548, NO_CLEAR_CHANGE)})
    change = whole.changes["incidents"]._replace(days=(59, 60))
    found = scene.change(CHOSEN, whole._replace(changes={"incidents": change}))
    assert found is not None
    assert "% a day, likely range" in found["words"]


@pytest.mark.parametrize("counts", [(4, 8, TOO_FEW), (0, 60, RISE), (60, 0, FALL)])
def test_a_change_without_a_range_only_says_against_what(counts: tuple[int, int, str]) -> None:
    found = scene.change(CHOSEN, compared({"incidents": counts}))
    assert found == {"words": "Against the same days a year before", "ratios": []}


def test_nothing_is_told_of_a_change_where_nothing_is_compared() -> None:
    assert scene.change(CHOSEN, compared({"missing": (40, 90, RISE)})) is None
