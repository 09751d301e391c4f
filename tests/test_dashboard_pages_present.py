"""Present shows the same selection, with a headline for those who cannot see it and a way back."""

import json
import re
from html import unescape

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import session
from data.store import Store
from tests.pages import go_to, headline, html, opened


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return demo_store


@pytest.fixture
def presented() -> AppTest:
    return opened({"place": "Widnes"}, page="present")


def test_the_selection_comes_along(presented: AppTest) -> None:
    assert not presented.exception
    assert presented.session_state[session.SELECTION].place == "Widnes"
    assert "in Widnes" in headline(presented)


def test_the_map_is_told_the_finding_of_this_very_view(presented: AppTest) -> None:
    (found,) = re.findall(r'data-hotspots-told="([^"]*)"', html(presented))
    told = json.loads(unescape(found))
    assert told["said"] == headline(presented)
    assert told["view"] == presented.session_state[session.SELECTION].to_view()


def test_the_markings_stay_and_the_chrome_goes(presented: AppTest) -> None:
    said = re.sub(r"<style>.*?</style>", "", html(presented), flags=re.DOTALL)
    assert said.count("OFFICIAL-SENSITIVE") == 2
    assert "hs-brand" not in said
    assert not presented.get("button_group")
    assert not presented.get("download_button")


def test_there_is_a_way_back(presented: AppTest) -> None:
    (link,) = presented.get("page_link")
    assert link.proto.label == "Back to Explore"


def test_a_view_can_settle_there_too(presented: AppTest) -> None:
    presented.session_state[session.ACKNOWLEDGED] = "m1-7"
    assert 'data-hotspots-acknowledged="m1-7"' in html(presented.run())


def test_leaving_and_coming_back_keeps_everything(presented: AppTest) -> None:
    kept = presented.session_state[session.SELECTION]
    back = go_to(presented, "")
    assert back.session_state[session.SELECTION] == kept
    assert "in Widnes" in headline(back)
