"""Hour by weekday: when the events of a hexagon or a place happened, as a small grid."""

from html import escape

from dashboard.panels.trends.rhythm import DAYS, peak
from dashboard.snapshots.words import LAYER_NAMES, number
from geo.rhythm import Rhythm

FEWEST = 10
"""Below this many timed events the grid is drawn, and no part of the week is named."""

HOURS_SHOWN = (0, 6, 12, 18)


def html(found: Rhythm, *, layer: str) -> str:
    """Draw the week, with its content in words.

    Parameters
    ----------
    found
        Events by hour and weekday.
    layer
        Which layer.

    Returns
    -------
    str
        HTML; a table whose figures are read out, and shown as colour.
    """
    heading = "<h3>Hour and weekday</h3>"
    said = escape(summary(found, layer=layer) if found.known else _nothing(found, layer))
    grid = _grid(found, layer) if found.known else ""
    return f'<div class="hs-each">{heading}<p class="hs-none">{said}</p>{grid}</div>'


def summary(found: Rhythm, *, layer: str) -> str:
    """Say when the events happened, and of how many the time is not known.

    Parameters
    ----------
    found
        Events by hour and weekday.
    layer
        Which layer.

    Returns
    -------
    str
        Plain text.
    """
    sentences = []
    if found.known >= FEWEST:
        most = peak(found)
        sentences.append(
            f"Most {most[0]}: {most[1]:,.0f} of {found.known:,}."
            if most
            else f"No time stands out clearly among {found.known:,}."
        )
    else:
        sentences.append(
            f"{number(found.known, layer).capitalize()} with a known time: too few for a pattern."
        )
    if found.unknown:
        sentences.append(f"Time unknown: {found.unknown:,}.")
    return " ".join(sentences)


def _nothing(found: Rhythm, layer: str) -> str:
    if not found.unknown:
        return "None in this window."
    what = LAYER_NAMES[layer]
    return f"Time unknown: {found.unknown:,}. Of these {what} only the day or the month is known."


def _grid(found: Rhythm, layer: str) -> str:
    most = float(found.weights.max())
    hours = "".join(f'<th scope="col" colspan="6">{hour:02d}</th>' for hour in HOURS_SHOWN)
    rows = "".join(_row(found, day, most) for day in range(len(DAYS)))
    what = LAYER_NAMES[layer]
    return (
        f'<table class="hs-grid hs-{layer}"><caption class="hs-hidden">{what.capitalize()} by hour '
        f"and weekday; the fullest hour holds {most:,.1f}</caption>"
        f"<thead><tr><td></td>{hours}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _row(found: Rhythm, day: int, most: float) -> str:
    cells = "".join(
        f'<td style="--part:{100 * value / most:.0f}%">{value:.1f}</td>' if value else "<td>0</td>"
        for value in found.weights[day]
    )
    return f'<tr><th scope="row" aria-label="{DAYS[day]}">{DAYS[day][:3]}</th>{cells}</tr>'
