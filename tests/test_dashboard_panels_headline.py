"""The sentence above the map is true of its numbers and claims no more than they do."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.findings.overall import Change, Overall
from dashboard.panels import headline
from dashboard.panels.trends import parts
from dashboard.snapshots.words import LAYER_NAMES
from dashboard.tallies import Counts
from data import schema
from geo import change as geo_change
from geo import counts as counting
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW
from geo.windows import Window
from tests import boards

CHOSEN = boards.selection(window=Window(date(2026, 9, 24), date(2026, 11, 23)))


BEFORE = Window(date(2025, 9, 24), date(2025, 11, 23))
COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 9000))


def compared(changes: dict[str, tuple[int, int, str]]) -> Overall:
    found = {
        layer: Change(
            before, after, (60, 60), after / before if before else float("inf"), 0.5, 2.0, verdict
        )
        for layer, (before, after, verdict) in changes.items()
    }
    return Overall(BEFORE, CHOSEN.window, found, "")


def counted(*by_cell: int, focus: str = "incidents", cell_area: float = 0.1) -> Counts:
    cells = np.array([*by_cell, *[0] * (1000 - len(by_cell))])
    half = counting.half_share(cells)
    return Counts(
        totals={"incidents": 1, "cuckooing": 2, "missing": 3, focus: int(cells.sum())},
        by_cell=cells,
        by_ward={},
        area_in_place=100.0,
        half=half,
        half_area=half * cell_area,
    )


def test_where_events_gather_the_half_is_named_with_its_area() -> None:
    found = headline.finding(counted(600, 500, *[1] * 789), selection=CHOSEN)
    assert found == "Half of the 1,889 incidents in Halton fell in 2 hexagons, under 1% of its area"


def test_no_data_of_a_layer_are_never_said_to_be_no_events() -> None:
    chosen = replace(CHOSEN, focus="cuckooing")
    there = compared({})._replace(unheld=("cuckooing",))
    found = headline.finding(counted(focus="cuckooing"), selection=chosen, overall=there)
    assert found == "No cuckooing reports are held for Halton"
    found = headline.finding(counted(focus="cuckooing"), selection=chosen, overall=compared({}))
    assert found == "No cuckooing reports in Halton, 24 Sep to 22 Nov 2026"


def test_an_episode_begins_where_an_incident_falls() -> None:
    chosen = replace(CHOSEN, focus="missing")
    found = headline.finding(counted(90, *[1] * 40, focus="missing"), selection=chosen)
    assert found.startswith("Half of the 130 missing episodes in Halton began in one hexagon")


def test_one_hexagon_is_written_as_a_word() -> None:
    found = headline.finding(counted(60, *[1] * 40), selection=CHOSEN)
    assert "fell in one hexagon, under 1%" in found


def test_sparse_events_are_never_said_to_gather() -> None:
    chosen = replace(CHOSEN, focus="cuckooing", place="Runcorn")
    found = headline.finding(counted(2, 2, *[1] * 16, focus="cuckooing"), selection=chosen)
    assert found == ("The 20 cuckooing reports in Runcorn lie in 18 hexagons, at most 2 in any one")


def test_few_events_are_only_counted() -> None:
    found = headline.finding(counted(9, 2), selection=CHOSEN)
    assert found == "11 incidents in Halton, 24 Sep to 22 Nov 2026"


def test_no_event_is_said_in_words() -> None:
    chosen = replace(CHOSEN, focus="missing")
    found = headline.finding(counted(focus="missing"), selection=chosen)
    assert found == "No missing episodes in Halton, 24 Sep to 22 Nov 2026"


@settings(deadline=None)
@given(st.lists(st.integers(0, 40), max_size=60), st.sampled_from(["", "Widnes", "Runcorn"]))
def test_the_number_in_the_sentence_is_the_total(by_cell: list[int], place: str) -> None:
    counts = counted(*by_cell)
    found = headline.finding(counts, selection=replace(CHOSEN, place=place))
    total = counts.totals["incidents"]
    assert (f"{total:,} incident" in found) or (total == 0 and found.startswith("No incidents"))
    assert (place or "Halton") in found
    assert len(found.split()) <= 20


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (
            {"incidents": (612, 548, FALL), "cuckooing": (4, 8, TOO_FEW)},
            (
                "Incidents in Runcorn fell from 612 to 548 (-10%, likely a real fall); "
                "cuckooing reports doubled from 4 to 8, too few to say"
            ),
        ),
        (
            {"incidents": (1907, 1889, NO_CLEAR_CHANGE)},
            "No clear change in incidents in Runcorn: 1,907 to 1,889 (-1%)",
        ),
        (
            {"incidents": (900, 905, NO_CLEAR_CHANGE), "missing": (90, 95, NO_CLEAR_CHANGE)},
            (
                "No clear change in incidents in Runcorn: 900 to 905 (+1%); "
                "nor in missing episodes: 90 to 95 (+6%)"
            ),
        ),
        (
            {
                "incidents": (900, 905, NO_CLEAR_CHANGE),
                "cuckooing": (4, 5, TOO_FEW),
                "missing": (40, 90, RISE),
            },
            (
                "No clear change in incidents in Runcorn: 900 to 905 (+1%); "
                "missing episodes rose from 40 to 90 (+125%, likely a real rise)"
            ),
        ),
    ],
)
def test_the_finding_says_what_changed_the_focus_first_and_the_clear_ones_before_others(
    changes: dict[str, tuple[int, int, str]], sentence: str
) -> None:
    found = headline.finding(
        counted(548), selection=replace(CHOSEN, place="Runcorn"), overall=compared(changes)
    )
    assert found == sentence.replace("(-", f"({parts.MINUS}")


def test_a_layer_that_is_not_held_before_gets_the_sentence_about_where() -> None:
    there = compared({"missing": (40, 90, RISE)})
    found = headline.finding(counted(600, 500, *[1] * 789), selection=CHOSEN, overall=there)
    assert found.startswith("Half of the 1,889 incidents in Halton fell in 2 hexagons")


def test_a_sentence_about_some_categories_says_so() -> None:
    one = replace(CHOSEN, categories=(("incidents", "Drugs"),))
    there = compared({"incidents": (50, 90, RISE), "missing": (4, 4, TOO_FEW)})
    assert headline.finding(counted(90), selection=one, overall=there).startswith(
        "Incidents (Drugs) in Halton rose from 50 to 90"
    )
    two = replace(one, categories=(*one.categories, ("incidents", "Burglary")))
    assert "Incidents (2 categories) in" in headline.finding(
        counted(90), selection=two, overall=there
    )


def test_picked_hexagons_are_named_as_such() -> None:
    picked = tuple(boards.hex_at(i) for i in range(5))
    there = compared({"incidents": (50, 90, RISE)})
    said = headline.finding(counted(90), selection=replace(CHOSEN, picked=picked), overall=there)
    assert said.startswith("Incidents in 5 picked hexagons rose")
    assert headline.place_phrase(replace(CHOSEN, picked=picked[:1])) == "in one picked hexagon"


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(schema.LAYERS), st.tuples(COUNTS, COUNTS), min_size=1),
    st.sampled_from(schema.LAYERS),
)
def test_the_sentence_fits_its_line_and_claims_what_the_test_says(
    pairs: dict[str, tuple[int, int]], focus: str
) -> None:
    tested = geo_change.compare(
        [before for before, _ in pairs.values()],
        [after for _, after in pairs.values()],
        days_before=60,
        days_after=60,
    )["verdict"]
    there = compared(
        {
            layer: (*pair, verdict)
            for (layer, pair), verdict in zip(pairs.items(), tested, strict=True)
        }
    )
    said = headline.finding(counted(20), selection=replace(CHOSEN, focus=focus), overall=there)
    assert len(said) <= headline.LONGEST
    if focus not in pairs:
        assert " rose " not in said
        assert " fell from" not in said
        return
    for clause in said.split("; "):
        layer = next(name for name in pairs if LAYER_NAMES[name] in clause.lower())
        before, after = pairs[layer]
        verdict = there.changes[layer].verdict
        assert ("rose" not in clause) or (after > before and verdict == RISE)
        assert ("fell" not in clause) or (after < before and verdict == FALL)
        assert ("likely a real" not in clause) or verdict in (RISE, FALL)


@pytest.mark.parametrize(("place", "phrase"), [("", "in Halton"), ("Widnes", "in Widnes")])
def test_a_place_inside_a_sentence(place: str, phrase: str) -> None:
    assert headline.place_phrase(replace(CHOSEN, place=place)) == phrase
