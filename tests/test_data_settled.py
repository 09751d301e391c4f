"""What a whole file settles is known again when a few of its rows come back."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from data import pairs
from data.addresses import from_ward
from data.date_orders import UnclearOrder, settle
from data.places import from_degrees, from_grid
from data.settled import Settled
from data.ward_names import match_wards, vintage_of

TODAY = date(2026, 11, 23)
OPEN = "03/04/2025"


def column(*texts: str, name: str = "start") -> "pd.Series[str]":
    return pd.Series(texts, dtype="str", name=name)


def orders(known: dict[str, str], *texts: str, told: str = "") -> tuple[str, dict[str, str]]:
    """Settle one column: its order, and what is kept of it."""
    settled = Settled(known)
    found = settle({"start": column(*texts)}, told=told, today=TODAY, settled=settled)
    return found["start"], settled.found


def test_what_is_known_is_found_again_and_what_is_noted_is_added() -> None:
    settled = Settled({"start": "day-first"})
    settled.note("ward", "2013")
    assert settled.found == {"start": "day-first", "ward": "2013"}
    assert settled.known == {"start": "day-first"}
    assert Settled().found == {}


@pytest.mark.parametrize("order", ["day-first", "month-first"])
def test_a_date_that_could_be_either_is_read_as_its_file_was(order: str) -> None:
    with pytest.raises(UnclearOrder):
        orders({}, OPEN)
    assert orders({"start": order}, OPEN) == (order, {"start": order})


def test_what_a_file_settles_is_kept_but_not_what_nothing_says() -> None:
    assert orders({}, "13/04/2025", OPEN)[1] == {"start": "day-first"}
    assert orders({}, "04/13/2025")[1] == {"start": "month-first"}
    assert orders({}, "2025-04-03", "3 Mar 2026", "")[1] == {}
    assert orders({}, "70000")[1] == {"start": "excel-1900"}
    assert orders({}, OPEN, told="month-first")[1] == {"start": "month-first"}


def test_a_person_may_say_otherwise() -> None:
    assert orders({"start": "day-first"}, OPEN, told="month-first")[0] == "month-first"


def test_a_known_column_settles_those_beside_it() -> None:
    settled = Settled({"start": "month-first"})
    both = {"start": column(OPEN), "end": column(OPEN, name="end")}
    assert settle(both, today=TODAY, settled=settled)["end"] == "month-first"
    assert settled.found == {"start": "month-first", "end": "month-first"}


def test_a_correction_in_another_order_does_not_refuse_the_file() -> None:
    assert orders({"start": "day-first"}, "04/25/2025", OPEN, "2025-04-03")[0] == "day-first"


def test_an_ambiguous_serial_number_is_of_the_system_of_its_file() -> None:
    with pytest.raises(UnclearOrder):
        orders({}, "40000")
    assert orders({"start": "excel-1904"}, "40000")[0] == "excel-1904"


def places(known: dict[str, str], *points: tuple[str, str], grid: bool = False) -> Settled:
    settled = Settled(known)
    first, second = zip(*points, strict=True)
    if grid:
        from_grid(column(*first, name="easting"), column(*second, name="northing"), settled=settled)
    else:
        from_degrees(
            column(*first, name="longitude"), column(*second, name="latitude"), settled=settled
        )
    return settled


@pytest.mark.parametrize(
    ("points", "grid", "meant"),
    [
        ([("-2.73", "53.36")], False, {"longitude": "degrees"}),
        ([("53.36", "-2.73")], False, {"longitude": "degrees exchanged"}),
        ([("351200", "385400")], False, {"longitude": "metres"}),
        ([("351200", "385400")], True, {"easting": "metres"}),
        ([("385400", "351200")], True, {"easting": "metres exchanged"}),
        ([("", ""), ("x", "y")], False, {}),
        ([("999", "999")], False, {}),
    ],
)
def test_how_coordinates_are_meant_is_kept(
    points: list[tuple[str, str]], *, grid: bool, meant: dict[str, str]
) -> None:
    assert places({}, *points, grid=grid).found == meant


def test_a_row_that_came_exchanged_among_others_is_told_again_alone() -> None:
    first, second = np.array([385400.0]), np.array([351200.0])
    alone = pairs.settled(first, second, called="metres")
    assert (alone.put_right, alone.exchanged[0]) == (True, False)
    known = pairs.settled(first, second, called="metres", known="metres")
    assert (known.put_right, known.exchanged[0], known.x[0]) == (False, True, 385400.0)


def test_a_correction_stands_in_columns_that_were_put_right() -> None:
    settled = Settled({"longitude": "degrees exchanged"})
    found = from_degrees(
        column("53.36", "-2.73", name="longitude"),
        column("-2.73", "53.36", name="latitude"),
        settled=settled,
    )
    assert list(found.rule) == ["", "place-range"]
    assert (found.lng[0], found.put_right[0]) == (-2.73, True)


def test_wards_are_of_the_vintage_that_their_file_was() -> None:
    today, former = (match_wards(["Appleton"], vintage=one)["Appleton"] for one in ("2020", "2013"))
    assert today != former
    assert vintage_of(["Appleton", "Kingsway"]) == "2013"
    assert vintage_of(["Appleton"]) == "2020"
    assert vintage_of(["", "Speke"]) == ""
    settled = Settled({"ward": "2013"})
    found = from_ward(column("Appleton", "Bankfield", name="ward"), settled=settled)
    assert found.ward[0] == former
    assert found.rule[1] == "", "a name of the other vintage is still a ward"


def test_the_vintage_of_a_file_is_kept() -> None:
    settled = Settled()
    from_ward(column("Appleton", "Kingsway", name="ward"), settled=settled)
    from_ward(column("", "", name="found ward"), settled=settled)
    assert settled.found == {"ward": "2013"}
