"""The picture as a whole: complete, nothing cut off, nothing on top of anything else."""

import io
import time
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from PIL import Image

from dashboard.snapshots import figure
from dashboard.snapshots.page import PAGE
from dashboard.snapshots.sheet import Sheet
from dashboard.snapshots.text import HAIR_SPACE
from data.store import Store
from geo.windows import Window
from tests.sheets import sheet

ALL = ("incidents", "cuckooing", "missing")
YEAR = Window(date(2025, 11, 23), date(2026, 11, 23))
CASES = {
    "one layer": {},
    "three layers": {"layers": ALL, "window": YEAR},
    "one ward": {"layers": ALL, "focus": "missing", "place": "E05013178", "window": YEAR},
    "a town, fine": {"place": "Widnes", "resolution": 10},
    "coarse": {"layers": ("incidents", "missing"), "resolution": 7, "window": YEAR},
    "medium, old wards": {
        "layers": ("cuckooing",),
        "focus": "cuckooing",
        "resolution": 8,
        "vintage": "2013",
    },
    "empty window": {"layers": ALL, "window": Window(date(2010, 1, 1), date(2010, 2, 1))},
}


def drawn(content: Sheet) -> Axes:
    """Return the page as it is before it becomes bytes, its letters without halos."""
    caught: list[Figure] = []

    def keep(made: Figure, _: Sheet) -> bytes:
        caught.append(made)
        return b""

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figure, "_encoded", keep)
        figure.png(content)
    page = next(axes for axes in caught[0].axes if axes.get_xlim() == (0, PAGE[0]))
    for text in page.texts:
        text.set_path_effects([])
    return page


@pytest.fixture(scope="module", params=CASES)
def case(request: pytest.FixtureRequest, demo_store: Store) -> tuple[Sheet, Axes]:
    content = sheet(demo_store, **CASES[request.param])
    return content, drawn(content)


def boxes(page: Axes) -> list[tuple[str, shapely.Polygon]]:
    """Every text with the room it takes on the page, mm."""
    found = []
    for text in page.texts:
        box = text.get_window_extent().transformed(page.transData.inverted())
        found.append((text.get_text(), shapely.box(box.x0, box.y0, box.x1, box.y1)))
    return found


def test_no_text_leaves_the_page_or_lies_on_another(case: tuple[Sheet, Axes]) -> None:
    _, page = case
    assert overlaps(page) == []
    for words, box in boxes(page):
        left, top, right, bottom = box.bounds
        assert left >= 11.8, words
        assert right <= PAGE[0] - 11, words
        assert top >= 4, words
        assert bottom <= PAGE[1] - 4, words


def overlaps(page: Axes) -> list[tuple[str, str]]:
    """Pairs of texts whose letters would touch."""
    rooms = [(words, box.buffer(-0.35)) for words, box in boxes(page)]
    tree = shapely.STRtree([box for _, box in rooms])
    pairs = [(i, j) for i, (_, box) in enumerate(rooms) for j in tree.query(box, "intersects")]
    return [(rooms[i][0], rooms[j][0]) for i, j in pairs if i < j]


def test_long_lists_fit_too(demo_store: Store) -> None:
    held = demo_store.events()[["layer", "category"]].drop_duplicates()
    pairs = tuple(sorted(held.itertuples(index=False, name=None)))
    page = drawn(sheet(demo_store, layers=ALL, categories=pairs, place="E05013175"))
    assert overlaps(page) == []
    assert max(box.bounds[3] for words, box in boxes(page) if HAIR_SPACE not in words) < 207


def test_a_long_title_and_lead_stay_inside_the_margins(demo_store: Store) -> None:
    long = replace(sheet(demo_store), title="Half of all " * 20, lead="In the same window " * 20)
    page = drawn(long)
    assert max(box.bounds[2] for _, box in boxes(page)) <= PAGE[0] - 11


def said(page: Axes) -> str:
    return " ".join(text.get_text() for text in page.texts).replace("\N{NO-BREAK SPACE}", " ")


def test_everything_a_page_must_carry_is_written_on_it(case: tuple[Sheet, Axes]) -> None:
    content, page = case
    written = said(page)
    for heading, words in content.notes:
        assert heading in written
        assert words.split()[0] in written
    for words in (content.title, content.lead, *content.attribution.split()):
        assert words in written
    for name, value in content.provenance:
        assert name in written
        assert value in written
    assert written.count(HAIR_SPACE.join(content.marking)) == 2
    assert written.count("Synthetic data") >= 3


def test_recorded_data_carry_no_label(demo_store: Store) -> None:
    recorded = replace(sheet(demo_store), label="", source="the police")
    page = drawn(recorded)
    assert "Synthetic" not in said(page)


def test_a_hostile_name_is_drawn_as_text(demo_store: Store) -> None:
    content = sheet(demo_store)
    notes = (("Filters", "Only <img src=x onerror=alert(1)> $\\frac{1}{0}$ ${alert(1)} \0 漢"),)
    assert figure.png(replace(content, notes=notes, title="$$ \\ {")).startswith(b"\x89PNG")


def test_the_picture_explains_itself_when_its_name_is_lost(demo_store: Store) -> None:
    content = sheet(demo_store)
    with Image.open(io.BytesIO(figure.png(content))) as picture:
        size, info = picture.size, picture.info
    assert size == pytest.approx((3508, 2480), abs=2)
    assert info["Selection"] == "--layer incidents --resolution 9 --from 2026-09-01 --to 2026-11-01"
    assert info["Marking"] == content.marking
    assert info["Label"] == "Synthetic data"
    assert info["Title"] == content.title
    assert info["Copyright"] == content.attribution


def test_the_map_shows_the_events_and_not_an_empty_ground(demo_store: Store) -> None:
    full = pixels(figure.png(sheet(demo_store)))
    empty = pixels(figure.png(sheet(demo_store, window=Window(date(2010, 1, 1), date(2010, 2, 1)))))
    navy = (full == (0x12, 0x43, 0x6D)).all(axis=2)
    assert navy[400:2000, 200:2500].sum() > 1000
    assert (empty[400:2000, 200:2500] == (0x12, 0x43, 0x6D)).all(axis=2).sum() == 0


def pixels(content: bytes) -> np.ndarray:
    with Image.open(io.BytesIO(content)) as picture:
        return np.asarray(picture.convert("RGB"))


def test_a_picture_takes_less_than_three_seconds_of_work(demo_store: Store) -> None:
    content = sheet(demo_store, layers=ALL, window=YEAR, resolution=10)
    figure.png(content)
    start = time.process_time()
    figure.png(content)
    assert time.process_time() - start < 3
