"""The sources: one finding as the title, one line for each, and names as text."""

from datetime import date

import pandas as pd

from dashboard.panels.intake import sources
from dashboard.sources import Month, SourceRow

ROW = SourceRow(
    layer="incidents",
    source="police.uk",
    events=1200,
    first=date(2026, 1, 3),
    last=date(2026, 11, 22),
    monthly=False,
    imported=pd.Timestamp("2026-11-23T23:30Z"),
    on_map=1100,
    months=(Month(date(2026, 1, 1), 600, "full"), Month(date(2026, 2, 1), 0, "none")),
)


def test_the_title_says_how_many_sources_how_far_and_what_waits() -> None:
    three = [ROW, ROW._replace(source="A"), ROW._replace(source="B", last=date(2026, 11, 1))]
    said = sources.headline(three, waiting=12)
    assert said == "Three sources, up to date to 22 Nov 2026; 12 rows wait in quarantine"


def test_one_source_and_one_row_are_not_several() -> None:
    said = sources.headline([ROW], waiting=1)
    assert said == "One source, up to date to 22 Nov 2026; 1 row waits in quarantine"
    assert sources.headline([ROW] * 10, waiting=0).startswith("10 sources, ")


def test_an_empty_quarantine_is_not_spoken_of_nor_to_who_may_not_know() -> None:
    assert "quarantine" not in sources.headline([ROW], waiting=0)
    assert "quarantine" not in sources.headline([ROW], waiting=None)


def test_nothing_brought_in_is_said() -> None:
    assert sources.headline([], waiting=0) == "Nothing has been brought in yet"
    said = sources.headline([], waiting=4)
    assert said == "Nothing has been brought in yet; 4 rows wait in quarantine"


def test_a_source_that_stopped_long_before_is_named() -> None:
    late = ROW._replace(source="Housing", last=date(2026, 6, 3))
    said = sources.headline([ROW, late], waiting=None)
    assert said == "Two sources, up to date to 22 Nov 2026, but Housing ends in Jun 2026"
    more = sources.headline([ROW, late, late._replace(source="B")], waiting=None)
    assert more.endswith("but 2 of them end long before")


def test_a_source_that_is_known_by_months_has_no_days() -> None:
    monthly = ROW._replace(monthly=True)
    assert "to Nov 2026" in sources.headline([monthly], waiting=None)
    assert "Jan 2026 to<br>Nov 2026" in sources.table([monthly])


def test_a_line_holds_the_facts_of_its_source() -> None:
    said = sources.table([ROW])
    for fact in ("police.uk", "Incidents", "1,200", "92%", "23 Nov 2026", "Nothing in Feb 2026"):
        assert fact in said
    assert said.count("<tr>") == 2


def test_the_name_of_a_source_is_text() -> None:
    said = sources.table([ROW._replace(source="<script>")])
    assert "<script>" not in said
    assert "&lt;script&gt;" in said


def test_without_sources_the_table_says_so() -> None:
    assert "No source has sent anything yet" in sources.table([])


def test_a_moment_is_said_as_the_day_in_london() -> None:
    assert sources.day(pd.Timestamp("2026-06-30T23:30Z")) == "1 Jul 2026"
