"""Some hexagons beside their ward and the borough, and what lies around one."""

import math
from html import escape

from dashboard.findings.closer import Closer, Neighbour, Unit
from dashboard.panels.detail import cell_title
from dashboard.panels.trends import parts
from dashboard.snapshots.words import LAYER_NAMES, joined, number
from dashboard.words import share

FEW_RESIDENTS = 50
"""Where fewer live, a rate by residents says little, and the sentence says so."""


def html(found: Closer, *, layer: str) -> str:
    """Compare, in a sentence and a table.

    Parameters
    ----------
    found
        The hexagons in their surroundings.
    layer
        The layer in focus.

    Returns
    -------
    str
        HTML.
    """
    rows = "".join(_row(unit, found.units[0]) for unit in found.units)
    return (
        f'<p class="hs-said">{escape(sentence(found, layer=layer))}</p>'
        f'<table class="hs-ranking hs-beside hs-{layer}"><caption class="hs-hidden">Compared with '
        'the ward and the borough</caption><thead><tr><th scope="col">Place</th>'
        f'<th scope="col" class="hs-figure">{LAYER_NAMES[layer].capitalize().split()[0]}</th>'
        '<th scope="col" class="hs-figure">Share here</th>'
        '<th scope="col" class="hs-figure">Residents</th>'
        '<th scope="col" class="hs-figure">Per 1,000</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>"
    )


def sentence(found: Closer, *, layer: str) -> str:
    """Say how the rate compares with the borough's.

    Parameters
    ----------
    found
        The hexagons in their surroundings.
    layer
        The layer in focus.

    Returns
    -------
    str
        Plain text; the steadied rate stands with its count, and few residents are said.
    """
    here = found.units[0]
    what = LAYER_NAMES[layer]
    if math.isnan(found.risk):
        return f"Hardly anybody lives here, so {what} have no rate by residents."
    said = f"{_times(found)} (95 % range {_risks(found)}). "
    said += f"Steadied for small numbers: {found.smoothed:,.1f} per 1,000 residents, "
    said += f"from {number(here.events, layer)}."
    if here.residents < FEW_RESIDENTS:
        said += f" Only about {here.residents:,.0f} people live here: read the count."
    return said


def around(found: Closer, *, layer: str) -> str:
    """List the neighbours of a hexagon, each to be clicked, and the nearest streets.

    Parameters
    ----------
    found
        The hexagon in its surroundings.
    layer
        The layer in focus.

    Returns
    -------
    str
        HTML; "" for several hexagons. Names that come from data are escaped.
    """
    if not found.neighbours:
        return ""
    items = "".join(_neighbour(one) for one in found.neighbours)
    total = sum(one.events for one in found.neighbours)
    heading = f"<h3>{LAYER_NAMES[layer].capitalize()} in the hexagons around: {total:,}</h3>"
    return (
        f'<div class="hs-each">{heading}<ul class="hs-around">{items}</ul>{_streets(found)}</div>'
    )


def _neighbour(one: Neighbour) -> str:
    return (
        f'<li data-hotspots-light="{escape(one.cell)}"><button type="button" class="hs-near" '
        f'data-hotspots-cell="{escape(one.cell)}"><b>{one.events:,}</b> '
        f"<span>{one.direction.capitalize()}, {escape(cell_title(one.place))}</span></button></li>"
    )


def _row(unit: Unit, here: Unit) -> str:
    part = share(here.events, whole=unit.events) if unit.events else "none"
    rate = "no rate" if math.isnan(unit.rate) else f"{unit.rate:,.1f}"
    name = f"{unit.name} ward" if unit.name not in ("Here", "Halton") else unit.name
    return (
        f'<tr><td class="hs-place"><b class="hs-name">{escape(name)}</b></td>'
        f'<td class="hs-figure"><b>{unit.events:,}</b></td>'
        f'<td class="hs-figure hs-quiet">{"" if unit is here else part}</td>'
        f'<td class="hs-figure hs-quiet">{unit.residents:,.0f}</td>'
        f'<td class="hs-figure"><b>{rate}</b></td></tr>'
    )


def _times(found: Closer) -> str:
    if found.low <= 1 <= found.high:
        return "Not clearly different from the borough's rate"
    if found.risk > 1:
        return f"About {found.risk:.1f} times the borough's rate"
    return f"Below the borough's rate, about {share(found.risk, whole=1)} of it"


def _risks(found: Closer) -> str:
    return f"{parts.TIMES}{found.low:.1f} to {parts.TIMES}{found.high:.1f}"


def _streets(found: Closer) -> str:
    if not found.streets:
        return ""
    named = joined([f"{name} ({round(far, -1):,.0f} m)" for name, far in found.streets])
    return f'<p class="hs-none">Nearest streets, from the middle: {escape(named)}.</p>'
