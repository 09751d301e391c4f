"""What happened, category by category, with a mark for what the window compared with held."""

from collections.abc import Mapping
from html import escape
from typing import NamedTuple

from dashboard.panels import shapes
from dashboard.tallies import Detail
from dashboard.words import LAYER_LABELS, capital

MOST_IN_FOCUS, MOST_BESIDE = 6, 3
"""Categories listed of the layer in focus, and of each other one, before the rest are summed."""

EVEN = 0.01
"""Windows whose lengths differ by no more, as a leap year's, are taken as equally long."""


class Past(NamedTuple):
    """What the window compared with held.

    Parameters
    ----------
    categories
        Of each layer that is held there, its categories with their events.
    pace
        Length of the later window over that of the earlier one.
    when
        "the same days a year before".
    """

    categories: Mapping[str, Mapping[str, int]]
    pace: float
    when: str


class Kind(NamedTuple):
    """One category: its events, and those before; None where nothing is compared."""

    name: str
    now: int
    before: int | None


def html(detail: Detail, *, focus: str, past: Past) -> str:
    """List what happened, layer by layer and category by category.

    Parameters
    ----------
    detail
        The counts.
    focus
        The layer in focus, which comes first and with more categories.
    past
        What the window compared with held.

    Returns
    -------
    str
        HTML; every name that comes from data is escaped.
    """
    order = sorted(detail.categories, key=lambda layer: layer != focus)
    lists = [_categories(detail, layer, past, in_focus=layer == focus) for layer in order]
    two = f'<div class="hs-two"><div>{lists[0]}</div><div>{"".join(lists[1:])}</div></div>'
    if not any(past.categories.values()):
        return two
    even = "" if abs(past.pace - 1) <= EVEN else ", for equal time"
    return (
        f'{two}<p class="hs-none hs-ticked"><i class="hs-tick" aria-hidden="true"></i>'
        f"{escape(capital(past.when))}{even}</p>"
    )


def _categories(detail: Detail, layer: str, past: Past, *, in_focus: bool) -> str:
    heading = f"<h3>{LAYER_LABELS[layer]} by category</h3>"
    found = _kinds(detail.categories[layer], past.categories.get(layer))
    if not found:
        return f'{heading}<p class="hs-none">None in this window.</p>'
    limit = MOST_IN_FOCUS if in_focus else MOST_BESIDE
    shown, rest = found[:limit], found[limit:]
    if rest:
        shown = [*shown[:-1], _rest([shown[-1], *rest])]
    most = max(max(one.now, past.pace * (one.before or 0)) for one in shown)
    rows = "".join(_row(one, most=most, past=past) for one in shown)
    return f'{heading}<ul class="hs-bars hs-{layer}">{rows}</ul>'


def _kinds(now: tuple[tuple[str, int], ...], before: Mapping[str, int] | None) -> list[Kind]:
    """Put both windows together; what happened only before comes last."""
    found = [
        Kind(name, count, None if before is None else before.get(name, 0)) for name, count in now
    ]
    known = {name for name, _ in now}
    gone = {name: count for name, count in (before or {}).items() if name not in known}
    return found + [Kind(name, 0, count) for name, count in gone.items()]


def _rest(kinds: list[Kind]) -> Kind:
    before = [one.before for one in kinds if one.before is not None]
    name = f"{len(kinds)} other categories"
    return Kind(name, sum(one.now for one in kinds), sum(before) if before else None)


def _row(one: Kind, *, most: float, past: Past) -> str:
    tick, said = None, ""
    if one.before is not None:
        tick = past.pace * one.before
        said = f'<span class="hs-hidden">, {one.before:,} before</span>'
    return (
        f"<li><span>{escape(capital(one.name))}</span><b>{one.now:,}{said}</b>"
        f"{shapes.bar(one.now, whole=most, tick=tick)}</li>"
    )
