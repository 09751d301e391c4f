"""Change: the window against an earlier one, for the borough and for each ward."""

import numpy as np
import pandas as pd

from dashboard import answers, results
from dashboard.comparing import AGAINST_WORDS
from dashboard.findings.past import Comparison
from dashboard.panels.trends import apart, links, parts, scope, words
from dashboard.panels.trends.apart import Listing
from dashboard.panels.trends.parts import Column, Said
from dashboard.panels.verdicts import KINDS
from dashboard.session import Look
from geo.change import FALL, NO_CLEAR_CHANGE, RISE, TOO_FEW

MOST = 15
SHOWS = (
    "The dot is the change in events a day, the bar its 95 % range, both on a scale where each "
    "step doubles or halves. The verdict is corrected for the number of wards, or of hexagons."
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
    against = scope.against(look)
    borough = answers.change(look.source, look.selection, against=against, by="borough")
    stand = (
        f"<b>{borough.later.label()}</b> against {AGAINST_WORDS.get(against, 'the time chosen')} "
        f"(<b>{borough.earlier.label()}</b>)."
    )
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    layer = words.layer(look)
    if borough.reason:
        sorry = parts.body(parts.quietly(borough.reason), reading)
        return Said(f"{layer.capitalize()} cannot be compared in these windows", stand, sorry)
    wards = answers.change(look.source, look.selection, against=against, by="ward")
    whole = borough.table.iloc[0]
    headline = HEADLINES[whole["verdict"]].format(layer=layer, Layer=layer.capitalize())
    cells = answers.change(look.source, look.selection, against=against, by="cell")
    main = _numbers(whole) + _wards(look, wards) + _cells(look, cells)
    return Said(headline, stand, parts.body(main, reading))


def _numbers(whole: pd.Series) -> str:
    range_of = parts.range_words(whole["low"], whole["high"])
    return parts.facts(
        [
            ("Before", f"{whole['before']:,}", "whole borough"),
            ("Now", f"{whole['after']:,}", "whole borough"),
            ("Change", parts.change_words(whole["ratio"]), f"95 % range {range_of}"),
        ]
    )


def _wards(look: Look, wards: Comparison) -> str:
    table = wards.table.sort_values("after", ascending=False)
    rows = [
        _row(row, parts.place(str(row["name"]), href=_to_ward(look, str(row["unit"]))))
        for _, row in table.iterrows()
    ]
    clear = int(table["verdict"].isin([RISE, FALL]).sum())
    note = f"{clear} of {len(table)} changed clearly"
    return parts.section("Wards", parts.table("Change by ward", COLUMNS, rows), note=note)


def _cells(look: Look, cells: Comparison) -> str:
    table = cells.table
    few = int(table["verdict"].eq(TOO_FEW).sum())
    note = f"corrected for {len(table):,}; too few events in {few:,}"
    clear = table[table["verdict"].isin([RISE, FALL])].sort_values("p")
    if clear.empty:
        said = parts.quietly("No single hexagon changed clearly.")
        return parts.section("Hexagons", said, note=note)
    study = results.study(look.source, look.selection.resolution)["cell"].to_numpy()
    order = np.searchsorted(study, clear["unit"].to_numpy(dtype=np.uint64))
    rows = {int(at): row for at, (_, row) in zip(order, clear.iterrows(), strict=True)}
    columns = (Column("Place", "wide"), *COLUMNS[1:])
    return apart.listed(
        look,
        order,
        Listing("Hexagons", "Change by hexagon", columns, MOST, "the surest first"),
        row=lambda at: _row(rows[at], words.place(look, at, measure="change")),
        below=f'<p class="hs-none">{note[:1].upper()}{note[1:]}.</p>',
    )


def _to_ward(look: Look, code: str) -> str:
    return links.to_map(look, place=code, measure="change")


def _row(row: pd.Series, place: str) -> tuple[str, ...]:
    kind = KINDS[row["verdict"]]
    return (
        place,
        f"{row['before']:,}",
        f"<b>{row['after']:,}</b>",
        parts.change_words(row["ratio"]),
        parts.interval(row["ratio"], row["low"], row["high"], kind=kind),
        "" if pd.isna(row["ratio"]) else parts.range_words(row["low"], row["high"]),
        f'<span class="hs-verdict hs-{kind}">{row["verdict"]}</span>',
    )
