"""The ground under the hexagons: water, land, texture of the streets, wards, roads, stations."""

from pathlib import Path
from typing import Any, NamedTuple

import shapely
from matplotlib.axes import Axes

from dashboard.selection import Selection
from dashboard.snapshots.ground import on_grid
from dashboard.snapshots.pens import dots, fill, stroke
from data import geography
from geo import cells

VEIL = 0.72
"""How much of the ground outside the chosen place is veiled."""

Named = dict[str, Any]
"""Shapely geometries by name."""


class Ground(NamedTuple):
    """What is drawn below and between the marks, in metres of the National Grid.

    `place` is the chosen part of the borough, the picked hexagons, or all of it; `labels` are
    points by their kind.
    """

    borough: Any
    place: Any
    wards: Named
    neighbours: Named
    lines: Any
    postcodes: Any
    motorways: Named
    bridges: Named
    stations: Named
    labels: dict[str, Named]

    @property
    def is_part(self) -> bool:
        """Whether only a part of the borough was chosen."""
        return self.place is not self.borough


def load(selection: Selection, *, store_dir: Path | None) -> Ground:
    """Read the ground of a selection.

    Parameters
    ----------
    selection
        Says the ward outlines and the chosen place.
    store_dir
        The store's folder; ward outlines replaced by the user are looked for there.

    Returns
    -------
    Ground
    """
    found = geography.basemap(selection.vintage, store_dir=store_dir)
    table = geography.drawn_wards(selection.vintage, store_dir=store_dir)
    shapes = on_grid(table.geometry.to_numpy())
    held = table["code"].eq(selection.place) | table["town"].eq(selection.place)
    borough = shapely.union_all(shapes)
    kinds = {label["kind"] for label in found["labels"]}
    return Ground(
        borough=borough,
        place=_picked(selection)
        or (shapely.union_all(shapes[held.to_numpy()]) if selection.place else borough),
        wards=dict(zip(table["name"], shapes, strict=True)),
        neighbours={each["name"]: _area(each["rings"]) for each in found["neighbours"]},
        lines=_lines(found["lines"]),
        postcodes=on_grid(shapely.multipoints(found["postcodes"])),
        motorways=_named_lines(found["motorways"]),
        bridges=_named_lines(found["bridges"]),
        stations=_named_points(found["stations"]),
        labels={
            kind: _named_points([each for each in found["labels"] if each["kind"] == kind])
            for kind in sorted(kinds)
        },
    )


def draw(chart: Axes, ground: Ground) -> None:
    """Draw the ground, from the land up to the ward lines; marks go between at z-order 3.

    Parameters
    ----------
    chart
        The map, in metres of the National Grid, on water.
    ground
        What to draw.
    """
    for shape in ground.neighbours.values():
        fill(chart, shape, "outland", order=1.0)
        stroke(chart, shape, ("ctl", 0.4), order=1.0)
    fill(chart, ground.borough, "land", order=1.1)
    stroke(chart, ground.lines, ("output-area", 0.35), order=1.2)
    dots(chart, ground.postcodes, size=0.9, ink="postcode", order=1.3)
    for shape in [*ground.motorways.values(), *ground.bridges.values()]:
        stroke(chart, shape, ("motorway-casing", 2.2), order=1.4)
        stroke(chart, shape, ("motorway", 1.0), order=1.5)
    if ground.is_part:
        rest = shapely.difference(ground.borough, ground.place)
        fill(chart, rest, "outland", order=1.6, alpha=VEIL)
    _boundaries(chart, ground)
    for shape in ground.stations.values():
        dots(chart, shape, size=2.8, ink="ink-2", order=4.5, marker="s")


def _picked(selection: Selection) -> Any:  # noqa: ANN401 - shapely ships no types
    """Put the picked hexagons together; None where none is picked."""
    if not selection.picked:
        return None
    return shapely.union_all(on_grid(cells.outlines_of(cells.cells_from_hex(selection.picked))))


def _boundaries(chart: Axes, ground: Ground) -> None:
    """Draw the ward lines over a paler line, so that they read on every fill."""
    lines = shapely.union_all(shapely.boundary(list(ground.wards.values())))
    stroke(chart, lines, ("halo", 1.9), order=3.5, alpha=0.85)
    stroke(chart, lines, ("ward-line", 0.6), order=3.6)
    stroke(chart, ground.borough, ("ink-2", 1.0), order=3.7)
    if ground.is_part:
        stroke(chart, ground.place, ("halo", 3.4), order=3.8)
        stroke(chart, ground.place, ("ink", 1.5), order=3.9)


def _area(rings: list[Any]) -> Any:  # noqa: ANN401 - shapely ships no types
    """Put rings together; one inside another is its hole."""
    return on_grid(
        shapely.build_area(shapely.multilinestrings([shapely.linestrings(r) for r in rings]))
    )


def _lines(lines: list[Any]) -> Any:  # noqa: ANN401 - shapely ships no types
    return on_grid(shapely.multilinestrings([shapely.linestrings(line) for line in lines]))


def _named_lines(features: list[dict[str, Any]]) -> Named:
    names = dict.fromkeys(str(each["name"]) for each in features)
    return {
        name: _lines([each["line"] for each in features if each["name"] == name]) for name in names
    }


def _named_points(features: list[dict[str, Any]]) -> Named:
    return {
        str(each["name"]): on_grid(shapely.Point(each["lng"], each["lat"])) for each in features
    }
