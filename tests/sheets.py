"""Events, selections and sheets for the tests of counting and of snapshots."""

from collections.abc import Sequence
from datetime import date, datetime
from functools import cache
from typing import Any

import pandas as pd

from dashboard.selection import Selection
from dashboard.snapshots.sheet import Sheet, compose
from data import geography
from data.placed import placed
from data.schema import ACCURACY_M
from data.store import Store
from geo.days import LONDON
from geo.windows import Window

MADE = datetime(2026, 11, 23, 14, 5, tzinfo=LONDON)
AUTUMN = Window(date(2026, 9, 1), date(2026, 11, 1))
LIVERPOOL = (-2.98, 53.41)


def event(**given: Any) -> dict[str, Any]:  # noqa: ANN401 - any column
    """One event in the middle of Halton on 1 October 2026, unless told otherwise."""
    lng, lat = inside("E05013180") if "lng" not in given else (given["lng"], given["lat"])
    start = pd.Timestamp(given.pop("start", "2026-10-01 12:00"), tz="Europe/London")
    end = pd.Timestamp(given.pop("end"), tz="Europe/London") if "end" in given else start
    usual: dict[str, Any] = {
        "layer": "incidents",
        "category": "Drugs",
        "precision": "instant",
        "placing": "exact",
        "source": "a test",
    }
    usual["accuracy_m"] = ACCURACY_M[given.get("placing", "exact")]
    times = {"start": start.tz_convert("UTC"), "end": end.tz_convert("UTC")}
    return {**usual, "lng": lng, "lat": lat, **times, **given}


def frame(rows: Sequence[dict[str, Any]]) -> pd.DataFrame:
    """Put events in a frame with the columns that counting needs."""
    table = pd.DataFrame(rows)
    return table.astype({"start": "datetime64[us, UTC]", "end": "datetime64[us, UTC]"})


@cache
def inside(code: str) -> tuple[float, float]:
    """Give a point well inside a ward of 2020."""
    wards = geography.wards().set_index("code")
    point = wards.geometry[code].representative_point()
    return float(point.x), float(point.y)


def selection(**given: Any) -> Selection:  # noqa: ANN401 - any field
    """Choose incidents in autumn 2026 at resolution 9, unless told otherwise."""
    usual: dict[str, Any] = {
        "layers": ("incidents",),
        "focus": "incidents",
        "resolution": 9,
        "window": AUTUMN,
    }
    return Selection(**{**usual, **given})


def sheet(store: Store, **given: Any) -> Sheet:  # noqa: ANN401 - any field of a selection
    """Compose a sheet at a fixed moment."""
    return compose(selection(**given), store=store, person="Analyst 07", made=MADE)


def here(*rows: dict[str, Any]) -> pd.DataFrame:
    """Put events in a frame and in their wards."""
    return placed(frame(rows))
