"""Freshness by source: what stands, how far it reaches, and which months are missing."""

from datetime import date

import numpy as np
import pandas as pd

from dashboard.sources import freshness_of, sources_of
from data.schema import EVENT_COLUMNS, empty_events

BATCHES = pd.DataFrame(
    {
        "batch_id": [1, 2],
        "imported_at": pd.to_datetime(["2026-11-01T10:00Z", "2026-11-20T10:00Z"]),
        "synthetic": False,
    }
)


def events(*days: str, **columns: object) -> pd.DataFrame:
    """Make one event at noon of each day."""
    starts = pd.to_datetime([f"{day}T12:00Z" for day in days])
    standard: dict[str, object] = {
        "layer": "incidents",
        "source": "police.uk",
        "precision": "instant",
        "lng": -2.73,
        "lat": 53.36,
        "ward": "E05012000",
        "batch_id": 1,
    }
    return pd.DataFrame({**standard, **columns, "start": starts})


def daily(first: str, last: str) -> list[str]:
    return [f"{day:%Y-%m-%d}" for day in pd.date_range(first, last)]


def states(found: pd.DataFrame) -> dict[str, str]:
    (row,) = sources_of(found, BATCHES)
    return {f"{month.first:%Y-%m}": month.state for month in row.months}


def test_nothing_brought_in_has_no_sources() -> None:
    none = empty_events().assign(ward="", town="")
    assert sources_of(none, BATCHES.iloc[:0]) == ()
    assert freshness_of(none, BATCHES.iloc[:0]).until == {}
    assert set(none.columns) >= set(EVENT_COLUMNS)


def test_a_source_says_how_much_stands_since_when_and_until_when() -> None:
    (row,) = sources_of(events("2026-01-03", "2026-02-10", "2026-03-31"), BATCHES)
    assert (row.layer, row.source, row.events) == ("incidents", "police.uk", 3)
    assert (row.first, row.last) == (date(2026, 1, 3), date(2026, 3, 31))
    assert not row.monthly


def test_a_day_is_one_of_london() -> None:
    found = events("2026-06-30").assign(start=pd.Timestamp("2026-06-30T23:30Z"))
    (row,) = sources_of(found, BATCHES)
    assert row.last == date(2026, 7, 1)
    assert row.months[0].first == date(2026, 7, 1)


def test_the_last_import_is_that_of_the_newest_row_that_stands() -> None:
    (row,) = sources_of(events("2026-01-03", "2026-01-04", batch_id=[1, 2]), BATCHES)
    assert row.imported == pd.Timestamp("2026-11-20T10:00Z")


def test_only_events_in_a_hexagon_of_the_borough_are_on_the_map() -> None:
    found = events("2026-01-03", "2026-01-04", "2026-01-05").assign(
        ward=["E1", "", "E1"], lng=[-2.73, -2.9, np.nan]
    )
    (row,) = sources_of(found, BATCHES)
    assert row.on_map == 1


def test_sources_stand_in_the_order_of_the_layers_the_largest_first() -> None:
    found = events(
        *["2026-01-03"] * 4,
        layer=["missing", "incidents", "incidents", "incidents"],
        source=["A", "B", "C", "C"],
    )
    assert [row.source for row in sources_of(found, BATCHES)] == ["C", "B", "A"]


def test_the_same_source_of_two_layers_is_two_rows() -> None:
    found = events("2026-01-03", "2026-01-03", layer=["missing", "incidents"])
    assert [row.layer for row in sources_of(found, BATCHES)] == ["incidents", "missing"]


def test_a_month_without_events_is_missing_and_one_with_few_is_a_part() -> None:
    days = [*daily("2026-01-01", "2026-01-31"), "2026-02-11", *daily("2026-04-01", "2026-04-30")]
    assert states(events(*days)) == {
        "2026-01": "full",
        "2026-02": "part",
        "2026-03": "none",
        "2026-04": "full",
    }


def test_a_record_that_begins_or_ends_a_week_inside_a_month_holds_a_part_of_it() -> None:
    found = states(events(*daily("2026-01-08", "2026-03-23")))
    assert found == {"2026-01": "part", "2026-02": "full", "2026-03": "part"}
    nearly = states(events(*daily("2026-01-07", "2026-03-25")))
    assert set(nearly.values()) == {"full"}


def test_few_events_a_month_are_chance_and_no_gap() -> None:
    days = ["2026-01-20", "2026-02-02", "2026-02-20", "2026-02-21", "2026-03-05"]
    assert set(states(events(*days)).values()) == {"full"}


def test_a_month_that_is_known_as_such_is_held_to_its_end() -> None:
    found = events(*["2026-01-01"] * 9, *["2026-02-01"] * 9, precision="month")
    (row,) = sources_of(found, BATCHES)
    assert row.monthly
    assert [month.state for month in row.months] == ["full", "full"]


def test_all_sources_share_one_axis_and_a_record_that_is_over_is_not_missing() -> None:
    found = events("2026-01-03", "2026-04-10", "2026-02-10", source=["A", "A", "B"])
    one, other = sources_of(found, BATCHES)
    assert [month.first for month in one.months] == [month.first for month in other.months]
    assert [month.state for month in other.months] == ["beyond", "full", "beyond", "beyond"]
    assert [month.events for month in one.months] == [1, 0, 0, 1]


def test_freshness_says_how_far_each_layer_reaches_and_when_the_last_file_came() -> None:
    found = events(
        "2026-01-03", "2026-01-05", "2026-02-01", layer=["missing", "missing", "incidents"]
    ).assign(precision=["instant", "instant", "month"])
    fresh = freshness_of(found, BATCHES)
    assert fresh.until["missing"] == pd.Timestamp("2026-01-05T12:00Z")
    assert fresh.monthly == {"incidents"}
    assert fresh.loaded == pd.Timestamp("2026-11-20T10:00Z")
    assert not fresh.synthetic
