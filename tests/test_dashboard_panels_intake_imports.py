"""An import is one line: what it was, when, and what it did."""

from typing import Any

import pandas as pd
import pytest

from dashboard.panels.intake import imports

BATCH: dict[str, Any] = {
    "batch_id": 3,
    "imported_at": pd.Timestamp("2026-06-30T23:30Z"),
    "file": "register.xlsx",
    "sheet": "",
    "layer": "cuckooing",
    "accepted": 34,
    "duplicates": 518,
    "revised": 6,
    "quarantined": 3,
    "synthetic": False,
    "undone_at": pd.NaT,
}


def test_a_line_says_file_day_in_london_and_what_became_of_its_rows() -> None:
    said = imports.line(BATCH)
    assert "register.xlsx" in said
    assert "1 Jul 2026, 00:30" in said
    assert "34 new, 6 revised, 512 unchanged, 3 in quarantine" in said
    assert "hs-cuckooing" in said


def test_a_sheet_is_named_behind_its_file() -> None:
    assert "register.xlsx, May" in imports.line({**BATCH, "sheet": "May"})


def test_an_import_that_was_undone_says_when_and_no_counts() -> None:
    said = imports.line({**BATCH, "undone_at": pd.Timestamp("2026-07-02T10:00Z")})
    assert "Undone on 2 Jul 2026" in said
    assert "34 new" not in said


def test_invented_events_are_called_so() -> None:
    said = imports.line({**BATCH, "synthetic": True, "accepted": 38320})
    assert "38,320 invented events" in said


@pytest.mark.parametrize("column", ["file", "sheet"])
def test_names_are_text(column: str) -> None:
    said = imports.line({**BATCH, column: "<script>alert(1)</script>"})
    assert "<script>" not in said
    assert "&lt;script&gt;" in said
