"""A small still map of the borough: classes of hexagons on its land, with a legend.

Streamlit strips SVG from HTML, so each class is a mask: its form comes from here, its colour from
the style sheet, so that it follows the theme (as in `dashboard.panels.shapes`).
"""

from collections.abc import Iterable, Sequence
from html import escape
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

import numpy as np
import pandas as pd
import shapely
from numpy.typing import NDArray

from dashboard.findings.ground import Ground
from data import geography
from geo.cells import outlines_of

WIDTH = 1000.0
SIMPLER = 0.0004
"""Degrees by which outlines are simplified; a fifth of a hexagon at resolution 9."""

SHRUNK = 0.92
"""Hexagons are drawn a little smaller, so that a gap shows between them."""


class Layer(NamedTuple):
    """Hexagons of one class: legend, colour (a variable of the style sheet) and which they are."""

    label: str
    colour: str
    cells: NDArray[np.int64]
    form: str = "fill"


class Hexagons(NamedTuple):
    """Hexagons of one colour (a variable of the style sheet), by their cells."""

    colour: str
    cells: NDArray[np.uint64]
    form: str = "fill"


class Frame(NamedTuple):
    """How degrees become the picture's units."""

    west: float
    north: float
    scale: tuple[float, float]
    height: float

    def points(self, degrees: NDArray[np.float64]) -> NDArray[np.float64]:
        """Place points (n, 2) of longitude and latitude in the picture."""
        return (degrees - (self.west, self.north)) * self.scale


def html(ground: Ground, layers: Sequence[Layer], *, vintage: str, label: str) -> str:
    """Draw the map with its legend.

    Parameters
    ----------
    ground
        The study area.
    layers
        Classes, drawn in this order; those without a hexagon are left out of the legend too.
    vintage
        Which ward outlines.
    label
        What the map says, for those who cannot see it; the table beside it says all of it.

    Returns
    -------
    str
        HTML.
    """
    shown = [
        Hexagons(layer.colour, ground.board.cells[layer.cells], layer.form)
        for layer in layers
        if len(layer.cells)
    ]
    drawn = picture(ground.study, shown, vintage=vintage, folder=ground.folder, label=label)
    legend = _legend([layer for layer in layers if len(layer.cells)])
    return f'<figure class="hs-mini">{drawn}{legend}</figure>'


def picture(
    study: pd.DataFrame,
    layers: Sequence[Hexagons],
    *,
    vintage: str,
    folder: Path,
    label: str,
) -> str:
    """Draw the borough with hexagons on it.

    Parameters
    ----------
    study
        The study cells, as `data.geography.cells` gives them: where the towns' names stand.
    layers
        Hexagons, drawn in this order.
    vintage, folder
        Which ward outlines, and the store's folder that may hold others.
    label
        What the picture says, for those who cannot see it.

    Returns
    -------
    str
        HTML.
    """
    wards = geography.wards(vintage, store_dir=folder).geometry
    area = geography.study_area(vintage, store_dir=folder)
    frame = _frame(area.bounds)
    land = _mask(_path(_rings([area], frame)), frame, colour="--band")
    lines = _mask(_path(_rings(wards, frame)), frame, colour="--ward-line", stroke=1.4)
    drawn = "".join(_hexagons(layer, frame) for layer in layers)
    towns = "".join(_town(study, town, frame) for town in ("Widnes", "Runcorn"))
    ratio = f"aspect-ratio:{WIDTH:g}/{frame.height:.0f}"
    return (
        f'<div role="img" aria-label="{escape(label)}" style="{ratio}">'
        f"{land}{drawn}{lines}{towns}</div>"
    )


def _frame(bounds: tuple[float, float, float, float]) -> Frame:
    west, south, east, north = bounds
    across = WIDTH / (east - west)
    up = across / float(np.cos(np.radians((south + north) / 2)))
    return Frame(west, north, (across, -up), up * (north - south))


def _rings(shapes: Iterable[Any], frame: Frame) -> list[NDArray[np.float64]]:
    simple = [shapely.simplify(shape, SIMPLER) for shape in shapes]
    parts = shapely.get_parts(np.array(simple, dtype=object))
    return [frame.points(shapely.get_coordinates(shapely.get_exterior_ring(p))) for p in parts]


def _hexagons(layer: Hexagons, frame: Frame) -> str:
    outlines = outlines_of(layer.cells)
    rings = []
    for outline in outlines:
        corners = frame.points(shapely.get_coordinates(outline))
        centre = corners[:-1].mean(axis=0)
        rings.append(centre + SHRUNK * (corners - centre))
    stroke = 4.0 if layer.form == "ring" else 0.0
    return _mask(_path(rings), frame, colour=layer.colour, stroke=stroke)


def _path(rings: Sequence[NDArray[np.float64]]) -> str:
    written = []
    for ring in rings:
        points = np.round(ring[:-1]).astype(int)
        written.append("M" + "L".join(f"{x} {y}" for x, y in points) + "Z")
    return "".join(written)


def _mask(path: str, frame: Frame, *, colour: str, stroke: float = 0.0) -> str:
    paint = f"fill='none' stroke='black' stroke-width='{stroke:g}'" if stroke else "fill='black'"
    svg = (
        f"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 {WIDTH:g} {frame.height:.0f}'>"
        f"<path d='{path}' {paint}/></svg>"
    )
    picture = quote(svg, safe=" =:/,;'")
    style = f"--form:url(&quot;data:image/svg+xml,{picture}&quot;);--paint:var({colour})"
    return f'<i style="{style}"></i>'


def _town(study: pd.DataFrame, town: str, frame: Frame) -> str:
    held = study.loc[study["town"].eq(town)]
    centres = shapely.get_coordinates(shapely.centroid(outlines_of(held["cell"].to_numpy())))
    middle = np.average(centres, axis=0, weights=held["residents"].to_numpy() + 1e-9)
    x, y = frame.points(middle)
    return (
        f'<span style="left:{100 * x / WIDTH:.1f}%;top:{100 * y / frame.height:.1f}%">'
        f"{escape(town)}</span>"
    )


def _legend(layers: Sequence[Layer]) -> str:
    items = "".join(
        f'<li><i class="hs-swatch hs-{layer.form}" style="--paint:var({layer.colour})"></i>'
        f"{escape(layer.label)} <b>{len(layer.cells):,}</b></li>"
        for layer in layers
    )
    return f'<figcaption><ul class="hs-legend">{items}</ul></figcaption>'
