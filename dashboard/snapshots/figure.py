"""The snapshot as a picture: an A4 page with the map, everything needed to read it, and marking."""

import io
from typing import Any

import numpy as np
from matplotlib.axes import Axes

from dashboard.classes import breaks, class_of
from dashboard.snapshots import basemap, column, furniture, hatching, legend, marks, names
from dashboard.snapshots.ground import hexagons
from dashboard.snapshots.labels import Ink, to_page
from dashboard.snapshots.page import Box, Extent, fitted, map_axes, new_page
from dashboard.snapshots.sheet import Sheet

MAP = Box(12.0, 29.0, 204.3, 144.5)
SIDE = Box(221.0, 29.0, 64.0, 144.5)
FOOT = Box(12.0, 175.0, 273.0, 23.0)
FOOT_SPLIT = 135.0
LEGEND_GAP = 2.6

MARGIN = 0.03
LEAST_WIDTH_M = 5000.0
SYMBOL_WEIGHT = 2.5
"""How much worse it is to hide a symbol than a hexagon of the highest class."""

COMPRESSION = 4
"""Level of zlib: a picture a few per cent larger in half the time."""


def png(sheet: Sheet) -> bytes:
    """Draw a snapshot.

    Parameters
    ----------
    sheet
        Its content.

    Returns
    -------
    bytes
        A PNG of an A4 page. Its text chunks carry title, selection, marking, label, source and
        attribution, so that the file explains itself when its name is lost.
    """
    figure, page = new_page()
    ground = basemap.load(sheet.selection, store_dir=sheet.folder)
    extent = fitted(ground.place.bounds, MAP, margin=MARGIN, least=LEAST_WIDTH_M)
    chart = map_axes(figure, MAP, extent=extent)
    basemap.draw(chart, ground)
    _layers(chart, sheet, extent)
    names.letter(page, ground, ink=_ink(sheet, extent), box=MAP, extent=extent)
    furniture.draw(page, MAP, extent)
    _words(page, sheet)
    return _encoded(figure, sheet)


def _layers(chart: Axes, sheet: Sheet, extent: Extent) -> None:
    """Draw the events: the layer in focus as fill, the others as symbols."""
    chosen = sheet.selection
    scale = furniture.metres_per_mm(MAP, extent)
    marks.fill_cells(chart, sheet.counts, layer=chosen.focus, metres_per_mm=scale)
    if sheet.marked:
        hatching.draw(chart, sheet.marked, metres_per_mm=scale)
    marks.add_symbols(
        chart,
        sheet.counts,
        layers=[layer for layer in chosen.layers if layer != chosen.focus],
        metres_per_mm=scale,
    )


def _words(page: Axes, sheet: Sheet) -> None:
    """Set everything beside the map."""
    column.marking(page, sheet)
    column.headings(page, sheet)
    bottom = legend.draw(
        page, SIDE, counts=sheet.counts, selection=sheet.selection, marked=len(sheet.marked)
    )
    top = bottom + LEGEND_GAP
    column.notes(page, sheet, Box(SIDE.left, top, SIDE.width, SIDE.bottom - top))
    column.foot(page, sheet, FOOT, split=FOOT_SPLIT)


def _ink(sheet: Sheet, extent: Extent) -> Ink:
    """Say where the marks are: a name should hide pale cells rather than dark ones or symbols."""
    table = sheet.counts
    focus = table["layer"].eq(sheet.selection.focus)
    ends = breaks(sheet.selection.focus, table.loc[focus, "count"])
    shades = (class_of(table["count"], ends) + 1) / (len(ends) + 1)
    weights = np.where(focus, shades, SYMBOL_WEIGHT)
    middles = hexagons(table["cell"].to_numpy()).mean(axis=1)
    return Ink(to_page(middles, box=MAP, extent=extent), weights)


def _encoded(figure: Any, sheet: Sheet) -> bytes:  # noqa: ANN401 - its canvas has no types
    """Encode the page with the words that make it explain itself."""
    selection = dict(sheet.provenance)["Selection"]
    chunks = {
        "Title": sheet.title,
        "Description": sheet.lead,
        "Selection": selection,
        "Marking": sheet.marking,
        "Label": sheet.label,
        "Source": sheet.source,
        "Copyright": sheet.attribution,
        "Software": "Halton hotspots",
    }
    out = io.BytesIO()
    figure.canvas.print_png(out, metadata=chunks, pil_kwargs={"compress_level": COMPRESSION})
    return out.getvalue()
