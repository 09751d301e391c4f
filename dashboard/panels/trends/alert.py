"""Alert: whether the last week is out of the ordinary, in a ward or the borough."""

import pandas as pd

from dashboard import answers
from dashboard.findings.alarms import FALSE_ALARMS_A_YEAR, Alarms
from dashboard.panels.trends import drawn, parts, words
from dashboard.panels.trends.drawn import DRAWN
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look

SHOWS = (
    "The last step of the window beside what the place's own level and season lead one to expect. "
    f"All wards and the borough together give about {FALSE_ALARMS_A_YEAR:g} false alarm a year."
)
LIMITS = (
    "An alarm is a reason to look, not a finding; it does not say what happened or why.",
    "A slow rise over months gives no alarm: see Change and Emerging.",
    "Recent reports may not be complete, which hides a wave.",
)
COLUMNS = (
    Column("Place", "wide"),
    Column("Count", "figure"),
    Column("Expected", "figure"),
    Column("Alarm from", "figure"),
    Column("", "verdict"),
    Column("Count, and the alarm as a line", DRAWN),
)
BEYOND = 1.25
"""The drawing goes on for a quarter beyond the count that gives an alarm."""


def say(look: Look) -> Said:
    """Say whether the last week or month is out of the ordinary.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    found = answers.alarms(look.source, look.selection)
    layer = words.layer(look)
    stand = f"The last {found.step} of the window, <b>{found.last.label()}</b>."
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    if found.table is None:
        body = parts.body(parts.quietly(found.reason), reading)
        return Said(f"No alert can be given on {layer}", stand, body)
    body = parts.body(_table(found.table), reading)
    return Said(_headline(found, found.table, layer), stand, body)


def _headline(found: Alarms, table: pd.DataFrame, layer: str) -> str:
    raised = table.loc[table["alarm"], "name"].astype(str).tolist()
    if not raised:
        return f"Nothing out of the ordinary in {layer} in the last {found.step}"
    if len(raised) == 1:
        return f"{layer.capitalize()} are out of the ordinary in {raised[0]}"
    return f"{layer.capitalize()} are out of the ordinary in {len(raised)} places"


def _table(table: pd.DataFrame) -> str:
    whole, wards = table.iloc[:1], table.iloc[1:]
    ordered = pd.concat([whole, wards.sort_values(["p", "name"])])
    rows = [
        (
            parts.place(str(row["name"]), "" if position else "whole borough"),
            f"<b>{row['observed']:,}</b>",
            f"{row['expected']:.1f}",
            f"{row['alarm_from']:,}",
            '<span class="hs-verdict hs-rise">Alarm</span>' if row["alarm"] else "As usual",
            drawn.gauge(row["observed"], mark=row["alarm_from"], most=BEYOND * row["alarm_from"]),
        )
        for position, (_, row) in enumerate(ordered.iterrows())
    ]
    return parts.section("Borough and wards", parts.table("Alert by ward", COLUMNS, rows))
