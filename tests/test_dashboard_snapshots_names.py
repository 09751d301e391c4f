"""Names on the map of a snapshot."""

import numpy as np
import shapely

from dashboard.snapshots import basemap, names
from dashboard.snapshots.labels import Ink
from dashboard.snapshots.page import Box, fitted, map_axes, new_page
from data import geography
from tests.sheets import selection

BOX = Box(12, 29, 204.3, 144.5)
NO_INK = Ink(np.empty((0, 2)), np.empty(0))
GRANGE = "E05013178"


def ground(place: str = "") -> basemap.Ground:
    return basemap.load(selection(place=place), store_dir=None)


def lettered(place: str) -> list[str]:
    """Names on the map of a place, one for each line of text."""
    figure, page = new_page()
    found = ground(place)
    extent = fitted(found.place.bounds, BOX, margin=0.03, least=5000)
    basemap.draw(map_axes(figure, BOX, extent=extent), found)
    names.letter(page, found, ink=NO_INK, box=BOX, extent=extent)
    figure.canvas.draw()
    return [text.get_text() for text in page.texts]


def test_every_ward_the_towns_bridges_and_the_river_are_named_on_the_borough() -> None:
    found = " ".join(lettered(""))
    for name in (*geography.wards()["name"], "River Mersey", "Mersey Gateway", "Warrington"):
        assert name in found
    assert "Weston Point" not in found


def test_parts_of_a_ward_are_named_only_where_a_place_is_chosen() -> None:
    found = " ".join(lettered(GRANGE))
    assert "Grange" in found
    assert "Halton Brook" in found


def test_no_name_lies_on_another() -> None:
    figure, page = new_page()
    found = ground()
    extent = fitted(found.place.bounds, BOX, margin=0.03, least=5000)
    names.letter(page, found, ink=NO_INK, box=BOX, extent=extent)
    for text in page.texts:
        text.set_path_effects([])
    boxes = [text.get_window_extent() for text in page.texts]
    bare = [shapely.box(box.x0, box.y0, box.x1, box.y1).buffer(-2) for box in boxes]
    crossing = [(i, j) for i in range(len(bare)) for j in range(i) if bare[i].intersects(bare[j])]
    assert crossing == []
    assert figure.axes
