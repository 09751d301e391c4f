"""Every number behind the synthetic borough is in one table, has a source, and is used."""

import numpy as np
import pytest

from data import demo_parameters, demo_places
from data.demo import synthetic_borough
from data.demo_parameters import (
    STATUSES,
    TABLE,
    Parameter,
    group,
    number,
    numbers,
    parameters,
    word,
)

FAMILIES = (
    "incidents.yearly",
    "incidents.interval",
    "cuckooing.category",
    "missing.risk",
    "missing.found_far",
)
"""Families that are read whole."""


class Watched(dict[str, Parameter]):
    """A table that remembers which of its rows were asked for by name."""

    def __init__(self, table: dict[str, Parameter]) -> None:
        super().__init__(table)
        self.asked: set[str] = set()

    def get(self, key: str, default: Parameter | None = None) -> Parameter | None:  # type: ignore[override]  # all that is called here
        self.asked.add(key)
        return super().get(key, default)


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> Watched:
    """Let the borough be made from a table that remembers."""
    table = Watched(parameters())
    monkeypatch.setattr(demo_parameters, "parameters", lambda: table)
    demo_places.map_points.cache_clear()  # or what it was made with would not be asked for again
    return table


def test_every_parameter_has_a_value_a_known_status_and_a_source() -> None:
    for row in parameters().values():
        assert row.name
        assert row.value
        assert row.source
        assert row.status in STATUSES


def test_no_name_is_there_twice() -> None:
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    assert len(lines) - 1 == len(parameters())
    assert lines[0] == "name,value,status,source"


def test_no_parameter_is_left_over(watched: Watched) -> None:
    synthetic_borough()
    families = tuple(f"{family}." for family in FAMILIES)
    assert {name for name in watched if not name.startswith(families)} <= watched.asked
    assert watched.asked <= set(watched)


def test_the_evening_peak_of_missing_people_is_owned_up_to_as_an_assumption() -> None:
    row = parameters()["rhythm.hours.missing"]
    assert row.status == "assumption"
    assert "no source found" in row.source


def test_assumptions_do_not_claim_a_paper() -> None:
    sourced = [row for row in parameters().values() if row.status == "sourced"]
    assert sourced
    assert not any("assumption" in row.source.split(";")[0] for row in sourced)


@pytest.mark.parametrize(
    ("family", "length"), [("rhythm.season", 12), ("rhythm.week", 7), ("rhythm.hours", 24)]
)
def test_every_rhythm_has_a_weight_for_each_step(family: str, length: int) -> None:
    for name in group(family):
        weights = numbers(f"{family}.{name}")
        assert len(weights) == length
        assert (weights > 0).all()


@pytest.mark.parametrize("name", [name for name in parameters() if name.endswith(".shares")])
def test_shares_of_bins_add_up_and_fit_their_rising_edges(name: str) -> None:
    shares, edges = numbers(name), numbers(name.replace(".shares", ".edges"))
    assert shares.sum() == pytest.approx(1)
    assert len(edges) == len(shares) + 1
    assert (np.diff(edges) > 0).all()


@pytest.mark.parametrize("family", ["cuckooing.category", "missing.risk"])
def test_shares_of_a_family_add_up(family: str) -> None:
    assert sum(float(share) for share in group(family).values()) == pytest.approx(1)


def test_every_category_has_an_amount_a_trend_and_a_rhythm() -> None:
    names = [list(group(f"incidents.{what}")) for what in ("yearly", "trend", "rhythm")]
    assert names[0] == names[1] == names[2]
    assert set(group("incidents.interval")) < set(names[0])


def test_a_parameter_that_there_is_not_is_named() -> None:
    with pytest.raises(LookupError, match=r"no parameter 'missing\.weather'"):
        word("missing.weather")


def test_values_are_read_as_what_they_are() -> None:
    assert word("cuckooing.rhythm") == "reports"
    assert number("missing.care_homes") == 12.0
    assert numbers("missing.gap_days.edges").tolist() == [1, 4, 8, 29, 91, 180]
    assert list(group("missing.risk")) == ["high", "medium", "low", "no apparent risk"]
