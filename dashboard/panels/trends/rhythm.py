"""Rhythm: at which hours of the week events happen."""

from html import escape

from dashboard import answers
from dashboard.panels import controls
from dashboard.panels.headline import short_place
from dashboard.panels.trends import parts, words
from dashboard.panels.trends.parts import Said
from dashboard.session import Look
from geo.rhythm import Rhythm, clear_peak

DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
FEWEST = 30
"""Below this many timed events the busiest of 168 hours says nothing."""

PARTS = ("night", "morning", "afternoon", "evening")
"""Six hours each, from midnight on."""

WHEN = ("at night", "in the morning", "in the afternoon", "in the evening")
SHOWS = (
    "The stronger the colour, the more. An event known only to lie between two moments "
    "is spread over the hours between them, so cells can hold parts. Hours are local."
)
LIMITS = (
    "Neighbouring hours differ by chance; look at blocks of hours.",
    "Missing episodes count at the hour in which the person went missing, as far as it is known.",
)


def say(look: Look) -> Said:
    """Ask for the place and say when its events happen.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    controls.place(look.selection)
    found = answers.rhythm(look.source, look.selection)
    layer, where = words.layer(look), short_place(look.selection)
    stand = (
        f"{words.stand(look)}, {escape(where)}: the time is known well enough for "
        f"<b>{found.known:,}</b> {layer} and not for <b>{found.unknown:,}</b>."
    )
    reading = parts.reading(SHOWS, LIMITS)
    if found.known < FEWEST:
        reason = (
            f"A rhythm over 168 hours needs at least {FEWEST} events with a known time; there are "
            f"{found.known}. Events known only to the day or the month have no hour."
        )
        body = parts.body(parts.quietly(reason), reading)
        return Said(f"Too few {layer} with a known hour", stand, body)
    return Said(_headline(found, layer), stand, parts.body(_grid(found), reading))


def peak(found: Rhythm) -> tuple[str, float] | None:
    """Name the time that clearly holds most, as finely as chance allows.

    Parameters
    ----------
    found
        Events by hour and weekday.

    Returns
    -------
    tuple of str and float, or None
        Such as "on Sunday evenings" and its events; None where no time stands out.
    """
    blocks = found.weights.reshape(len(DAYS), len(PARTS), 6).sum(axis=2)
    if both := clear_peak(blocks):
        return f"on {DAYS[both[0]]} {PARTS[both[1]]}s", float(blocks[both])
    parts_of_day, days = blocks.sum(axis=0), blocks.sum(axis=1)
    if part := clear_peak(parts_of_day):
        return WHEN[part[0]], float(parts_of_day[part])
    if day := clear_peak(days):
        return f"on {DAYS[day[0]]}s", float(days[day])
    return None


def _headline(found: Rhythm, layer: str) -> str:
    most = peak(found)
    if most is None:
        return f"No time of the week stands out clearly for {layer}"
    return f"{layer.capitalize()} are most frequent {most[0]}"


def _grid(found: Rhythm) -> str:
    most = float(found.weights.max())
    hours = "".join(f'<th scope="col">{hour:02d}</th>' for hour in range(24))
    rows = "".join(_row(found, day, most) for day in range(7))
    return parts.section(
        "Hour by weekday",
        '<table class="hs-week"><caption class="hs-hidden">Events by hour and weekday</caption>'
        f'<thead><tr><td></td>{hours}<th scope="col">All</th></tr></thead>'
        f"<tbody>{rows}</tbody></table>",
        note=f"the fullest hour holds {most:,.1f}",
    )


def _row(found: Rhythm, day: int, most: float) -> str:
    cells = "".join(
        f'<td style="--part:{100 * value / most:.0f}%" title="{DAYS[day]} {hour:02d}:00: '
        f'{value:.1f}"><span class="hs-hidden">{value:.1f}</span></td>'
        for hour, value in enumerate(found.weights[day])
    )
    total = f'<td class="hs-figure"><b>{found.weights[day].sum():,.0f}</b></td>'
    return f'<tr><th scope="row">{DAYS[day][:3]}</th>{cells}{total}</tr>'
