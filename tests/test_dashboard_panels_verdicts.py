"""A change is said in words that its counts and its verdict bear out."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.findings.overall import Change
from dashboard.panels import verdicts
from dashboard.panels.trends import parts
from geo import change as geo_change
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW

COUNTS = st.one_of(st.integers(0, 12), st.integers(0, 20_000))
LENGTHS = st.sampled_from([(60, 60), (59, 60), (31, 28), (28, 31), (365, 30)])


def compared(before: int, after: int, days: tuple[int, int] = (60, 60)) -> Change:
    """Compare two counts by the test of the product."""
    table = geo_change.compare([before], [after], days_before=days[0], days_after=days[1])
    row = table.iloc[0]
    return Change(before, after, days, row["ratio"], row["low"], row["high"], row["verdict"])


def made(before: int, after: int, verdict: str, days: tuple[int, int] = (60, 60)) -> Change:
    """Make up a change with a verdict of its own."""
    ratio = after / days[1] / (before / days[0]) if before else float("inf")
    return Change(before, after, days, ratio, 0.5, 2.0, verdict)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "words"),
    [
        (612, 548, FALL, "it fell from 612 to 548 (-10%, likely a real fall)"),
        (500, 600, RISE, "it rose from 500 to 600 (+20%, likely a real rise)"),
        (100, 1200, RISE, "it rose from 100 to 1,200 (x12, likely a real rise)"),
        (0, 9, RISE, "it rose from none to 9 (likely a real rise)"),
        (9, 0, FALL, "it fell from 9 to none (-100%, likely a real fall)"),
        (1907, 1889, NO_CLEAR_CHANGE, "no clear change in it: 1,907 to 1,889 (-1%)"),
        (4, 8, TOO_FEW, "it doubled from 4 to 8, too few to say"),
        (2, 1, TOO_FEW, "it halved from 2 to 1, too few to say"),
        (0, 1, TOO_FEW, "it went from none to 1, too few to say"),
        (3, 4, TOO_FEW, "it went from 3 to 4, too few to say"),
        (0, 0, TOO_FEW, "no it in either window"),
    ],
)
def test_every_kind_of_change_has_its_words(
    before: int, after: int, verdict: str, words: str
) -> None:
    shown = words.replace("(-", f"({parts.MINUS}").replace("(x", f"({parts.TIMES}")
    assert verdicts.clause("it", made(before, after, verdict)) == shown


def test_windows_of_different_length_are_said_and_compared_by_the_day() -> None:
    said = verdicts.clause("it", made(3900, 548, RISE, (365, 30)))
    assert said == "it went from 3,900 in 365 days to 548 in 30 (+71% a day)"
    assert "rose" in verdicts.clause("it", made(300, 548, RISE, (30, 31)))
    assert " a day" in verdicts.clause("it", made(300, 310, NO_CLEAR_CHANGE, (30, 32)))
    assert "doubled" not in verdicts.clause("it", made(2, 4, TOO_FEW, (30, 60)))


@settings(deadline=None)
@given(COUNTS, COUNTS, LENGTHS)
def test_rose_and_fell_are_said_only_of_counts_that_did(
    before: int, after: int, days: tuple[int, int]
) -> None:
    said = verdicts.clause("it", compared(before, after, days))
    assert ("rose" not in said) or after > before
    assert ("fell" not in said) or after < before
    assert ("doubled" not in said) or after == 2 * before
    assert ("halved" not in said) or before == 2 * after


@settings(deadline=None)
@given(COUNTS, COUNTS, LENGTHS)
def test_nothing_is_claimed_that_the_test_does_not_bear_out(
    before: int, after: int, days: tuple[int, int]
) -> None:
    change = compared(before, after, days)
    said = verdicts.clause("it", change)
    for word, verdict in (("rose", RISE), ("fell", FALL)):
        assert (word not in said) or (change.verdict == verdict)
        assert (word not in said) or (verdict.lower() in said)
    assert ("no clear change" not in said) or change.verdict == NO_CLEAR_CHANGE
    if change.verdict == TOO_FEW:
        assert "too few to say" in said or "in either window" in said


@settings(deadline=None)
@given(COUNTS, COUNTS)
def test_both_counts_are_in_the_sentence(before: int, after: int) -> None:
    said = verdicts.clause("it", compared(before, after))
    figures = re.findall(r"(?:from |: )(\S+) to ([\d,]*\d|none)", said)
    if before or after:
        assert figures == [tuple(f"{count:,}" if count else "none" for count in (before, after))]


def test_every_verdict_has_a_form() -> None:
    assert set(verdicts.KINDS) == {RISE, FALL, NO_CLEAR_CHANGE, TOO_FEW}
    assert len(set(verdicts.KINDS.values())) == 4


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (
            made(16, 48, RISE),
            (
                "Incidents rose from 16 to 48 (x3.0, likely a real rise), against the same days a "
                "year before. The range is -50% to +100%."
            ),
        ),
        (
            made(1, 2, TOO_FEW),
            "Incidents doubled from 1 to 2, too few to say, against the same days a year before.",
        ),
        (
            made(0, 9, RISE)._replace(high=float("inf")),
            (
                "Incidents rose from none to 9 (likely a real rise), against the same days a year "
                "before. The range is -50% to no limit."
            ),
        ),
    ],
)
def test_a_sentence_gives_window_and_range(change: Change, sentence: str) -> None:
    said = verdicts.sentence(change, layer="incidents", against="the same days a year before")
    assert said.replace(parts.MINUS, "-").replace(parts.TIMES, "x") == sentence


def test_a_range_without_no_change_in_it_is_explained_where_the_change_is_not_clear() -> None:
    unclear = made(16, 44, NO_CLEAR_CHANGE)
    for low, high in ((1.56, 4.8), (0.2, 0.9)):
        said = verdicts.sentence(
            unclear._replace(low=low, high=high), layer="incidents", against="the year before"
        )
        assert said.endswith("chance alone makes a few changes as large as this.")
    clear = made(16, 48, RISE)._replace(low=1.5, high=5.0)
    for change in (unclear, clear):
        said = verdicts.sentence(change, layer="incidents", against="the year before")
        assert "chance alone" not in said
