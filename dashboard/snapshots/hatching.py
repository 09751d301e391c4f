"""Marked hexagons on a picture: hatched as on the map, because rankings leave them out."""

from collections.abc import Sequence

import numpy as np
from matplotlib.axes import Axes
from matplotlib.collections import PolyCollection
from matplotlib.patches import Rectangle

from dashboard.findings import gather
from dashboard.selection import Selection
from dashboard.snapshots.ground import hexagons
from dashboard.snapshots.marks import with_gap
from dashboard.theme import colour
from data import geography, marks, notes
from data.store import Store

PATTERN = "\\" * 6
"""Lines lean the other way than a measure's on the map, close together."""

STROKES = (("halo", 1.6), ("ink", 0.6))
"""Colour and width in points: dark lines on light ones are seen on every fill."""

ZORDER = 3.5
"""Over the fill, below the lines of wards."""


def marked(selection: Selection, *, store: Store) -> tuple[int, ...]:
    """Find the study cells of a selection that rankings leave out.

    Parameters
    ----------
    selection
        The choices.
    store
        Where the marks are.

    Returns
    -------
    tuple of int
        H3 cells, sorted.
    """
    study = geography.cells(selection.resolution, selection.vintage, store_dir=store.folder)
    found = study["cell"].to_numpy()
    kept = notes.read(store.folder).in_force
    out = marks.left_out(kept, found, resolution=selection.resolution)
    return tuple(found[out & gather.listed_cells(study, selection)].tolist())


def draw(axes: Axes, cells: Sequence[int], *, metres_per_mm: float) -> None:
    """Hatch cells.

    Parameters
    ----------
    axes
        The map, in metres of the National Grid.
    cells
        H3 cells.
    metres_per_mm
        Ground covered by one millimetre of paper.
    """
    outlines = hexagons(np.array(cells, dtype=np.uint64))
    shapes = list(with_gap(outlines, metres_per_mm=metres_per_mm))
    for name, width in STROKES:
        hatched = PolyCollection(
            shapes,
            facecolors="none",
            edgecolors=colour(name),
            linewidths=0.8 if name == "ink" else 0.0,
            hatch=PATTERN,
            zorder=ZORDER,
        )
        hatched.set_hatch_linewidth(width)
        axes.add_collection(hatched, autolim=False)


def swatch(page: Axes, at: tuple[float, float], *, size: tuple[float, float]) -> None:
    """Draw what stands for the hatching in a legend.

    Parameters
    ----------
    page
        The page's axes, in mm.
    at
        Left end and top.
    size
        Width and height, mm.
    """
    box = Rectangle(at, *size, facecolor="none", edgecolor=colour("ink"), hatch=PATTERN)
    box.set_linewidth(0.5)
    box.set_hatch_linewidth(STROKES[-1][1])
    page.add_patch(box)
