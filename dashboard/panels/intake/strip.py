"""A source's months as a strip: full, part and missing ones, drawn and in words."""

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from dashboard.sources import FULL, NONE, OFTEN, PARTLY, Month

LONGEST = 60
"""Months that a strip shows at most, the last ones."""
WIDEST = 22
"""CSS pixels of a month at most."""
ROOM = 4
"""Months that the name of the first one takes."""
NAMED = 3
"""Gaps that are named one by one."""
STATES = ((FULL, "As usual"), (PARTLY, "A part of it"), (NONE, "Nothing"))
RULE = (
    "A part: fewer than half of the events of a usual month, or the record begins or ends more "
    f"than a week inside it; only where a usual month has {OFTEN} events or more."
)


def html(months: Sequence[Month], *, layer: str) -> str:
    """Draw a strip.

    Parameters
    ----------
    months
        The months of a source.
    layer
        Its layer, for the colour.

    Returns
    -------
    str
        HTML; `words` says the same beside it.
    """
    marks = "".join(f'<i class="hs-{month.state}"></i>' for month in months[-LONGEST:])
    return f'<span class="hs-strip hs-{layer}" {_wide(months)} aria-hidden="true">{marks}</span>'


def years(months: Sequence[Month]) -> str:
    """Write the years over the strips, each where it begins.

    Parameters
    ----------
    months
        The months of any source: all have the same.

    Returns
    -------
    str
        HTML.
    """
    shown = months[-LONGEST:]
    # a name needs room behind it
    begins = {at: f"{one.first.year}" for at, one in enumerate(shown[:-2]) if _is_january(one)}
    if min(begins, default=ROOM) >= ROOM:
        begins[0] = f"{shown[0].first:%b %Y}"
    marks = "".join(
        f'<i style="left:{100 * at / len(shown):.1f}%">{name}</i>' for at, name in begins.items()
    )
    return f'<span class="hs-years" {_wide(months)} aria-hidden="true">{marks}</span>'


def legend() -> str:
    """Say what the marks of a strip mean.

    Returns
    -------
    str
        HTML.
    """
    items = "".join(
        f'<li><span class="hs-strip"><i class="hs-{state}"></i></span>{name}</li>'
        for state, name in STATES
    )
    return f'<ul class="hs-legend">{items}</ul><p class="hs-note">{escape(RULE)}</p>'


def words(months: Sequence[Month]) -> str:
    """Say which months are missing or only partly there.

    Parameters
    ----------
    months
        The months of a source.

    Returns
    -------
    str
        Plain text, such as "Nothing in Mar 2025 to May 2025; a part of Nov 2026".
    """
    said = [
        f"{word} {_listed(_runs(months, state))}"
        for state, word in ((NONE, "nothing in"), (PARTLY, "a part of"))
        if any(month.state == state for month in months)
    ]
    text = "; ".join(said) or "no gaps"
    return text[0].upper() + text[1:]


def _wide(months: Sequence[Month]) -> str:
    """Keep the marks of a short record from growing into bars."""
    return f'style="max-width:{WIDEST * min(len(months), LONGEST)}px"'


def _is_january(month: Month) -> bool:
    return month.first.month == 1


def _runs(months: Sequence[Month], state: str) -> list[str]:
    """Name the runs of months in a state."""
    places = [place for place, month in enumerate(months) if month.state == state]
    cuts = [0, *(i + 1 for i, (a, b) in enumerate(pairwise(places)) if b > a + 1), len(places)]
    return [_run(months[places[a]], months[places[b - 1]]) for a, b in pairwise(cuts)]


def _run(first: Month, last: Month) -> str:
    name = f"{first.first:%b %Y}"
    return name if first == last else f"{name} to {last.first:%b %Y}"


def _listed(runs: Sequence[str]) -> str:
    if len(runs) > NAMED:
        return f"{', '.join(runs[:NAMED])} and {len(runs) - NAMED} more times"
    return " and ".join([", ".join(runs[:-1]), runs[-1]]) if len(runs) > 1 else runs[0]
