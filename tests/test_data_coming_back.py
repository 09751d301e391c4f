"""Rejected, downloaded, corrected, brought back: the events are those of the clean file."""

import tempfile
from collections.abc import Mapping
from pathlib import Path

import pandas as pd
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from data import quarantine
from data.risky import guarded
from data.store import Store
from tests.corrections import Change, bring, corrected, sheets_in
from tests.files import write

HEADER = ["Ref", "Start", "End", "Category", "Longitude", "Latitude", "Location", "Our notes"]
SOUND = ["A-1", "13/01/2024 22:15", "", "Burglary", "-2.7352", "53.3637", "Mill Lane", ""]
"""It settles the order of the dates and the kind of the coordinates."""
IGNORED = ["event_id", "batch_id", "flags"]

TEXTS = st.sampled_from(
    [
        *("Mill Lane", "=1+1", "'quoted'", "'=x", "-5 High St", "@home", "00123", "03/04/2025"),
        *("a\nb", 'said "no"', "Café; 3|4", "+44 1928", "Total 5", "1.0E+11", "_x0041_", "  two  "),
    ]
)
REFERENCES = st.sampled_from(["", "00123", "N24/7", "03/04/2025", "-7", "1/2", "A 9", "=A1"])
SPOILT: Mapping[str, tuple[int, str]] = {
    "date": (1, "31/02/2024"),
    "not a day": (1, "13"),
    "end": (2, "soon"),
    "category": (3, ""),
    "place": (5, "53,36.37"),
    "far": (4, "99"),
}
BROKEN = st.sampled_from([*SPOILT, "comma", "short"])


@st.composite
def rows(draw: st.DrawFn) -> list[str]:
    """Draw a sound row; its day is often one that might be a month."""
    day, month = draw(st.integers(1, 28)), draw(st.integers(1, 12))
    east, north = draw(st.integers(0, 9999)), draw(st.integers(0, 999))
    return [
        draw(REFERENCES),
        f"{day:02d}/{month:02d}/2024",
        "",
        draw(st.sampled_from(["Burglary", "Drugs", "=cmd"])),
        f"-2.7{east:04d}",
        f"53.3{north:03d}",
        draw(TEXTS),
        "",
    ]


def spoil(row: list[str], how: str) -> list[str]:
    if how == "comma":
        return [*row[:6], "extra", *row[6:-1], "and more"]
    if how == "short":
        return row[:5]
    place, text = SPOILT[how]
    return [*row[:place], text, *row[place + 1 :]]


def with_own_references(drawn: list[list[str]]) -> list[list[str]]:
    """Let references stand once: the same twice is a revision, which is another matter."""
    seen = set[str]()
    for row in drawn:
        plain = row[0].lstrip("0")
        row[0] = "" if plain in seen else row[0]
        seen.add(plain)
    return drawn


def content_of(store: Store) -> pd.DataFrame:
    """Give the events without the numbers that tell their way into the store."""
    events = store.events().drop(columns=IGNORED)
    return events.sort_values(list(events.columns), ignore_index=True)


def setting(clean: list[str]) -> Change:
    """Correct a row whole; a cell that would be a formula keeps its mark."""
    return lambda _cells: [guarded(cell) for cell in clean]


@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    derandomize=True,
    phases=[Phase.generate],
)
@given(data=st.data())
def test_in_the_end_the_events_are_those_of_the_clean_file(data: st.DataObject) -> None:
    drawn = with_own_references(data.draw(st.lists(rows(), min_size=1, max_size=6)))
    clean = [SOUND, *drawn]
    broken = {
        place: data.draw(BROKEN)
        for place in range(1, len(clean))
        if data.draw(st.booleans(), label=f"row {place} is broken")
    }
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole, store = Store(folder / "whole", backups=0), Store(folder / "store", backups=0)
        bring(whole, write(folder / "clean.csv", [HEADER, *clean]))
        expected = content_of(whole)
        handed_in = [
            spoil(row, broken[at]) if at in broken else row for at, row in enumerate(clean)
        ]
        (receipt,) = bring(store, write(folder / "partner.csv", [HEADER, *handed_in]))
        assert receipt.quarantined == len(broken)
        names = {place: f"batch 1 row {place + 2}" for place in broken}
        waiting, downloads = set(broken), list[bytes]()
        for turn in range(data.draw(st.integers(1, 4), label="turns")):
            if waiting:
                as_csv = data.draw(st.booleans(), label="as CSV")
                make = quarantine.table if as_csv else quarantine.workbook
                downloads.append(make(store))
            if not downloads:
                break
            copy = downloads[data.draw(st.integers(0, len(downloads) - 1), label="which copy")]
            chosen = data.draw(st.sets(st.sampled_from(sorted(broken))), label="corrected")
            removed = data.draw(st.sets(st.sampled_from(sorted(broken)), max_size=2), label="left")
            changes: dict[str, Change] = {names[at]: setting(clean[at]) for at in chosen}
            changes |= {names[at]: lambda _cells: None for at in removed - chosen}
            there = {at for at in broken if any(row[0] == names[at] for row in sheets_in_one(copy))}
            if not there - (removed - chosen):
                continue
            path = corrected(copy, changes, to=folder / f"back {turn}")
            (receipt,) = bring(store, path)
            waiting -= chosen & there
            assert set(store.held()["origin"]) == {names[at] for at in waiting}
            sound = expected_without(whole, waiting)
            assert len(store.events()) == sound
        if waiting:
            changes = {names[at]: setting(clean[at]) for at in waiting}
            bring(store, corrected(quarantine.workbook(store), changes, to=folder / "last"))
        pd.testing.assert_frame_equal(content_of(store), expected)
        assert store.held().empty
        assert store.quarantine().empty


def sheets_in_one(content: bytes) -> list[list[str]]:
    (found,) = sheets_in(content).values()
    return found


def expected_without(whole: Store, waiting: set[int]) -> int:
    return len(whole.events()) - len(waiting)
