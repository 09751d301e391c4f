from datetime import date

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.date_orders import UnclearOrder, kind, settle
from data.dates import read_moment

TODAY = date(2026, 11, 23)


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str")


def order(*texts: str, told: str = "") -> str:
    return settle({"start": column(*texts)}, told=told, today=TODAY)["start"]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-03-03", "iso"),
        ("2026-03", "iso"),
        ("13/03/2026", "day-first"),
        ("13.3.26 14:00", "day-first"),
        ("03/13/2026", "month-first"),
        ("03/04/2026", "open"),
        ("04/04/2026", ""),
        ("13/25/2026", ""),
        ("99/01/2026", ""),
        ("31/02/2026", ""),
        ("46084", "serial"),
        ("46084.5", "serial"),
        ("2026", ""),
        ("3 Mar 2026", ""),
        ("", ""),
        ("nonsense", ""),
    ],
)
def test_a_date_says_what_it_can_of_its_column(text: str, said: str) -> None:
    assert kind(text) == said


@pytest.mark.parametrize("texts", [[], [""], ["", "nonsense"], ["3 Mar 2026"], ["05/05/2024"]])
def test_a_column_that_leaves_no_doubt_is_no_trouble(texts: list[str]) -> None:
    assert order(*texts) == "day-first"


def test_the_whole_column_settles_the_order_and_not_its_first_rows() -> None:
    assert order(*["01/02/2024"] * 1000, "28/02/2024") == "day-first"
    assert order(*["01/02/2024"] * 1000, "02/28/2024") == "month-first"


def test_months_in_words_stand_beside_any_order() -> None:
    assert order("13/01/2024", "3 Mar 2026") == "day-first"
    assert order("2024-01-13", "3 Mar 2026") == "day-first"


def test_a_column_that_can_not_tell_takes_the_order_of_the_others() -> None:
    for settled, text in (("day-first", "13/01/2024"), ("month-first", "01/13/2024")):
        columns = {"missing from": column(text), "returned": column("01/02/2024")}
        assert settle(columns, today=TODAY)["returned"] == settled


def test_a_column_does_not_take_an_order_of_which_the_others_are_not_one() -> None:
    columns = {
        "from": column("13/01/2024"),
        "to": column("01/13/2024"),
        "reported": column("01/02/2024"),
    }
    with pytest.raises(UnclearOrder, match="'reported'"):
        settle(columns, today=TODAY)


@pytest.mark.parametrize(
    ("texts", "words"),
    [
        (["01/02/2024", "03/04/2024"], "can't be told"),
        (["02/13/2024", "13/02/2024"], "not all written in one order"),
        (["2024-01-05", "13/01/2024"], "not all written in one order"),
        (["2024-01-05", "01/02/2024"], "not all written in one order"),
        (["46084", "13/02/2026"], "not all written in one order"),
        (["46084", "01/02/2026"], "not all written in one order"),
    ],
)
def test_a_column_that_mixes_or_can_not_be_told_is_refused_by_name(
    texts: list[str], words: str
) -> None:
    with pytest.raises(UnclearOrder, match=f"'start'.*{words}") as caught:
        order(*texts)
    assert caught.value.column == "start"
    assert "--date-order" in str(caught.value)
    assert "day-first" in caught.value.choices


@pytest.mark.parametrize(
    ("texts", "choices"),
    [
        (["02/13/2024", "13/02/2024", "01/02/2024"], ("day-first", "month-first")),
        (["2024-01-05", "13/01/2024"], ("day-first", "iso")),
        (["2024-01-05", "46084"], ("iso", "excel-1900", "excel-1904")),
        (["46084", "13/02/2026"], ("day-first", "excel-1900", "excel-1904")),
    ],
)
def test_only_orders_in_which_some_dates_of_a_mixture_can_be_read_are_offered(
    texts: list[str], choices: tuple[str, ...]
) -> None:
    with pytest.raises(UnclearOrder) as caught:
        order(*texts)
    assert (caught.value.choices, caught.value.mixed) == (choices, True)


def test_a_refused_order_shows_a_date_of_each_kind() -> None:
    with pytest.raises(UnclearOrder, match=r"'02/13/2024' \(month-first\).*'14/02/2024' \(day-"):
        order("02/13/2024", "14/02/2024")


@pytest.mark.parametrize("told", ["day-first", "month-first", "iso"])
def test_a_person_settles_what_the_column_can_not(told: str) -> None:
    assert order("01/02/2024", told=told) == told
    assert order("02/13/2024", "13/02/2024", told=told) == told


def test_serial_numbers_are_of_1900_where_1904_would_be_in_the_future() -> None:
    assert order("46084", "45000") == "excel-1900"


def test_serial_numbers_that_fit_both_systems_are_asked_about_with_both_readings() -> None:
    with pytest.raises(UnclearOrder, match="2022-03-02 or 2026-03-03") as caught:
        order("44622")
    assert caught.value.choices == ("excel-1900", "excel-1904")
    assert order("44622", told="excel-1904") == "excel-1904"


def test_what_is_said_of_serial_numbers_says_nothing_of_other_columns() -> None:
    columns = {"from": column("44622"), "to": column("13/01/2026")}
    assert settle(columns, told="excel-1904", today=TODAY) == {
        "from": "excel-1904",
        "to": "day-first",
    }


@pytest.mark.parametrize("system", [1900, 1904])
def test_a_workbook_that_says_its_system_is_not_asked_about_it(system: int) -> None:
    columns = {"from": column("44622", "47000"), "to": column("44622", "2026-03-03")}
    found = settle(columns, today=TODAY, system=system)
    assert set(found.values()) == {f"excel-{system}"}


def test_what_is_said_of_figures_says_nothing_of_a_workbooks_own_numbers() -> None:
    columns = {"from": column("01/02/2026"), "to": column("46084", "2026-03-03")}
    assert settle(columns, told="day-first", today=TODAY, system=1900) == {
        "from": "day-first",
        "to": "excel-1900",
    }


@given(st.lists(st.dates(date(1970, 1, 1), date(2026, 11, 23)), min_size=1), st.booleans())
def test_a_column_is_read_rightly_or_refused_but_never_wrongly(
    days: list[date],
    british: bool,  # noqa: FBT001  which way it is written
) -> None:
    form = "%d/%m/%Y" if british else "%m/%d/%Y"
    texts = [day.strftime(form) for day in days]
    try:
        settled = order(*texts)
    except UnclearOrder:
        assert all(day.day <= 12 for day in days)
    else:
        read = [read_moment(text, order=settled) for text in texts]
        assert read == [read_moment(day.isoformat()) for day in days]
