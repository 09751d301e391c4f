from pathlib import Path

import pandas as pd
import pytest

from data.readers import recognise
from data.store import Store
from tests.files import read, table
from tests.rows import broken, judged, only

ROW = {
    "Reference": "CL-012",
    "Reported": "13/01/2024",
    "Address": "1 Mill Lane, Widnes WA8 7QA",
    "UPRN": "",
    "Indicators": "Visitors at all hours",
    "Status": "Under review",
    "Order type": "",
    "Start": "",
    "Expiry": "",
    "Applicant": "",
}


def test_a_register_is_recognised_by_its_headings() -> None:
    assert recognise(list(ROW)).source == "closure register"


def test_a_report_counts_on_its_day_whatever_the_order_says() -> None:
    ordered = {
        **ROW,
        "Order type": "Partial closure",
        "Start": "01/02/2024",
        "Expiry": "01/05/2027",
    }
    event = only(judged(ordered))
    assert event["start"] == pd.Timestamp("2024-01-13", tz="UTC")
    assert event["end"] == pd.Timestamp("2024-01-14", tz="UTC")
    assert event["status"] == "Under review; Partial closure"
    assert (event["layer"], event["category"]) == ("cuckooing", "Visitors at all hours")


@pytest.mark.parametrize("change", [{"Status": "Closed"}, {"Order type": "Full closure"}])
def test_a_newer_status_or_order_revises_the_report(tmp_path: Path, change: dict[str, str]) -> None:
    store = Store(tmp_path / "store")
    store.commit(read(table(tmp_path / "one.csv", ROW)))
    receipt = store.commit(read(table(tmp_path / "two.csv", {**ROW, **change})))
    assert (receipt.accepted, receipt.duplicates, receipt.revised) == (0, 1, 1)
    assert len(store.events()) == len(store.history()) == 1


def test_a_report_without_indicators_is_not_stated() -> None:
    assert only(judged({**ROW, "Indicators": ""}))["category"] == "not stated"


def test_a_report_of_the_future_is_quarantined() -> None:
    assert broken(judged({**ROW, "Reported": "25/11/2026"})) == [(2, "future")]
    assert broken(judged({**ROW, "Reported": "24/11/2026"})) == []
