"""Missing: episodes and people, how long, and from where to where."""

import math
from html import escape

from dashboard import answers
from dashboard.findings.absences import LAYER, Absences
from dashboard.panels import controls
from dashboard.panels.headline import short_place
from dashboard.panels.trends import parts, words
from dashboard.panels.trends.parts import Column, Said
from dashboard.session import Look
from dashboard.words import share
from geo.episodes import OFTEN

MOST = 15
NONE = "\N{EN DASH}"
SHOWS = (
    "Episodes that began in the window, by the place the person went missing from; one person can "
    "have many. Someone still missing at its end has been missing for at least that long."
)
LIMITS = (
    "Episodes without a pseudonym cannot be told apart and are in no count of people.",
    "Calls to the police are a third count and are not held here.",
    "Where someone is found need not be where they spent the time.",
    "A place from which many are reported may be one that reports well.",
)
FLOWS = (
    Column("Missing from", "wide"),
    Column("Found in", "wide"),
    Column("Episodes", "figure"),
    Column("People", "figure"),
)


def say(look: Look) -> Said:
    """Ask for the place, and describe its missing-person episodes.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    Said
    """
    reading = parts.reading(SHOWS, LIMITS)
    if LAYER not in look.source.layers:
        body = parts.body(parts.quietly("This view holds no missing-person episodes."), reading)
        return Said("Missing-person episodes are not shown to you", words.stand(look), body)
    controls.place(look.selection)
    where = short_place(look.selection)
    found = answers.absences(look.source, look.selection)
    stand = f"{words.stand(look)}, missing from {escape(where)}."
    if not found.repeats.episodes:
        body = parts.body(parts.quietly("No episode begins in this window."), reading)
        return Said(f"No missing-person episodes in {where}", stand, body)
    main = _people(found) + _lasting(found) + _flows(found)
    return Said(_headline(found), stand, parts.body(main, reading))


def hours_words(hours: float) -> str:
    """Say a duration: minutes below an hour, hours below two days, else days.

    Parameters
    ----------
    hours
        May be missing.

    Returns
    -------
    str
    """
    if math.isnan(hours):
        return "not yet known"
    if hours < 1:
        return f"{60 * hours:.0f} minutes"
    if hours < 48:  # noqa: PLR2004  two days
        return f"{hours:.0f} hours" if hours >= 1.5 else "1 hour"  # noqa: PLR2004  rounds to two
    return f"{hours / 24:.0f} days"


def _headline(found: Absences) -> str:
    again = found.repeats
    if not again.often_people:
        return f"{again.episodes:,} missing episodes; nobody is known to have {OFTEN} or more"
    return (
        f"{again.often_people:,} of {again.people:,} people account for "
        f"{share(again.often_share, whole=1)} of missing episodes"
    )


def _people(found: Absences) -> str:
    again = found.repeats
    unnamed = f"{again.unnamed:,} episodes name nobody" if again.unnamed else "all are named"
    numbers = [
        ("Episodes", f"{again.episodes:,}", f"{found.from_care:,} from care"),
        ("People", f"{again.people:,}", unnamed),
        ("Missing again", f"{again.repeat_people:,}", "people, twice or more"),
        ("Have half of them", f"{again.people_with_half:,}", "people at least"),
    ]
    return parts.section("Episodes and people", parts.facts(numbers))


def _lasting(found: Absences) -> str:
    lasted = found.durations
    if not lasted.returned + lasted.still_open:
        return parts.section("How long", parts.quietly("No episode has a known time."))
    long = NONE if math.isnan(lasted.over_a_day) else share(lasted.over_a_day, whole=1)
    numbers = [
        ("A quarter are back within", hours_words(lasted.quarter), ""),
        ("Half within", hours_words(lasted.median), "the median"),
        ("Three quarters within", hours_words(lasted.three_quarters), ""),
        ("Longer than a day", long, f"{lasted.still_open:,} still missing at the end"),
    ]
    return parts.section("How long", parts.facts(numbers))


def _flows(found: Absences) -> str:
    shown = found.flows.head(MOST)
    rows = [
        (
            parts.place(str(row["missing_from"])),
            escape(str(row["found"])),
            f"<b>{row['episodes']:,}</b>",
            f"{row['people']:,}",
        )
        for _, row in shown.iterrows()
    ]
    note = f"the {len(shown)} largest of {len(found.flows):,}"
    return parts.section("From ward to ward", parts.table("Ways", FLOWS, rows), note=note)
