"""Severity: the partnership's own weights, always beside the counts."""

from dashboard import answers
from dashboard.findings.gravity import Gravity
from dashboard.panels.trends import parts, words
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import share

NONE = "\N{EN DASH}"
SHOWS = (
    "Each event has the weight that the partnership's own table gives to its category. The sum "
    "stands beside the count, because a few grave events outweigh many small ones."
)
LIMITS = (
    "A weight is a judgement, and another table gives another order.",
    "Sums of weights are not tested: their chance variation is not that of counts.",
)
MISSING = (
    "No table of weights is given. Whoever runs the dashboard can name one, a CSV with the columns "
    "category and weight, in HOTSPOTS_SEVERITY."
)
COLUMNS = (
    Column("Ward", "wide"),
    Column("Count", "figure"),
    Column("Severity", "figure"),
    Column("For each event", "figure"),
    Column("Gravest category’s part", "figure"),  # noqa: RUF001  a typographic apostrophe
)


def say(look: Look) -> Said:
    """Say how severity lies beside the counts.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    layer = words.layer(look)
    stand = f"{words.stand(look)}: {layer} in each ward."
    found = answers.gravity(look.source, look.selection, options=look.options)
    reading = parts.reading(SHOWS, words.limits(look, *LIMITS))
    if found is None or found.table is None:
        reason = found.reason if found else MISSING
        body = parts.body(parts.quietly(reason), reading)
        return Said("Severity needs a table of weights that fits", stand, body)
    return Said(_headline(found, layer), stand, parts.body(_table(found), reading))


def _headline(found: Gravity, layer: str) -> str:
    table = found.table
    if table is None or not table["severity"].sum():
        return f"No severity to show for {layer}"
    names = table["name"].astype(str).tolist()
    gravest, fullest = (names[int(table[by].argmax())] for by in ("severity", "count"))
    if gravest == fullest:
        return f"{gravest} has most {layer} and most severity"
    return f"{gravest} has most severity, {fullest} most {layer}"


def _table(found: Gravity) -> str:
    if found.table is None:
        return ""
    rows = [
        (
            parts.place(str(row["name"])),
            f"<b>{row['count']:,}</b>",
            f"{row['severity']:,.0f}",
            f"{row['mean_severity']:,.1f}" if row["count"] else NONE,
            share(row["largest_share"], whole=1) if row["severity"] else NONE,
        )
        for _, row in found.table.sort_values("severity", ascending=False).iterrows()
    ]
    return parts.section("Wards", parts.table("Severity by ward", COLUMNS, rows))
