"""A change of two counts in words: what the test allows to say, and not more."""

from dashboard.findings.overall import Change
from dashboard.panels.trends import parts
from dashboard.snapshots.words import LAYER_NAMES
from dashboard.words import capital
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW

KINDS = {RISE: "rise", FALL: "fall", NO_CLEAR_CHANGE: "same", TOO_FEW: "few"}
"""A verdict's form and colour."""

UNCLEAR = NO_CLEAR_CHANGE.lower()
BY_CHANCE = "Among so many hexagons, chance alone makes a few changes as large as this."
"""Why a range without “no change” in it may still belong to no clear change."""


def clause(noun: str, change: Change) -> str:
    """Say a change as a part of a sentence.

    Parameters
    ----------
    noun
        What is counted, and where: "incidents in Runcorn".
    change
        The two counts.

    Returns
    -------
    str
        For example "incidents in Runcorn fell from 612 to 548 (-10%, likely a real fall)", with a
        true minus. Rose and fell are said of a clear change alone, and only where the counts did
        the same; a few events that doubled are said to have done so, and to be too few.
    """
    if change.before == change.after == 0:
        return f"no {noun} in either window"
    figures = _figures(change)
    if change.verdict == TOO_FEW:
        return f"{noun} {_movement(change)} {figures}, too few to say"
    if change.verdict == NO_CLEAR_CHANGE:
        return f"{UNCLEAR} in {noun}: {figures.removeprefix('from ')}{_behind(change, '')}"
    verb = "rose" if change.verdict == RISE else "fell"
    moved = change.after - change.before
    if moved == 0 or (moved > 0) != (change.verdict == RISE):  # windows of different lengths
        return f"{noun} went {figures}{_behind(change, '')}"
    return f"{noun} {verb} {figures}{_behind(change, change.verdict.lower())}"


def sentence(change: Change, *, layer: str, against: str) -> str:
    """Say a change of one hexagon with its range, as a sentence.

    Parameters
    ----------
    change
        The two counts.
    layer
        What is counted.
    against
        The window compared with: "the same days a year before".

    Returns
    -------
    str
        For example "Incidents rose from 16 to 48 (+200%, likely a real rise), against the same
        days a year before. The range is +45% to +521%."
    """
    said = clause(LAYER_NAMES[layer], change)
    said = f"{capital(said)}, against {against}"
    if change.verdict == TOO_FEW:
        return f"{said}."
    said = f"{said}. The range is {parts.range_words(change.low, change.high)}."
    alone = change.low > 1 or change.high < 1
    return f"{said} {BY_CHANCE}" if alone and change.verdict == NO_CLEAR_CHANGE else said


def _movement(change: Change) -> str:
    if change.days[0] == change.days[1] and change.before:
        if change.after == 2 * change.before:
            return "doubled"
        if 2 * change.after == change.before:
            return "halved"
    return "went"


def _figures(change: Change) -> str:
    before, after = (f"{count:,}" if count else "none" for count in (change.before, change.after))
    if change.days[0] == change.days[1]:
        return f"from {before} to {after}"
    return f"from {before} in {change.days[0]:,} days to {after} in {change.days[1]:,}"


def _behind(change: Change, verdict: str) -> str:
    """Put percentage and verdict in brackets; from none there is no percentage."""
    pace = " a day" if change.days[0] != change.days[1] else ""
    percent = f"{parts.change_words(change.ratio)}{pace}" if change.before else ""
    said = ", ".join(filter(None, (percent, verdict)))
    return f" ({said})" if said else ""
