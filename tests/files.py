"""Small files and intakes that the tests of the intake share."""

import csv
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from data.formats import kinds
from data.given import Given
from data.intake import read_file
from data.receipts import Intake
from data.schema import RULES, rejections
from data.sheets import open_sheets

SECRET = b"k" * 32
OPENED = partial(open_sheets, read=kinds.read)
"""Opens files here: a process for each would make the tests slow."""
TODAY = date(2026, 11, 23)
POLICE_HEADER = [
    "Crime ID",
    "Month",
    "Reported by",
    "Falls within",
    "Longitude",
    "Latitude",
    "Location",
    "LSOA code",
    "LSOA name",
    "Crime type",
    "Last outcome category",
    "Context",
]
WIDNES = ("-2.7352", "53.3637")
LIVERPOOL = ("-2.9800", "53.4100")


@contextmanager
def opened_here() -> Iterator[None]:
    """Open files here by all ways in, also those that a test can't tell how to open them."""
    with pytest.MonkeyPatch.context() as patch:
        defaults = dict(open_sheets.__kwdefaults__ or {})
        patch.setattr(open_sheets, "__kwdefaults__", {**defaults, "read": kinds.read})
        yield


def write(path: Path, rows: Iterable[Sequence[str]], *, encoding: str = "utf-8") -> Path:
    """Write rows as CSV."""
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file).writerows(rows)
    return path


def police_row(
    *,
    reference: str = "",
    month: str = "2024-01",
    place: tuple[str, str] = WIDNES,
    category: str = "Drugs",
    location: str = "On or near Mill Lane",
) -> list[str]:
    """Make one row of a police.uk file."""
    force = "Cheshire Constabulary"
    return [reference, month, force, force, *place, location, "E01012392", "Halton 001A", category, "", ""]  # fmt: skip  # noqa: E501  one row, one line


def police_file(path: Path, *rows: list[str]) -> Path:
    """Write a police.uk file."""
    return write(path, [POLICE_HEADER, *rows])


def table(path: Path, *rows: Mapping[str, str]) -> Path:
    """Write rows given by column; the first row's columns are the header."""
    return write(path, [list(rows[0]), *(list(row.values()) for row in rows)])


def read(path: Path, *, layer: str | None = None, **others: Any) -> Intake:  # noqa: ANN401  of Given
    """Read a file with the tests' own secret on the tests' own day."""
    given = Given(SECRET, **{"today": TODAY, **others})
    return read_file(path, given=given, layer=layer, opened=OPENED).intakes[0]


def broken(intake: Intake) -> set[tuple[int, str]]:
    """Give the rows that broke rules, as row number and rule."""
    assert set(intake.rejections["rule"]) <= set(RULES)
    return set(zip(intake.rejections["row"], intake.rejections["rule"], strict=True))


def intake_of(  # noqa: PLR0913  each of them is what some test is about
    *references: str,
    categories: Sequence[str] = (),
    layer: str = "incidents",
    file: str = "some.csv",
    sha256: str = "",
    source: str = "incidents form",
    place: tuple[float, float] = (-2.7352, 53.3637),
    rejected: list[tuple[int, str, str]] | None = None,
) -> Intake:
    """Make an intake of one row for each reference, all on New Year's Day 2024."""
    count = len(references)
    events = pd.DataFrame(
        {
            "row": range(2, 2 + count),
            "layer": layer,
            "category": list(categories) or ["Drugs"] * count,
            "start": pd.Timestamp("2024-01-01", tz="UTC").as_unit("us"),
            "end": pd.Timestamp("2024-01-02", tz="UTC").as_unit("us"),
            "precision": "day",
            "lng": place[0],
            "lat": place[1],
            "placing": "exact",
            "accuracy_m": 10.0,
            "location": "Mill Lane",
            "reference": list(references),
            "source": source,
            "person": "",
            "from_care": False,
            "found_lng": float("nan"),
            "found_lat": float("nan"),
            "status": "",
            "ward_given": "",
            "flags": "",
        },
        index=range(count),
    )
    wrong = rejections(rejected or [])
    return Intake(
        file=file,
        sha256=sha256 or f"{file} {references} {categories} {layer} {source}",
        source=source,
        layer=layer,
        rows=count + wrong["row"].nunique(),
        events=events,
        rejections=wrong,
    )
