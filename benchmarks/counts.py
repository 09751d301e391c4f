"""Time a window's counts by cell: ours, pandas and geopandas, on the same events in one run.

Run from the root with `python -m benchmarks.counts`. It asserts that all agree, and no time.
"""

import time
from collections.abc import Callable
from datetime import timedelta

import geopandas as gpd
import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import geography
from geo.cells import cells_of, outlines_of
from geo.counts import count_cells, positions_of, tally
from geo.days import day_numbers
from geo.windows import Window, last_months

EVENTS = 1_000_000
RESOLUTION = 9
REPEATS = 5
ORIGIN = Window(pd.Timestamp("2023-11-23").date(), pd.Timestamp("2026-11-23").date())
WINDOW = last_months(ORIGIN.last, months=3)

Counts = NDArray[np.int64]


def main() -> None:
    """Make the events, time each way, and print a table."""
    study = geography.cells(RESOLUTION)["cell"].to_numpy()
    events = _events()
    ways = _ways(events, study)
    print(f"{EVENTS:,} events, {len(study):,} cells, window {WINDOW.label()}")
    expected = ways["counts of its cells, from the events"]()
    print(f"{'way':<44}{'ms':>10}{'times':>8}")
    fastest = 0.0
    for name, count in ways.items():
        took, counted = _best(count)
        assert np.array_equal(counted, expected), name  # noqa: S101 (a wrong answer has no speed)
        fastest = fastest or took
        print(f"{name:<44}{took * 1000:>10.2f}{took / fastest:>8.0f}")


def _events() -> pd.DataFrame:
    """Scatter events around map points of the borough over three years."""
    rng = np.random.default_rng(1)
    postcodes = geography.postcodes().iloc[rng.integers(0, 2_900, EVENTS)]
    lng, lat = postcodes["lng"].to_numpy(), postcodes["lat"].to_numpy()
    seconds = rng.integers(0, ORIGIN.days * 86_400, EVENTS)
    start = ORIGIN.bounds()[0].tz_convert("UTC") + pd.to_timedelta(seconds, unit="s")
    cell = cells_of(lng, lat, resolution=RESOLUTION)
    known = np.isin(cell, geography.cells(RESOLUTION)["cell"].to_numpy())
    table = pd.DataFrame({"start": start, "lng": lng, "lat": lat, "cell": cell})
    return table[known].reset_index(drop=True)


def _ways(events: pd.DataFrame, study: NDArray[np.uint64]) -> dict[str, Callable[[], Counts]]:
    """List the ways to count, the quickest first; what each may prepare once is prepared here."""
    cells = events["cell"].to_numpy()
    days = day_numbers(events["start"], origin=ORIGIN.start)
    positions = positions_of(cells, study_cells=study)
    entries = tally(positions, days, np.zeros(len(events), dtype=np.int64))
    first = (WINDOW.start - ORIGIN.start) // timedelta(days=1)
    hexagons = gpd.GeoDataFrame({"cell": study}, geometry=outlines_of(study), crs=4326)

    def of_events() -> Counts:
        return count_cells(cells[WINDOW.holds(events["start"])], study_cells=study)

    def by_pandas() -> Counts:
        lower, upper = WINDOW.bounds()
        chosen = events[(events["start"] >= lower) & (events["start"] < upper)]
        return np.asarray(chosen.groupby("cell").size().reindex(study, fill_value=0))

    def by_geopandas() -> Counts:
        chosen = events[WINDOW.holds(events["start"])]
        points = gpd.points_from_xy(chosen["lng"], chosen["lat"], crs=4326)
        joined = gpd.GeoDataFrame(geometry=points).sjoin(hexagons, predicate="within")
        return np.asarray(joined.groupby("cell").size().reindex(study, fill_value=0))

    return {
        "counts of its cells, from tallied entries": lambda: entries.cell_counts(
            first=first, after=first + WINDOW.days, size=len(study)
        ),
        "counts of its cells, from the events": of_events,
        "pandas: filter, groupby, reindex": by_pandas,
        "geopandas: filter, sjoin to hexagons": by_geopandas,
    }


def _best(count: Callable[[], Counts]) -> tuple[float, Counts]:
    """Take the quickest of a few runs, in seconds, and the answer."""
    times = []
    for _ in range(REPEATS):
        before = time.perf_counter()
        counted = count()
        times.append(time.perf_counter() - before)
    return min(times), counted


if __name__ == "__main__":
    main()
