"""Totals are compared only where both windows are held, and say what the test says."""

from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import pandas as pd
import pytest

from dashboard import comparing, tallies
from dashboard.findings import overall
from dashboard.selection import Selection
from geo.change import FALL, RISE, TOO_FEW
from geo.windows import Window
from tests import boards

DAYS = 400
LATER = Window(boards.FIRST + timedelta(days=200), boards.FIRST + timedelta(days=300))
EVENTS = boards.events(4000, days=DAYS)
BOARD = boards.laid_out(EVENTS)


def chosen(**choices: object) -> Selection:
    return boards.selection(**{"window": LATER, "against": comparing.BEFORE, **choices})


def thin(layer: str, number: int) -> pd.DataFrame:
    """Keep only so many events of a layer, spread over the whole time."""
    of_it = EVENTS.loc[EVENTS["layer"].eq(layer) & EVENTS["ward"].ne("")].sort_values("start")
    kept = of_it.iloc[np.linspace(0, len(of_it) - 1, number).astype(int)].index
    return EVENTS.loc[EVENTS["layer"].ne(layer) | EVENTS.index.isin(kept)]


def test_every_layer_is_counted_in_both_windows() -> None:
    found = overall.overall(BOARD, chosen())
    assert (found.earlier.end, found.later) == (LATER.start, LATER)
    assert found.reason == ""
    assert set(found.changes) == {"incidents", "cuckooing", "missing"}
    for layer, change in found.changes.items():
        held = EVENTS.loc[EVENTS["layer"].eq(layer) & EVENTS["ward"].ne("")]
        assert change.before == found.earlier.holds(held["start"]).sum()
        assert change.after == found.later.holds(held["start"]).sum()
        assert change.days == (100, 100)
        assert change.ratio == pytest.approx(change.after / change.before)
        assert change.low < change.ratio < change.high


def test_a_layer_of_which_there_is_no_event_at_any_time_is_told_apart_from_a_quiet_one() -> None:
    assert overall.overall(BOARD, chosen()).unheld == ()
    for none in (LATER, Window(boards.FIRST, boards.FIRST + timedelta(days=DAYS + 1))):
        gone = EVENTS["layer"].eq("cuckooing") & none.holds(EVENTS["start"])
        found = overall.overall(boards.laid_out(EVENTS.loc[~gone]), chosen())
        assert found.unheld == (() if none == LATER else ("cuckooing",))


def test_a_place_and_a_cell_are_compared_by_what_they_hold() -> None:
    cell = boards.hex_at(int(np.bincount(BOARD.cell).argmax()))
    for one in (chosen(place="Widnes"), chosen(cell=cell)):
        found = overall.overall(BOARD, one)
        assert found.changes["incidents"].after == tallies.detail_of(BOARD, one).totals["incidents"]
        assert 0 < found.changes["incidents"].after < len(EVENTS)


def test_a_fall_and_a_rise_are_found_where_they_are() -> None:
    early = EVENTS["start"].dt.date < LATER.start
    third = EVENTS.index % 3 == 0
    for dropped, verdict in ((third & ~early, FALL), (third & early, RISE)):
        board = boards.laid_out(EVENTS.loc[~dropped])
        assert overall.overall(board, chosen()).changes["incidents"].verdict == verdict


def test_few_events_say_too_few() -> None:
    change = overall.overall(boards.laid_out(thin("cuckooing", 5)), chosen()).changes["cuckooing"]
    assert 0 < change.before + change.after < 4
    assert change.verdict == TOO_FEW


def test_where_the_data_do_not_reach_back_nothing_is_compared() -> None:
    found = overall.overall(BOARD, chosen(against=comparing.YEAR))
    assert found.changes == {}
    assert found.reason == "the data do not reach back"


def test_a_layer_that_begins_later_than_the_others_is_left_out() -> None:
    begins = LATER.start - timedelta(days=20)
    late = EVENTS["layer"].eq("missing") & (EVENTS["start"].dt.date < begins)
    found = overall.overall(boards.laid_out(EVENTS.loc[~late]), chosen())
    assert set(found.changes) == {"incidents", "cuckooing"}
    assert found.reason == ""
    focus = overall.overall(boards.laid_out(EVENTS.loc[~late]), chosen(focus="missing"))
    assert focus.reason == "the data do not reach back"


def test_months_known_as_months_are_compared_as_whole_months() -> None:
    board = boards.laid_out(boards.events(2000, days=360, precision="month"))
    window = Window(date(2026, 5, 1), date(2026, 8, 1))
    found = overall.overall(board, chosen(window=window))
    assert found.earlier == Window(date(2026, 2, 1), date(2026, 5, 1))
    assert found.changes["incidents"].days == (89, 92)


def test_a_window_that_is_not_over_is_no_earlier_one() -> None:
    against = f"{LATER.start - timedelta(days=9)}..{LATER.start + timedelta(days=9)}"
    found = overall.overall(BOARD, chosen(against=against))
    assert found.changes == {}
    assert "is not over before" in found.reason
    early = f"{LATER.start - timedelta(days=60)}..{LATER.start - timedelta(days=9)}"
    assert overall.overall(BOARD, replace(chosen(), against=early)).changes["incidents"].days == (
        51,
        100,
    )
