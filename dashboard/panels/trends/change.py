"""Change: the window against an earlier one, for the borough and for each ward."""

import pandas as pd

from dashboard import answers
from dashboard.findings import past
from dashboard.findings.past import Comparison
from dashboard.panels.trends import asking, parts, words
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW

KINDS = {RISE: "rise", FALL: "fall", NO_CLEAR_CHANGE: "same", TOO_FEW: "few"}
SHOWS = (
    "The dot is the change in events a day, the bar its 95 % range, both on a scale where each "
    "step doubles or halves. The verdict is corrected for the number of wards."
)
LIMITS = (
    "A rise of reports can be a rise of reporting; recent weeks may not be complete yet.",
    "No clear change does not mean no change: the range says how large one could be.",
    "Two windows are no trend, and a change that follows a measure need not be caused by it.",
)
COLUMNS = (
    Column("Ward", "wide"),
    Column("Before", "figure"),
    Column("Now", "figure"),
    Column("Change", "figure"),
    Column(parts.axis(), "axis"),
    Column("95 % range", "range"),
    Column("Verdict", "verdict"),
)
HEADLINES = {
    RISE: "{Layer} rose clearly in Halton",
    FALL: "{Layer} fell clearly in Halton",
    NO_CLEAR_CHANGE: "No clear change in {layer} in Halton",
    TOO_FEW: "Too few {layer} to say whether they changed",
}


def say(look: Look) -> Said:
    """Ask which earlier window to compare with, and say what changed.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    kind = asking.earlier()
    borough = answers.change(look.source, look.selection, kind=kind, by="borough")
    stand = (
        f"<b>{borough.later.label()}</b> against {past.EARLIER_WORDS[kind]} "
        f"(<b>{borough.earlier.label()}</b>)."
    )
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    layer = words.layer(look)
    if borough.reason:
        sorry = parts.body(parts.sorry(borough.reason), reading)
        return Said(f"Nothing earlier to compare {layer} with", stand, sorry)
    wards = answers.change(look.source, look.selection, kind=kind, by="ward")
    whole = borough.table.iloc[0]
    headline = HEADLINES[whole["verdict"]].format(layer=layer, Layer=layer.capitalize())
    return Said(headline, stand, parts.body(_numbers(whole) + _wards(wards), reading))


def _numbers(whole: pd.Series) -> str:
    range_of = parts.range_words(whole["low"], whole["high"])
    return parts.facts(
        [
            ("Before", f"{whole['before']:,}", "whole borough"),
            ("Now", f"{whole['after']:,}", "whole borough"),
            ("Change", parts.change_words(whole["ratio"]), f"95 % range {range_of}"),
        ]
    )


def _wards(wards: Comparison) -> str:
    table = wards.table.sort_values("after", ascending=False)
    rows = [
        (
            parts.place(str(row["name"])),
            f"{row['before']:,}",
            f"<b>{row['after']:,}</b>",
            parts.change_words(row["ratio"]),
            *_range(row),
            f'<span class="hs-verdict hs-{KINDS[row["verdict"]]}">{row["verdict"]}</span>',
        )
        for _, row in table.iterrows()
    ]
    clear = int(table["verdict"].isin([RISE, FALL]).sum())
    note = f"{clear} of {len(table)} changed clearly"
    return parts.section("Wards", parts.table("Change by ward", COLUMNS, rows), note=note)


def _range(row: pd.Series) -> tuple[str, str]:
    ratio, low, high = row["ratio"], row["low"], row["high"]
    if pd.isna(ratio):
        return "", ""
    drawn = parts.interval(ratio, low, high, kind=KINDS[row["verdict"]])
    return drawn, parts.range_words(low, high)
