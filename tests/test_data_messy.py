"""Nothing is lost and nothing is changed, however messily it was written.

Here a few thousand rows; all 200,000 with `python -m tests.messy`, or with HOTSPOTS_ALL_MESS=1.
"""

import os
from collections import Counter
from dataclasses import replace
from pathlib import Path
from random import Random

import pytest

from data.store import Store
from tests import messy
from tests.messy_formats import FORMATS

WHOLE = os.environ.get("HOTSPOTS_ALL_MESS") == "1"
SEEDS = range(messy.SEEDS) if WHOLE else range(100, 103)
ROWS = messy.ROWS if WHOLE else 2_000


@pytest.mark.parametrize("seed", SEEDS)
def test_every_row_is_accounted_for_and_every_event_is_the_one_it_was_made_from(
    tmp_path: Path, seed: int
) -> None:
    rows, problems = messy.run(seed, rows=ROWS, folder=tmp_path)
    assert problems == []
    assert rows >= ROWS


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("source", messy.SOURCES)
def test_every_format_and_source_is_among_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, source: str
) -> None:
    drawn = messy.style

    def fixed(chance: Random) -> messy.Style:
        return drawn(chance, source=source, format_=name)

    monkeypatch.setattr(messy, "style", fixed)
    made = messy.make(tmp_path, Random(name + source), first=1, rows=60)  # noqa: S311  not for secrets
    assert messy.bring_in(Store(tmp_path / "store"), made) == []


def test_every_way_to_write_a_date_and_a_place_is_drawn() -> None:
    chance = Random(1)  # noqa: S311  not for secrets
    styles = [messy.style(chance) for _ in range(600)]
    for drawn, ways in (("dates", messy.DATES), ("places", messy.PLACES), ("format", FORMATS)):
        assert set(Counter(getattr(style, drawn) for style in styles)) == set(ways)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"easting": 1.5}, "m off"),
        ({"kind": 1}, "and not"),
        ({"at": 1}, "and not"),
    ],
)
def test_an_event_that_is_not_its_clean_row_is_noticed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, float], words: str
) -> None:
    plain = messy.Style("case system", messy.SOURCES["case system"], "ISO", "metres", "csv")
    monkeypatch.setattr(messy, "style", lambda _chance: plain)
    made = messy.make(tmp_path, Random(5), first=1, rows=40)  # noqa: S311  not for secrets
    reference, row = next(iter(made.clean.items()))
    other = replace(
        row,
        easting=row.easting + change.get("easting", 0),
        kind="Arson" if "kind" in change else row.kind,
        at=row.at.replace(year=2018) if "at" in change else row.at,
    )
    wrong = replace(made, clean={**made.clean, reference: other})
    problems = messy.bring_in(Store(tmp_path / "store"), wrong)
    assert len(problems) == 1
    assert words in problems[0]


def test_a_row_that_is_lost_is_noticed(tmp_path: Path) -> None:
    made = messy.make(tmp_path, Random(6), first=1, rows=40)  # noqa: S311  not for secrets
    short = replace(made, rows=made.rows + 1, quarantined=made.quarantined + 1)
    assert any("and not" in one for one in messy.bring_in(Store(tmp_path / "store"), short))
