"""A place is chosen beside the finding: the borough, a town, a ward of today or of before."""

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import choices, session
from dashboard.panels import controls
from dashboard.selection import Selection
from data.store import Store

SCRIPT = Path(__file__).parents[1] / "dashboard" / "start" / "script.py"


@pytest.fixture
def page(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """Explore over the synthetic borough."""
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return AppTest.from_file(str(SCRIPT), default_timeout=60).run()


def chosen(page: AppTest) -> Selection:
    found: Selection = page.session_state[session.SELECTION]
    return found


def test_the_wards_are_those_of_the_selection_and_the_last_entry_leads_to_the_others(
    page: AppTest,
) -> None:
    names = [name for code, name in choices.places("2020").items() if code.startswith("E")]
    assert page.selectbox(controls.WARD_KEY).options == [*names, "Wards of 2013 to 2020 …"]


def test_a_ward_becomes_the_place_and_lets_a_hexagon_go(page: AppTest) -> None:
    code = next(code for code in choices.places("2020") if code.startswith("E"))
    page.selectbox(controls.WARD_KEY).select(code).run()
    assert not page.exception
    assert (chosen(page).place, chosen(page).cell, chosen(page).vintage) == (code, "", "2020")


def test_wards_of_before_can_be_looked_at_and_left_again(page: AppTest) -> None:
    page.selectbox(controls.WARD_KEY).select("2013").run()
    assert not page.exception
    assert (chosen(page).vintage, chosen(page).place) == ("2013", "")
    old = page.selectbox(controls.WARD_KEY)
    assert len(old.options) == 22
    assert old.options[-1] == "Wards of today …"
    code = next(code for code in choices.places("2013") if code.startswith("E"))
    page.selectbox(controls.WARD_KEY).select(code).run()
    assert (chosen(page).vintage, chosen(page).place) == ("2013", code)
    page.selectbox(controls.WARD_KEY).select("2020").run()
    assert (chosen(page).vintage, chosen(page).place) == ("2020", "")


def test_a_town_and_the_borough_are_places_too(page: AppTest) -> None:
    page.button_group(controls.AREA_KEY).select("Runcorn").run()
    assert chosen(page).place == "Runcorn"
    page.button_group(controls.AREA_KEY).select(controls.BOROUGH).run()
    assert chosen(page).place == ""
