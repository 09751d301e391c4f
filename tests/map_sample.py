"""Made-up counts on the real hexagons, and messages as the component sends them."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard.hexmap import packing
from data.geography import cells
from data.outlines import wards
from geo.cells import hex_of

ORIGIN = date(2023, 11, 24)
DAYS = 1095
LABELS = {"incidents": "Incidents", "cuckooing": "Cuckooing", "missing": "Missing"}
EVENTS = {"incidents": 30_000, "cuckooing": 130, "missing": 1_900}
MONTHLY = "Incidents are known only by their month, so the clock steps by whole months."


@dataclass(frozen=True)
class Entries:
    """Counts in the order of the format."""

    day: NDArray[np.int64]
    cell: NDArray[np.int64]
    category: NDArray[np.int64]
    count: NDArray[np.int64]


@dataclass
class Sample:
    """Packed counts and the same counts as a table: layer, day, cell, category, count."""

    packed: bytes
    table: pd.DataFrame
    sheet: packing.Sheet

    def counts(self, layer: str, start: int, end: int) -> NDArray[np.int64]:
        """Count a layer's events per cell by pandas, for days from `start` up to `end`."""
        table = self.table
        chosen = table[table["layer"].eq(layer) & table["day"].ge(start) & table["day"].lt(end)]
        sums = chosen.groupby("cell")["count"].sum()
        return sums.reindex(range(len(self.sheet.cells)), fill_value=0).to_numpy(np.int64)


@dataclass
class Choices:
    """What a sample may differ in."""

    resolution: int = 9
    place: str = ""
    seed: int = 1
    synthetic: bool = True
    monthly: tuple[str, ...] = ()
    names: dict[str, str] = field(default_factory=dict)


def sample(choices: Choices | None = None) -> Sample:
    """Scatter events over the real cells, in clusters, and pack them.

    `names` may replace the words that come from data: place, ward, category, label.
    """
    chosen = choices or Choices()
    random = np.random.default_rng(chosen.seed)
    study = cells(chosen.resolution)
    sheet = sheet_of(study, chosen)
    tables = {layer: scatter(layer, len(study), chosen, random) for layer in EVENTS}
    layers = [layer_of(layer, table, chosen) for layer, table in tables.items()]
    whole = pd.concat([table.assign(layer=layer) for layer, table in tables.items()])
    return Sample(packing.pack(sheet, layers=layers), whole, sheet)


def sheet_of(study: pd.DataFrame, chosen: Choices) -> packing.Sheet:
    """Lay out the ground, with names replaced where a test asks for it."""
    known = wards()
    rows = zip(known["code"], known["name"], known["town"], strict=True)
    place, ward = chosen.names.get("place"), chosen.names.get("ward")
    return packing.Sheet(
        version=f"v{chosen.seed}",
        resolution=chosen.resolution,
        vintage="2020",
        place=chosen.place,
        origin=ORIGIN,
        days=DAYS,
        synthetic=chosen.synthetic,
        wards=[packing.Ward(code, ward or name, town) for code, name, town in rows],
        cells=study["cell"].to_numpy(np.uint64),
        cell_ward=pd.Index(known["code"]).get_indexer(pd.Index(study["ward_code"])),
        places=[place or name for name in study["place"]],
    )


def scatter(layer: str, size: int, chosen: Choices, random: np.random.Generator) -> pd.DataFrame:
    """Draw days, cells and categories; few cells hold many events, as in life."""
    count = EVENTS[layer]
    days = random.integers(0, DAYS, count)
    if layer in chosen.monthly:
        starts = pd.Timestamp(ORIGIN) + pd.to_timedelta(days, unit="D")
        months = starts.to_period("M").to_timestamp()
        days = np.maximum(0, (months - pd.Timestamp(ORIGIN)).days.to_numpy())
    found = pd.DataFrame(
        {
            "day": days,
            "cell": (size * random.beta(0.5, 1.5, count)).astype(np.int64),
            "category": random.integers(0, 3, count),
        }
    )
    return (
        found.groupby(["day", "cell", "category"], as_index=False)
        .size()
        .rename(columns={"size": "count"})
    )


def layer_of(layer: str, table: pd.DataFrame, chosen: Choices) -> packing.Layer:
    """Give a layer its words."""
    monthly = layer in chosen.monthly
    step: Literal["day", "month"] = "month" if monthly else "day"
    return packing.Layer(
        name=layer,
        label=chosen.names.get("label", LABELS[layer]),
        step=step,
        reason=MONTHLY if monthly else "",
        categories=[chosen.names.get("category", name) for name in ("one", "two", "three")],
        entries=Entries(*(table[part].to_numpy(np.int64) for part in packing.WIDTHS)),
    )


def show(url: str = "/cells/a.bin", **changes: Any) -> dict[str, Any]:  # noqa: ANN401  any JSON
    """Write the message by which the component tells the frame what to show."""
    view = {
        "layers": list(EVENTS),
        "focus": "incidents",
        "resolution": 9,
        "from": "2026-09-24",
        "to": "2026-11-23",
        "cell": "",
        "measure": "count",
        "category": "",
        "step": "",
    }
    view |= {key: changes.pop(key) for key in list(changes) if key in view}
    message = {"kind": "show", "url": url, "version": "1", "page": "explore", "theme": "light"}
    return message | {"marking": "OFFICIAL-SENSITIVE", "view": view} | changes


def day_number(day: str) -> int:
    """Count the days from the origin."""
    return (date.fromisoformat(day) - ORIGIN).days


def iso(number: int) -> str:
    """Write the day that many days after the origin."""
    return (ORIGIN + timedelta(days=number)).isoformat()


def hexes(found: Sample) -> list[str]:
    """Name the cells as the browser does."""
    return [str(name) for name in hex_of(found.sheet.cells)]
