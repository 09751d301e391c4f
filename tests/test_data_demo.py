"""The synthetic borough is one and the same everywhere, looks like Halton, and is labelled."""

import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data import geography
from data.demo import DEMO_FROM, DEMO_UNTIL, SOURCE, STORIES, fill, synthetic_borough
from data.demo_places import WEIGHTS
from data.schema import EVENT_COLUMNS, LAYERS
from data.store import Store
from geo.cells import cells_of
from geo.days import midnight
from geo.windows import coarsest

ROOT = Path(__file__).parents[1]
DIGEST = (
    "import hashlib, pandas; from data.demo import synthetic_borough; "
    "print(hashlib.sha256(synthetic_borough().to_csv().encode()).hexdigest())"
)


def by_cell(table: pd.DataFrame, *, resolution: int) -> NDArray[np.float64]:
    """Sum the column `count` in each cell of the study area."""
    found = cells_of(table["lng"], table["lat"], resolution=resolution)
    summed = table["count"].groupby(found).sum()
    study = geography.cells(resolution)["cell"]
    return summed.reindex(study, fill_value=0).to_numpy(dtype=np.float64)


@pytest.fixture(scope="module")
def borough() -> pd.DataFrame:
    """Make the borough once; no test may change it."""
    return synthetic_borough()


def test_the_borough_is_an_event_frame(borough: pd.DataFrame) -> None:
    assert borough.dtypes.astype(str).to_dict() == EVENT_COLUMNS
    assert set(borough["layer"]) == set(LAYERS)
    assert borough["event_id"].tolist() == list(range(1, len(borough) + 1))
    assert borough["reference"].is_unique
    assert set(borough["source"]) == {SOURCE}
    assert not borough.drop(columns=["end", "found_lng", "found_lat"]).isna().to_numpy().any()


def test_the_same_seed_gives_the_same_borough(borough: pd.DataFrame) -> None:
    pd.testing.assert_frame_equal(borough, synthetic_borough(), check_exact=True)


def test_another_process_with_other_hashes_and_another_clock_makes_the_same_borough() -> None:
    digests = set()
    for hashes, zone in (("1", "UTC"), ("2", "Pacific/Auckland")):
        surroundings = {**os.environ, "PYTHONHASHSEED": hashes, "TZ": zone, "PYTHONPATH": str(ROOT)}
        done = subprocess.run(  # noqa: S603 (our own command)
            [sys.executable, "-c", DIGEST],
            env=surroundings,
            cwd=ROOT,
            check=True,
            capture_output=True,
            text=True,
        )
        digests.add(done.stdout)
    assert len(digests) == 1


def test_another_seed_gives_other_events_in_the_same_amounts(borough: pd.DataFrame) -> None:
    other = synthetic_borough(seed=1)
    assert other["layer"].value_counts().equals(borough["layer"].value_counts())
    assert not other["start"].equals(borough["start"])
    assert not np.array_equal(other["lng"], borough["lng"])


@pytest.mark.parametrize("vintage", geography.VINTAGES)
def test_every_event_lies_in_the_study_area(borough: pd.DataFrame, vintage: str) -> None:
    inside = geography.ward_of(borough["lng"].to_numpy(), borough["lat"].to_numpy(), vintage)
    outside = np.asarray(inside) == ""
    # the two vintages are drawn to the same coast, but with lines of different fineness
    assert outside.mean() <= {"2020": 0.0, "2013": 0.001}[vintage]


def test_every_event_starts_within_the_three_years_and_none_ends_before_it_starts(
    borough: pd.DataFrame,
) -> None:
    assert borough["start"].min() >= midnight(DEMO_FROM)
    assert borough["start"].max() < midnight(DEMO_UNTIL)
    ended = borough[borough["end"].notna()]
    assert (ended["end"] >= ended["start"]).all()
    moments = ended[ended["precision"] == "instant"]
    assert (moments["end"] <= midnight(DEMO_UNTIL)).all()


def test_the_data_reach_the_first_and_the_last_day(borough: pd.DataFrame) -> None:
    first, last = borough["start"].min(), borough["start"].max()
    assert first < midnight(DEMO_FROM) + pd.Timedelta(days=1)
    assert last >= midnight(DEMO_UNTIL) - pd.Timedelta(days=1)


def test_the_clock_can_step_by_days_on_every_layer(borough: pd.DataFrame) -> None:
    for _, events in borough.groupby("layer"):
        assert coarsest(events["precision"]) == "day"


@pytest.mark.parametrize(("resolution", "least"), [(8, 0.97), (9, 0.95)])
def test_incidents_lie_where_the_open_figures_have_them(
    borough: pd.DataFrame, resolution: int, least: float
) -> None:
    open_counts = pd.read_csv(WEIGHTS, encoding="utf-8")
    made = borough[borough["layer"] == "incidents"].assign(count=1)
    correlation = np.corrcoef(
        by_cell(open_counts, resolution=resolution), by_cell(made, resolution=resolution)
    )
    assert correlation[0, 1] > least


def test_incidents_spread_beyond_the_map_points(borough: pd.DataFrame) -> None:
    incidents = borough[borough["layer"] == "incidents"]
    points = pd.read_csv(WEIGHTS, encoding="utf-8")[["lng", "lat"]].drop_duplicates()
    assert len(incidents[["lng", "lat"]].drop_duplicates()) > 10 * len(points)


def test_every_event_is_named_by_a_real_street(borough: pd.DataFrame) -> None:
    assert set(borough["location"]) <= set(geography.streets()["name"])


def test_only_missing_people_have_pseudonyms_and_none_has_a_name(borough: pd.DataFrame) -> None:
    people = borough.loc[borough["layer"] == "missing", "person"]
    assert people.str.fullmatch(r"P\d{4}").all()
    others = borough[borough["layer"] != "missing"]
    assert set(others["person"]) == {""}
    assert not others["from_care"].any()
    assert others["found_lng"].isna().all()


def test_the_stories_have_names_of_their_own() -> None:
    assert len({story.name for story in STORIES}) == len(STORIES)


def test_filling_a_store_goes_through_the_door_of_every_import(
    borough: pd.DataFrame, tmp_path: Path
) -> None:
    store = Store(tmp_path / "store")
    receipts = fill(store)
    assert [receipt.layer for receipt in receipts] == list(LAYERS)
    for receipt in receipts:
        made = int((borough["layer"] == receipt.layer).sum())
        assert (receipt.rows, receipt.accepted, receipt.outside) == (made, made, 0)
    assert store.is_synthetic()
    assert store.batches()["synthetic"].all()
    kept = store.events().drop(columns=["event_id", "batch_id"])
    made_here = borough.drop(columns=["event_id", "batch_id"])
    pd.testing.assert_frame_equal(kept, made_here, check_exact=True)


def test_filling_twice_adds_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    first, again = fill(store), fill(store)
    assert [receipt.duplicates for receipt in again] == [receipt.rows for receipt in first]
    assert sum(receipt.accepted + receipt.revised for receipt in again) == 0
