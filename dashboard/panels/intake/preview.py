"""What a file holds and what its import would do, before anything is done."""

import json
from collections.abc import Sequence
from html import escape
from typing import Any

import pandas as pd

from dashboard.panels import shapes
from dashboard.panels.trends import parts
from dashboard.panels.trends.parts import Column
from dashboard.words import LAYER_LABELS, rows
from data.receipts import Flagged, Intake, Receipt
from data.schema import FLAGS, RULES
from geo.days import LONDON

EXAMPLES = 3
"""Broken rows that are shown for each rule."""
SHOWN = 60
"""Characters of a cell that are shown."""
SHEETS = 12
"""Sheets that are listed one by one."""


def recognised(intakes: Sequence[Intake]) -> str:
    """Say what a file is.

    Parameters
    ----------
    intakes
        Its sheets.

    Returns
    -------
    str
        HTML: a line for one sheet, a table for several.
    """
    if len(intakes) == 1:
        facts = "".join(f"<span>{fact}</span>" for fact in _facts(intakes[0]) if fact)
        return f'<p class="hs-facts-line">{facts}</p>'
    columns = (
        Column("Sheet"),
        Column("Source"),
        Column("Layer"),
        Column("Rows", "figure"),
        Column("Dates"),
    )
    lines = [[escape(one.sheet), *_facts(one)[1:]] for one in intakes[:SHEETS]]
    more = len(intakes) - SHEETS
    note = f'<p class="hs-note">and {more} more sheets</p>' if more > 0 else ""
    return parts.table("Sheets", columns, lines) + note


def counts(receipts: Sequence[Receipt]) -> str:
    """Say how many rows are new, known and in quarantine.

    Parameters
    ----------
    receipts
        Of each sheet.

    Returns
    -------
    str
        HTML.
    """
    numbers = [
        ("New", _sum(receipts, "accepted"), _aside(_sum(receipts, "outside"), "outside Halton")),
        ("Revised", _sum(receipts, "revised"), "known, with new content"),
        ("Unchanged", _sum(receipts, "unchanged"), "known already"),
        ("To quarantine", _sum(receipts, "quarantined"), "broke a rule"),
    ]
    return parts.facts([(noun, f"{number:,}", remark) for noun, number, remark in numbers])


def notes(receipts: Sequence[Receipt]) -> list[str]:
    """Say what a person should know before bringing a file in.

    Parameters
    ----------
    receipts
        Of each sheet.

    Returns
    -------
    list of str
        Sentences.
    """
    said = list(dict.fromkeys(note for one in receipts for note in one.notes))
    synthetic, repeated = _sum(receipts, "synthetic_removed"), _sum(receipts, "repeated")
    not_asked, returned = _sum(receipts, "not_asked"), _sum(receipts, "returned")
    known = [one for one in receipts if one.seen_before]
    if returned:
        said.append(f"Back from the quarantine, and sound now: {rows(returned)}.")
    if not_asked:
        said.append(f"{rows(not_asked)} of other areas left out.")
    if known and len(known) == len(receipts):
        said.append("This very file was brought in before; nothing would be added.")
    elif known:
        said.append(f"{len(known)} of its sheets were brought in before; they add nothing.")
    if synthetic:
        said.append(
            f"The synthetic borough ({synthetic:,} invented events) makes room: real and invented "
            "events are never mixed."
        )
    if repeated:
        said.append(
            f"{rows(repeated)} without a reference, word for word as in an earlier file. They "
            "would be kept; if the files overlap, such events count twice."
        )
    return said


def problems(intakes: Sequence[Intake]) -> str:
    """Group the rows that broke a rule, with examples and what to do.

    Parameters
    ----------
    intakes
        The sheets.

    Returns
    -------
    str
        HTML; "" where no rule was broken.
    """
    broken = pd.concat([_named(one) for one in intakes], ignore_index=True)
    if broken.empty:
        return ""
    groups = sorted(broken.groupby("rule"), key=lambda group: -group[1]["row"].size)
    columns = (Column("Rows", "figure"), Column("Rule and what to do", "wide"), Column("Examples"))
    lines = [_problem(str(rule), found) for rule, found in groups]
    return parts.section("To quarantine", parts.table("Broken rules", columns, lines))


def unusual(receipts: Sequence[Receipt]) -> str:
    """List what is unusual about rows that are let in.

    Parameters
    ----------
    receipts
        Of each sheet.

    Returns
    -------
    str
        HTML; "" where nothing is.
    """
    flags = [flag for one in receipts for flag in one.flags]
    if not flags:
        return ""
    columns = (Column("Rows", "figure"), Column("Let in, but unusual", "wide"))
    lines = [_unusual(code, flags) for code in FLAGS if any(flag.flag == code for flag in flags)]
    return parts.section("Unusual", parts.table("Unusual rows", columns, lines))


def shown(text: str) -> str:
    """Show a cell as it is, its line breaks and what can't be seen in their written form.

    Parameters
    ----------
    text
        Anything from a file.

    Returns
    -------
    str
        HTML, short.
    """
    plain = json.dumps(text, ensure_ascii=False)[1:-1].replace('\\"', '"')
    cut = plain if len(plain) <= SHOWN else plain[:SHOWN] + "…"
    return f"<q>{escape(cut)}</q>" if cut else "blank"


def _facts(intake: Intake) -> list[str]:
    sheet = f"Sheet {escape(intake.sheet)}" if intake.sheet else ""
    layer = f"{shapes.symbol(intake.layer)} {LAYER_LABELS[intake.layer]}"
    return [
        sheet,
        f"<b>{escape(intake.source)}</b>",
        layer,
        rows(intake.rows),
        _dates(intake.events),
    ]


def _dates(events: pd.DataFrame) -> str:
    if events.empty:
        return "no sound row"
    ends = [events["start"].min().tz_convert(LONDON), events["start"].max().tz_convert(LONDON)]
    monthly = events["precision"].eq("month").all()
    first, last = (f"{at:%b %Y}" if monthly else f"{at.day} {at:%b %Y}" for at in ends)
    return first if first == last else f"{first} to {last}"


def _named(intake: Intake) -> pd.DataFrame:
    return intake.rejections.assign(sheet=intake.sheet)


def _problem(rule: str, found: pd.DataFrame) -> list[str]:
    known = RULES[rule]
    rule_words = f'<span class="hs-rule">{escape(known.says)}</span>'
    advice = f'<span class="hs-advice">{escape(known.advice)}</span>'
    examples = "".join(_example(row) for _, row in found.head(EXAMPLES).iterrows())
    return [f"{len(found):,}", rule_words + advice, f'<ul class="hs-examples">{examples}</ul>']


def _example(row: "pd.Series[Any]") -> str:
    sheet = f"{escape(str(row['sheet']))}, " if row["sheet"] else ""
    return f"<li>{sheet}row {row['row']:,}: {shown(str(row['found']))}</li>"


def _unusual(code: str, flags: Sequence[Flagged]) -> list[str]:
    alike = [flag for flag in flags if flag.flag == code]
    return [f"{sum(flag.count for flag in alike):,}", escape(FLAGS[code])]


def _sum(receipts: Sequence[Receipt], name: str) -> int:
    return sum(int(getattr(one, name)) for one in receipts)


def _aside(number: int, words: str) -> str:
    return f"{number:,} {words}" if number else ""
