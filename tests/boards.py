"""Small sets of events for the tests of counting and panels, and the real borough's ground."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
import pandas as pd

from dashboard import board
from dashboard.selection import Selection
from data import geography, placed, schema
from geo import cells
from geo.windows import Window

FIRST = date(2026, 1, 1)


def events(
    count: int = 300, *, seed: int = 1, days: int = 200, precision: str = "day"
) -> pd.DataFrame:
    """Scatter events over police map points and a few points outside, with their wards."""
    draw = np.random.default_rng(seed)
    streets = geography.streets()
    spots = streets.iloc[draw.integers(0, 60, count)]
    layer = draw.choice(schema.LAYERS, count, p=[0.7, 0.1, 0.2])
    start = pd.Timestamp(FIRST, tz="Europe/London") + pd.to_timedelta(
        draw.integers(0, days, count), unit="D"
    )
    if precision == "month":
        start = pd.DatetimeIndex([moment.replace(day=1) for moment in start])
    frame = pd.DataFrame(
        {
            "layer": layer,
            "category": draw.choice(["Drugs", "Burglary", "Other, unknown"], count),
            "start": start.tz_convert("UTC").as_unit("us"),
            "precision": precision,
            "lng": spots["lng"].to_numpy(),
            "lat": spots["lat"].to_numpy(),
        }
    )
    frame["end"] = frame["start"] + (
        pd.DateOffset(months=1) if precision == "month" else pd.Timedelta(days=1)
    )
    frame.loc[:2, ["lng", "lat"]] = (-2.24, 53.48)
    return placed.placed(frame)


def laid_out(
    frame: pd.DataFrame,
    *,
    resolution: int = 9,
    layers: Sequence[str] = schema.LAYERS,
) -> board.Board:
    """Lay events out on the real study cells."""
    return board.lay_out(
        frame,
        study=geography.cells(resolution),
        wards=geography.wards(),
        layers=tuple(layers),
        resolution=resolution,
    )


def selection(**choices: object) -> Selection:
    """Select the first hundred days of everything, or what is asked for."""
    plain = {
        "layers": schema.LAYERS,
        "focus": "incidents",
        "resolution": 9,
        "window": Window(FIRST, FIRST + timedelta(days=100)),
    }
    return Selection(**{**plain, **choices})  # type: ignore[arg-type]  # any field


def cell_wards(resolution: int = 9) -> "np.ndarray[tuple[int], np.dtype[np.str_]]":
    """Give the main ward of each study cell."""
    return geography.cells(resolution)["ward_code"].to_numpy(dtype=str)


def hex_at(position: int, *, resolution: int = 9) -> str:
    """Write the study cell at a position."""
    table = geography.cells(resolution)["cell"].to_numpy()
    return str(cells.hex_of(table[position : position + 1])[0])
