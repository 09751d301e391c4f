"""Messy files made from clean rows by a seeded generator, so that nothing is lost can be checked.

`python -m tests.messy` makes 10,000 rows for each of 20 seeds and says what became of them.
"""

import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from pathlib import Path
from random import Random

import numpy as np
import pandas as pd

from data import geography
from data.dates import EXCEL_DAY_0
from data.given import Given
from data.grid import degrees_of
from data.intake import read_file
from data.store import Store
from geo.days import LONDON
from tests.files import OPENED, SECRET, TODAY
from tests.messy_formats import AREA, FORMATS, TOTALS

ROWS, SEEDS = 10_000, 20
ROWS_IN_FILE = 500
FIRST, LAST = datetime(2019, 1, 1), datetime(2026, 11, 20)  # noqa: DTZ001  as partners write them
NIGHTS = (datetime(2026, 3, 29, 1, 30), datetime(2026, 10, 25, 1, 30))  # noqa: DTZ001  same
RISKS = ("High", "medium", "LOW", "No apparent", "")
RISK_KEPT = dict(zip(RISKS, ("high", "medium", "low", "no apparent risk", "unknown"), strict=True))
KINDS = ("Burglary", "Anti-social behaviour", "Café, theft from", 'Said "threats"', "Drugs\nsupply")
METRE = 111_320.0
"""Metres in a degree of latitude."""


@dataclass(frozen=True)
class Clean:
    """What is true of one event, before anyone writes it down."""

    reference: str
    at: datetime
    timed: bool
    kind: str
    easting: float
    northing: float
    postcode: str
    ward: str

    @property
    def end(self) -> "Clean":
        """The same, seven hours on and never at midnight, or the next day: a return."""
        later = self.at + (timedelta(hours=7, minutes=1) if self.timed else timedelta(days=1))
        return replace(self, at=later)

    @property
    def risk(self) -> str:
        """How it is graded where a person is missing."""
        return RISKS[KINDS.index(self.kind)]

    @property
    def place(self) -> tuple[float, float]:
        """Its longitude and latitude."""
        lng, lat = degrees_of(np.array([self.easting]), np.array([self.northing]))
        return float(lng[0]), float(lat[0])


@dataclass(frozen=True)
class Style:
    """How one partner writes: words for each part of a clean row."""

    source: str
    headings: dict[str, str]
    dates: str
    places: str
    format: str


POLICE = "police.uk"
SOURCES: dict[str, dict[str, str]] = {
    POLICE: {
        "reference": "Crime ID",
        "at": "Month",
        "where": "Location",
        "area": AREA,
        "kind": "Crime type",
    },
    "incidents form": {"reference": "Reference", "at": "Start date", "kind": "Category"},
    "records management": {
        "reference": "Occurrence No",
        "at": "From date/time",
        "kind": "Offence text",
        "beat": "Beat",
    },
    "case system": {"reference": "Case ref", "at": "Opened", "kind": "Nature", "notes": "Notes"},
    "cuckooing form": {"reference": "Cuckooing reference", "at": "Reported", "kind": "Concern"},
    "closure register": {
        "reference": "Reference",
        "at": "Date reported",
        "kind": "Indicators",
        "order": "Order type",
    },
    "missing form": {
        "reference": "Report number",
        "at": "Missing since",
        "end": "Returned",
        "who": "Person",
        "risk": "Risk level",
    },
    "missing system": {
        "reference": "Report ID",
        "at": "Missing from",
        "end": "Missing to",
        "who": "Nominal",
        "risk": "Risk",
        "age": "Age",
    },
}


def _excel(day_0: date) -> Callable[[Clean], str]:
    def write(row: Clean) -> str:
        span = row.at - datetime.combine(day_0, datetime.min.time())
        return f"{span / timedelta(days=1):.10f}" if row.timed else str(span.days)

    return write


def _date(form: str, clock: str) -> Callable[[Clean], str]:
    return lambda row: row.at.strftime(f"{form}{clock}" if row.timed else form)


DATES: dict[str, tuple[Callable[[Clean], str], str]] = {
    "ISO": (_date("%Y-%m-%d", "T%H:%M"), ""),
    "ISO with midnight for unknown": (lambda row: row.at.strftime("%Y-%m-%d %H:%M:%S"), ""),
    "day first": (_date("%d/%m/%Y", " %H:%M"), "day-first"),
    "day first, short": (_date("%d.%m.%y", " %H:%M"), "day-first"),
    "month first": (_date("%m/%d/%Y", " %I:%M %p"), "month-first"),
    "words": (_date("%d %b %Y", " %H:%M"), ""),
    "short words": (_date("%d-%B-%y", ", %H:%M"), ""),
    "month only": (_date("%Y-%m", ""), ""),
    "serial 1900": (_excel(EXCEL_DAY_0["excel-1900"]), "excel-1900"),
    "serial 1904": (_excel(EXCEL_DAY_0["excel-1904"]), "excel-1904"),
}
"""How a date is written, and what a person says of it where the column leaves a doubt."""


def _square(row: Clean, figures: int) -> str:
    side = 10 ** (5 - figures)
    parts = (int(row.easting - 300_000) // side, int(row.northing - 300_000) // side)
    return "SJ " + " ".join(f"{part:0{figures}d}" for part in parts)


PLACES: dict[str, tuple[tuple[str, ...], Callable[[Clean], tuple[str, ...]]]] = {
    "degrees": (
        ("Longitude", "Latitude"),
        lambda row: (f"{row.place[0]:.6f}", f"{row.place[1]:.6f}"),
    ),
    "degrees exchanged": (
        ("Longitude", "Latitude"),
        lambda row: (f"{row.place[1]:.6f}", f"{row.place[0]:.6f}"),
    ),
    "metres": (("Easting", "Northing"), lambda row: (f"{row.easting:.1f}", f"{row.northing:.1f}")),
    "metres exchanged": (
        ("X", "Y"),
        lambda row: (f"{row.northing:.1f}", f"{row.easting:.1f}"),
    ),
    "metres with commas": (
        ("Eastings", "Northings"),
        lambda row: (f"{row.easting:,.1f}", f"{row.northing:,.1f}"),
    ),
    "metres called degrees": (
        ("Lon", "Lat"),
        lambda row: (f"{row.easting:.1f}", f"{row.northing:.1f}"),
    ),
    "grid reference, 6": (("Grid ref",), lambda row: (_square(row, 3),)),
    "grid reference, 8": (("Grid ref",), lambda row: (_square(row, 4).lower(),)),
    "grid reference, 10": (("NGR",), lambda row: (_square(row, 5).replace(" ", ""),)),
    "postcode": (("Post code",), lambda row: (row.postcode.lower().replace(" ", ""),)),
    "address": (("Address",), lambda row: (f"1 Mill Lane, Halton, {row.postcode}",)),
    "UPRN": (("UPRN",), lambda row: (f"{int(row.reference[1:]):012d}",)),
    "ward": (("Ward name",), lambda row: (row.ward.replace(" & ", " and ").upper(),)),
}
"""How a place is written: headings, and the cells below them."""

BROKEN: dict[str, dict[str, str]] = {
    "date": {"at": "31/02/2024"},
    "no date": {"at": "#N/A"},
    "future": {"at": "in ten years"},
    "end": {"end": "later"},
    "risk": {"risk": "standard"},
    "reference": {"reference": "1.0E+11"},
    "place": {"place": ""},
    "place of nought": {"place": "0"},
    "place in words": {"place": "see notes"},
}
"""What is written over a row that must not come in."""


def clean_rows(chance: Random, count: int, *, first: int) -> list[Clean]:
    """Draw what is true: times of seven years, points near postcodes of the borough."""
    table = geography.postcodes()
    spots = table.iloc[[chance.randrange(len(table)) for _ in range(count)]]
    metres = _metres(spots["lng"].to_numpy(), spots["lat"].to_numpy())
    wards = geography.wards().set_index("code")["name"]
    rows = []
    codes = geography.ward_of(spots["lng"].to_numpy(), spots["lat"].to_numpy())
    for number, (postcode, code, easting, northing) in enumerate(
        zip(spots["postcode"], codes, *metres, strict=True), start=first
    ):
        at = FIRST + timedelta(minutes=chance.randrange(int((LAST - FIRST) / timedelta(minutes=1))))
        at = chance.choice(NIGHTS) if chance.random() < 0.02 else at
        timed = chance.random() < 0.7 and (at.hour, at.minute) != (0, 0)
        rows.append(
            Clean(
                reference=f"R{number:06d}",
                at=at if timed else at.replace(hour=0, minute=0),
                timed=timed,
                kind=chance.choice(KINDS),
                easting=round(easting + chance.uniform(-30, 30), 1),
                northing=round(northing + chance.uniform(-30, 30), 1),
                postcode=str(postcode),
                ward=str(wards.get(code, "Appleton")),
            )
        )
    return rows


def style(chance: Random, *, source: str = "", format_: str = "") -> Style:
    """Draw how a partner writes; police.uk writes in one way only."""
    source = source or chance.choice(list(SOURCES))
    format_ = format_ or chance.choice(list(FORMATS))
    dates, places = chance.choice(list(DATES)), chance.choice(list(PLACES))
    return Style(
        source=source,
        headings=SOURCES[source],
        dates="month only" if source == POLICE else dates,
        places="degrees" if source == POLICE or format_ == "geojson" else places,
        format=format_,
    )


@dataclass(frozen=True)
class Made:
    """A messy file: what it was made from, and what must become of it."""

    path: Path
    style: Style
    clean: dict[str, Clean]
    rows: int
    duplicates: int
    quarantined: int
    order: str
    lookup: pd.DataFrame


def make(folder: Path, chance: Random, *, first: int, rows: int = ROWS_IN_FILE) -> Made:
    """Make one messy file of clean rows, some written twice, some broken."""
    chosen = style(chance)
    clean = clean_rows(chance, rows, first=first)
    columns, write_place = PLACES[chosen.places]
    write_date, order = DATES[chosen.dates]
    table, sound, broken = [], dict[str, Clean](), 0
    parts = {*chosen.headings, "place"} - ({"reference"} if chosen.source == POLICE else set())
    faults = [fault for fault, changes in BROKEN.items() if parts.issuperset(changes)]
    for row in clean:
        said = {
            "at": write_date(row),
            "end": write_date(row.end),
            "reference": row.reference,
            "kind": row.kind,
            "who": f"P{int(row.reference[1:]) % 97}",
            "risk": row.risk,
            "where": "On or near Mill Lane",
            "area": "Halton 001A",
        }
        place = write_place(row)
        fault = chance.choice(faults) if chance.random() < 0.1 else ""
        changes = BROKEN.get(fault, {})
        if fault == "future":
            changes = {"at": write_date(replace(row, at=row.at.replace(year=2036, day=1)))}
        said |= {part: text for part, text in changes.items() if part in said}
        place = tuple(changes.get("place", text) for text in place)
        cells = [said.get(part, "") for part in chosen.headings]
        table.append([*cells, *place, row.at.strftime("%A")])
        broken += bool(fault)
        if not fault:
            sound[row.reference] = row
    again = [row for row in table if row[0] in sound and chance.random() < 0.05]
    table += again
    chance.shuffle(table)
    header = [*chosen.headings.values(), *columns, "Unused"]
    path = FORMATS[chosen.format](folder, header, table, chance)
    totals = TOTALS.get(chosen.format, 0)
    rows_in_all, broken = len(table) + totals, broken + totals
    return Made(path, chosen, sound, rows_in_all, len(again), broken, order, _lookup(clean))


def bring_in(store: Store, made: Made) -> list[str]:
    """Bring a messy file in, and say all that is not as it must be."""
    given = Given(
        SECRET, date_order=made.order, uprns=made.lookup, today=TODAY, folder=store.folder
    )
    intakes = read_file(made.path, given=given, opened=OPENED).intakes
    receipts = [store.commit(intake) for intake in intakes]
    counts = Counter[str]()
    for receipt in receipts:
        counts += Counter(
            rows=receipt.rows,
            accepted=receipt.accepted,
            duplicates=receipt.duplicates,
            quarantined=receipt.quarantined,
        )
    expected = Counter(
        rows=made.rows,
        accepted=len(made.clean),
        duplicates=made.duplicates,
        quarantined=made.quarantined,
    )
    problems = [] if counts == expected else [f"{dict(counts)} and not {dict(expected)}"]
    problems += [] if receipts[0].source == made.style.source else [f"is {receipts[0].source}"]
    problems += _differences(pd.concat([intake.events for intake in intakes]), made)
    return [f"{made.style}: {problem}" for problem in problems]


def run(seed: int, *, rows: int, folder: Path) -> tuple[int, list[str]]:
    """Bring in files of one seed; give how many rows they had and all that is wrong."""
    chance, store = Random(seed), Store(folder / "store")  # noqa: S311  not for secrets
    brought, problems = 0, list[str]()
    while brought < rows:
        made = make(folder, chance, first=brought * 2 + 1)
        problems += bring_in(store, made)
        brought += made.rows
    return brought, [f"seed {seed}: {problem}" for problem in problems]


def _differences(events: pd.DataFrame, made: Made) -> list[str]:
    """Compare each accepted event with the clean row that it was made from."""
    unknown = set(events["reference"]) - set(made.clean)
    problems = [f"{reference} came in and must not" for reference in sorted(unknown)]
    for event in events.loc[~events["reference"].isin(unknown)].itertuples():
        row = made.clean[str(event.reference)]
        at, precision = row.at, "instant" if row.timed else "day"
        if made.style.dates == "month only":
            at, precision = at.replace(day=1, hour=0, minute=0), "month"
        start = pd.Timestamp(at.replace(tzinfo=LONDON)).tz_convert("UTC")
        known = (event.start, event.precision, event.category)
        missing = "risk" in made.style.headings
        word = RISK_KEPT[row.risk] if missing else " ".join(row.kind.split())
        true = (start, precision, word)
        if known != true:
            problems.append(f"{row.reference} is {known} and not {true}")
        problems += _misplaced(event, row)
    return problems


def _misplaced(event: object, row: Clean) -> list[str]:
    lng, lat, placing = (getattr(event, name) for name in ("lng", "lat", "placing"))
    if placing == "ward":
        code = geography.match_ward(row.ward)
        return [] if getattr(event, "ward_given") == code else [f"{row.reference} is elsewhere"]  # noqa: B009  one way for all
    east = (lng - row.place[0]) * METRE * np.cos(np.radians(lat))
    off = float(np.hypot(east, (lat - row.place[1]) * METRE))
    allowed = 1.0 if placing in {"exact", "UPRN"} else getattr(event, "accuracy_m")  # noqa: B009  same
    return [] if off <= allowed else [f"{row.reference} is {off:.1f} m off, {placing}"]


def _lookup(rows: list[Clean]) -> pd.DataFrame:
    numbers = [str(int(row.reference[1:])) for row in rows]
    places = [row.place for row in rows]
    return pd.DataFrame(places, columns=["lng", "lat"], index=numbers)


def _metres(lng: np.ndarray, lat: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Invert `degrees_of` by Newton's steps, so that the truth needs no second transformation."""
    east, north = np.full(len(lng), 352_000.0), np.full(len(lng), 384_000.0)
    for _ in range(6):
        x, y = degrees_of(east, north)
        east += (lng - x) * METRE * np.cos(np.radians(lat))
        north += (lat - y) * METRE
    return east, north


def main() -> int:
    """Run all seeds and report."""
    began, total, problems = time.monotonic(), 0, list[str]()
    for seed in range(SEEDS):
        with tempfile.TemporaryDirectory() as folder:
            rows, wrong = run(seed, rows=ROWS, folder=Path(folder))
        total, problems = total + rows, problems + wrong
        sys.stdout.write(f"seed {seed}: {rows:,} rows, {len(wrong)} problems\n")
    sys.stdout.write("\n".join(problems[:20]))
    took = time.monotonic() - began
    sys.stdout.write(f"\n{total:,} rows in {took:.0f} s, {len(problems)} problems\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
