"""Near repeat: does an incident raise the risk of another near it and soon after."""

from dashboard import answers
from dashboard.findings.near import NearRepeats
from dashboard.panels.trends import parts, words
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import share
from geo.near_repeat import follow_each_other

CLEAR = 0.05
NONE = "\N{EN DASH}"
SHOWS = (
    "Pairs of incidents by how far and how many days apart they are, beside what shuffled dates "
    "would give. Above 1 with a small p-value is more than chance."
)
LIMITS = (
    "One band in twenty passes by chance: look for what fades with distance and time.",
    "The finding above is about the first week, corrected for the number of distances.",
    "A pair says nothing about who was involved.",
)
MOVED = "{number:,} of the incidents stand on anonymised map points: same place means same street."
UNPLACED = "{number:,} incidents are left out: only their ward is known."
COLUMNS = (
    Column("Distance", "plain"),
    Column("Days apart", "wide"),
    Column("Pairs", "figure"),
    Column("By chance", "figure"),
    Column("Ratio", "figure"),
    Column("p", "figure"),
)


def say(look: Look) -> Said:
    """Say whether incidents follow each other, to analysts alone.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    stand = f"{words.stand(look)}: all incidents of the borough."
    try:
        found = answers.near_repeats(look)
    except PermissionError as refused:
        body = parts.body(parts.quietly(str(refused)), parts.reading(SHOWS, LIMITS))
        return Said("Near repeats are for analysts", stand, body)
    moved = [MOVED.format(number=found.anonymised)] if found.anonymised else []
    unplaced = [UNPLACED.format(number=found.unplaced)] if found.unplaced else []
    reading = parts.reading(SHOWS, [*LIMITS, *moved, *unplaced])
    return Said(_headline(found), stand, parts.body(_repeats(found) + _table(found), reading))


def _headline(found: NearRepeats) -> str:
    if found.table is None:
        return "Near repeats cannot be counted in this window"
    if follow_each_other(found.table):
        return "Incidents follow each other nearby within a week more than chance gives"
    return "No clear sign that incidents follow each other nearby within a week"


def _repeats(found: NearRepeats) -> str:
    again = found.repeats
    part = share(again.share, whole=1) if again.events else NONE
    numbers = [
        ("Incidents", f"{again.events:,}", f"at {again.places:,} places"),
        ("At a place already hit", part, f"{again.repeats:,} in this window"),
    ]
    return parts.facts(numbers)


def _table(found: NearRepeats) -> str:
    if found.table is None:
        return parts.quietly(found.reason)
    rows = [
        (
            str(row["distance"]),
            str(row["days"]),
            f"{row['pairs']:,}",
            f"{row['expected']:,.0f}",
            _ratio(float(row["ratio"]), float(row["p"])),
            f"{row['p']:.3f}",
        )
        for _, row in found.table.iterrows()
    ]
    return parts.section("Pairs of incidents", parts.table("Pairs of incidents", COLUMNS, rows))


def _ratio(ratio: float, p: float) -> str:
    text = NONE if ratio != ratio else f"{ratio:.2f}"  # noqa: PLR0124  missing is not equal to itself
    return f"<b>{text}</b>" if ratio > 1 and p <= CLEAR else text
