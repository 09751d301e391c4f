"""A presentation states Python's finding while it holds, and the plain count when it does not."""

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser

from data.basemap import basemap
from data.geography import cells
from data.outlines import wards
from geo.cells import hex_of
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving
from tests.map_modules import modules

SAID = "Incidents in Halton fell from 2,000 to 1,500 (\N{MINUS SIGN}25%, likely a real fall)"
BOTH = ("cuckooing", "missing")
LENGTHY = (
    "No clear change in missing episodes in Daresbury, Moore & Sandymoor: 394 to 349 "
    "(\N{MINUS SIGN}11%); incidents rose from 16 to 34 (+112%, likely)"
)
RANGE = [0.7, 0.75, 0.8]
MIDDLES = """(names) => names.map((name) => {
  const {x, y} = window.hotspots.map.latLngToContainerPoint(h3.cellToLatLng(name));
  const box = window.hotspots.map.getContainer().getBoundingClientRect();
  return [box.left + x, box.top + y];
})"""
PLAIN = "Incidents in Halton"
PROJECTOR = {"width": 1920, "height": 1080}


@pytest.fixture(scope="module")
def site() -> Iterator[map_frame.Site]:
    """Serve the counts of the borough and of Widnes."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample().packed
    widnes = map_sample.Choices(place="Widnes", seed=2)
    site.files["/cells/b.bin"] = map_sample.sample(widnes).packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def meeting(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame for presenting, with nothing said yet."""
    with driving(browser, site, viewport=PROJECTOR) as driver:
        driver.show(page="present")
        driver.frame.locator("body").evaluate("() => window.focus()")
        yield driver


def tell(meeting: Driver, said: str = SAID, *, version: str = "v1", **view: Any) -> None:  # noqa: ANN401  any JSON
    """Say something of a view, as the page around the frame does."""
    shown = map_sample.show()["view"] | view
    change = {"words": "Against the same days a year before", "ratios": RANGE}
    meeting.post(
        {"kind": "told", "said": said, "view": shown, "version": version, "change": change}
    )
    meeting.pause(100)


def sentence(meeting: Driver) -> str:
    return meeting.frame.locator(".title h1").text_content() or ""


def test_the_finding_is_the_one_sentence_with_its_number_window_and_range(meeting: Driver) -> None:
    assert sentence(meeting) == PLAIN
    tell(meeting)
    assert sentence(meeting) == SAID
    first = meeting.frame.locator(".title .figure").first
    assert first.locator("b").text_content() == f"{meeting.total('incidents'):,}"
    assert first.locator("small").text_content() == "24 Sep to 22 Nov 2026"
    assert "Against the same days" in (meeting.frame.locator(".change p").text_content() or "")
    assert meeting.frame.locator(".reach").is_visible()
    assert meeting.frame.locator(".title .figure").count() == 3


def test_a_step_of_the_clock_takes_the_finding_away_and_coming_back_returns_it(
    meeting: Driver,
) -> None:
    tell(meeting)
    meeting.page.keyboard.press("ArrowLeft")
    meeting.pause(100)
    assert sentence(meeting) == PLAIN
    assert meeting.frame.locator(".change > *").count() == 0
    meeting.page.keyboard.press("ArrowRight")
    meeting.pause(100)
    assert sentence(meeting) == SAID


def test_nothing_is_found_while_the_clock_plays(meeting: Driver) -> None:
    tell(meeting)
    meeting.page.keyboard.press(" ")
    meeting.pause(100)
    assert sentence(meeting) == PLAIN
    meeting.page.keyboard.press(" ")


@pytest.mark.parametrize(
    "other",
    [
        {"focus": "missing"},
        {"layers": ["incidents"]},
        {"category": "incidents:one"},
        {"from": "2026-09-23"},
        {"version": "v0"},
    ],
)
def test_what_was_said_of_another_view_or_other_data_is_not_shown(
    meeting: Driver, other: dict[str, Any]
) -> None:
    tell(meeting, **other)
    assert sentence(meeting) == PLAIN


def test_the_same_view_of_another_place_has_another_finding(meeting: Driver) -> None:
    tell(meeting)
    meeting.show("/cells/b.bin", version="2", page="present")
    assert sentence(meeting) == "Incidents in Widnes"
    tell(meeting, "Incidents in Widnes rose", version="v2")
    assert sentence(meeting) == "Incidents in Widnes rose"


def test_a_finding_is_text_and_never_markup(meeting: Driver) -> None:
    tell(meeting, "<img src=x onerror='window.ran=1'>")
    assert sentence(meeting).startswith("<img")
    assert meeting.frame.locator(".title img").count() == 0


def test_the_numbers_stay_in_place_whatever_the_sentence(meeting: Driver) -> None:
    before = [meeting.box(".figure"), meeting.box(".title > :last-child")]
    tell(meeting, LENGTHY)
    assert [meeting.box(".figure"), meeting.box(".title > :last-child")] == before


def test_a_layer_without_data_has_no_number_that_could_be_read_as_none(meeting: Driver) -> None:
    meeting.show(page="present", unheld=["cuckooing"])
    said = [figure.text_content() or "" for figure in meeting.frame.locator(".figure").all()]
    assert [words.lstrip("0123456789,") for words in said] == [
        "incidents24 Sep to 22 Nov 2026",
        "missing episodes",
    ]
    meeting.show(page="present", unheld=["incidents", "cuckooing"])
    assert meeting.frame.locator(".figure").count() == 1


def test_the_chip_of_a_layer_without_data_says_so(meeting: Driver) -> None:
    meeting.show(unheld=["cuckooing"])
    chips = {name: meeting.frame.locator(f".chip[data-layer={name}] .pick") for name in BOTH}
    assert "no data" in (chips["cuckooing"].text_content() or "")
    assert "no data" in (chips["cuckooing"].get_attribute("aria-label") or "")
    assert "no data" not in (chips["missing"].text_content() or "")


@pytest.mark.parametrize(("place", "least"), [("Widnes", 0.6), ("Runcorn", 0.6)])
def test_a_town_is_fitted_beside_or_below_the_legend_whichever_shows_it_larger(
    browser: Browser, place: str, least: float
) -> None:
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = map_sample.sample(map_sample.Choices(place=place)).packed
    towns = wards().set_index("code")["town"]
    study = cells(9)
    held = study[study["ward_code"].eq(place) | study["ward_code"].map(towns).eq(place)]
    with map_frame.running(site), driving(browser, site, viewport=PROJECTOR) as driver:
        driver.show(page="present")
        legend, stage = driver.box(".legend"), driver.box(".stage")
        spots = driver.frame.evaluate(MIDDLES, [str(name) for name in hex_of(held["cell"])])
    left, right = min(x for x, _ in spots), max(x for x, _ in spots)
    top, bottom = min(y for _, y in spots), max(y for _, y in spots)
    assert right < legend["x"] or top > legend["y"] + legend["height"]
    assert max((right - left) / stage["width"], (bottom - top) / stage["height"]) > least


def test_a_window_that_the_data_do_not_reach_is_told_as_it_is_shown(meeting: Driver) -> None:
    assert meeting.settled() == []
    meeting.show(page="present", version="2", **{"from": "2026-12-24", "to": "2027-01-23"})
    meeting.pause()
    shown = meeting.frame.locator(".figure small").text_content()
    (view,) = meeting.settled()
    assert view["to"] <= map_sample.iso(map_sample.DAYS)
    tell(meeting, **{"from": view["from"], "to": view["to"]})
    assert sentence(meeting) == SAID
    assert meeting.frame.locator(".figure small").text_content() == shown


@pytest.mark.parametrize("size", [(1280, 672), (1366, 720), (3840, 2026), (683, 336), (600, 850)])
def test_sentence_numbers_map_and_clock_share_every_screen_without_overlap(
    meeting: Driver, size: tuple[int, int]
) -> None:
    tell(meeting, LENGTHY)
    meeting.page.set_viewport_size({"width": size[0], "height": size[1]})
    meeting.pause(300)
    boxes = [meeting.box(part) for part in (".title", ".stage", ".clock")]
    last = meeting.box(".title > :last-child")
    assert last["y"] + last["height"] <= boxes[0]["y"] + boxes[0]["height"] + 1
    for at, box in enumerate(boxes):
        assert box["x"] + box["width"] <= size[0] + 1
        assert box["y"] + box["height"] <= size[1] + 1
        for other in boxes[at + 1 :]:
            aside = box["x"] + box["width"] <= other["x"] + 1
            assert aside or other["x"] + other["width"] <= box["x"] + 1 or apart(box, other)
    height = meeting.frame.evaluate("() => innerHeight")
    if size[0] > size[1]:
        assert boxes[1]["width"] >= 0.6 * size[0]
        letters = "(h1) => parseFloat(getComputedStyle(h1).fontSize)"
        assert meeting.frame.locator(".title h1").evaluate(letters) >= 0.03 * height


def apart(one: dict[str, float], other: dict[str, float]) -> bool:
    """Tell whether one box ends above the other's beginning."""
    first, second = sorted((one, other), key=lambda box: box["y"])
    return first["y"] + first["height"] <= second["y"] + 1


@pytest.mark.parametrize(
    "ratios", [[0.92, 0.97, 1.02], [1.1, 1.5, 2.2], [0.1, 0.2, 0.4], [1.0, 1.0, 1.0]]
)
def test_range_estimate_and_no_change_lie_on_the_line_in_their_order(
    browser: Browser, ratios: list[float]
) -> None:
    with modules(browser) as run:
        at = run("reach", "placed", ratios)
    assert 0 < at["low"] <= at["estimate"] <= at["high"] < 100
    assert 0 < at["none"] < 100
    assert (at["none"] <= at["low"]) == (ratios[0] >= 1)
    assert (at["none"] >= at["high"]) == (ratios[2] <= 1)
