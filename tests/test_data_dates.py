from datetime import UTC, date, datetime, timedelta

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.dates import NOT_A_DATE, moments, read_moment


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=UTC)  # type: ignore[arg-type,misc]


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str")


@pytest.mark.parametrize(
    ("text", "start", "until", "precision"),
    [
        ("2024-01", utc(2024, 1, 1), utc(2024, 2, 1), "month"),
        ("2023-12", utc(2023, 12, 1), utc(2024, 1, 1), "month"),
        ("2024-07", utc(2024, 6, 30, 23), utc(2024, 7, 31, 23), "month"),
        ("2024-01-05", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("2024-07-05", utc(2024, 7, 4, 23), utc(2024, 7, 5, 23), "day"),
        ("05/01/2024", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("5.1.2024", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("05-01-2024", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("2024/01/05", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("05/01/24", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("3 Mar 2026", utc(2026, 3, 3), utc(2026, 3, 4), "day"),
        ("03-Mar-26", utc(2026, 3, 3), utc(2026, 3, 4), "day"),
        ("3rd March 2026 14:30", utc(2026, 3, 3, 14, 30), utc(2026, 3, 3, 14, 30), "instant"),
        ("Tuesday, 3 March 2026", utc(2026, 3, 3), utc(2026, 3, 4), "day"),
        ("March 3, 2026", utc(2026, 3, 3), utc(2026, 3, 4), "day"),
        ("Mar 2026", utc(2026, 3, 1), utc(2026, 3, 31, 23), "month"),
        ("Mar-26", utc(2026, 3, 1), utc(2026, 3, 31, 23), "month"),
        ("01/2026", utc(2026, 1, 1), utc(2026, 2, 1), "month"),
        ("05/01/2024 2:30 PM", utc(2024, 1, 5, 14, 30), utc(2024, 1, 5, 14, 30), "instant"),
        ("05/01/2024 12:30 am", utc(2024, 1, 5, 0, 30), utc(2024, 1, 5, 0, 30), "instant"),
        ("05/01/2024 12:00:00 AM", utc(2024, 1, 5), utc(2024, 1, 6), "day"),
        ("2024-01-05 14", utc(2024, 1, 5, 14), utc(2024, 1, 5, 15), "hour"),
        ("2024-01-05 14:30", utc(2024, 1, 5, 14, 30), utc(2024, 1, 5, 14, 30), "instant"),
        (
            "05/07/2024 14:30:59",
            utc(2024, 7, 5, 13, 30, 59),
            utc(2024, 7, 5, 13, 30, 59),
            "instant",
        ),
        ("2024-07-05T14:30:00.123", utc(2024, 7, 5, 13, 30), utc(2024, 7, 5, 13, 30), "instant"),
        ("2024-07-05T14:30:00Z", utc(2024, 7, 5, 14, 30), utc(2024, 7, 5, 14, 30), "instant"),
        ("2024-07-05T14:30+02:00", utc(2024, 7, 5, 12, 30), utc(2024, 7, 5, 12, 30), "instant"),
        ("2024-07-05T14:30-0130", utc(2024, 7, 5, 16, 0), utc(2024, 7, 5, 16, 0), "instant"),
    ],
)
def test_a_date_says_from_when_until_when_it_was_and_how_finely_that_is_known(
    text: str, start: datetime, until: datetime, precision: str
) -> None:
    assert read_moment(text) == (start, until, precision, "")


@pytest.mark.parametrize(
    "text",
    [
        "",
        "n/a",
        "31/02/2024",
        "2023-02-29",
        "2024-13",
        "2024-00",
        "00/01/2024",
        "2024-01-05 24:00",
        "2024-01-05 12:60",
        "2024-01-05 12:30:60",
        "1899-12-31",
        "1899-12",
        "1899-12-31 12:00",
        "2100-01-01",
        "0000-01",
        "9999-12",
        "2024-01-05T12:00+99:00",
        "45296",
        "２０２４-01-05",  # noqa: RUF001  digits of another script
        "2024-01-05 12:00 or so",
        "3 Smarch 2026",
        "05/01/2024 13:30 PM",
        "2026",
    ],
)
def test_what_is_no_real_date_between_1900_and_2099_is_not_one(text: str) -> None:
    assert read_moment(text) == NOT_A_DATE


def test_midnight_exactly_says_no_more_than_the_day() -> None:
    for text in ("2024-07-05 00:00", "05/07/2024 00:00:00"):
        assert read_moment(text) == read_moment("2024-07-05")
    assert read_moment("2024-07-05 00:00:01").precision == "instant"


def test_midnight_with_an_offset_was_meant_as_an_instant() -> None:
    assert read_moment("2024-07-05T00:00:00Z") == (
        utc(2024, 7, 5),
        utc(2024, 7, 5),
        "instant",
        "",
    )


def test_a_time_in_the_hour_that_does_not_exist_is_read_as_that_long_after_the_change() -> None:
    assert read_moment("29/03/2026 01:30").start == utc(2026, 3, 29, 1, 30)
    assert read_moment("29/03/2026 02:30").start == utc(2026, 3, 29, 1, 30)


def test_a_time_in_the_hour_that_comes_twice_is_read_as_the_first() -> None:
    assert read_moment("25/10/2026 01:30").start == utc(2026, 10, 25, 0, 30)
    assert read_moment("25/10/2026 02:00").start == utc(2026, 10, 25, 2)


def test_a_day_on_which_the_clocks_change_has_23_or_25_hours() -> None:
    lengths = {}
    for text in ("2026-03-29", "2026-10-25", "2026-10-26"):
        moment = read_moment(text)
        assert moment.start is not None
        assert moment.until is not None
        lengths[text] = moment.until - moment.start
    assert list(lengths.values()) == [timedelta(hours=23), timedelta(hours=25), timedelta(days=1)]


def test_what_the_clocks_do_to_a_time_is_said() -> None:
    assert read_moment("29/03/2026 01:30").clocks == "hour-missing"
    assert read_moment("25/10/2026 01:30").clocks == "hour-repeated"
    sure = ["29/03/2026 00:59", "29/03/2026 02:00", "25/10/2026 00:59", "25/10/2026 02:00"]
    sure += ["25/10/2026", "2026-10-25T01:30+01:00", "2026-10-25T01:30Z", "2026-10"]
    assert {read_moment(text).clocks for text in sure} == {""}


@pytest.mark.parametrize(
    ("text", "year"),
    [("01/02/00", 2000), ("01/02/68", 2068), ("01/02/69", 1969), ("1-Feb-99", 1999)],
)
def test_two_figures_of_a_year_are_1969_to_2068(text: str, year: int) -> None:
    start = read_moment(text).start
    assert start is not None
    assert start.year == year


def test_the_order_of_the_column_decides_what_figures_say() -> None:
    assert read_moment("03/04/2026", order="day-first") == read_moment("2026-04-03")
    assert read_moment("03/04/2026", order="month-first") == read_moment("2026-03-04")
    assert read_moment("03/04/2026", order="iso") == NOT_A_DATE


@pytest.mark.parametrize(
    ("text", "order", "same"),
    [
        ("46084", "excel-1900", "2026-03-03"),
        ("44622", "excel-1904", "2026-03-03"),
        ("46084.604166666664", "excel-1900", "2026-03-03 14:30"),
        ("46084.0", "excel-1900", "2026-03-03"),
    ],
)
def test_a_serial_number_is_read_in_the_system_of_its_column(
    text: str, order: str, same: str
) -> None:
    assert read_moment(text, order=order) == read_moment(same)
    assert read_moment(text) == NOT_A_DATE


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)), st.integers(1, 23), st.integers(0, 59))
def test_both_orders_say_the_same(day: date, hour: int, minute: int) -> None:
    clock = f"{hour:02d}:{minute:02d}"
    assert read_moment(f"{day:%d/%m}/{day.year:04d} {clock}") == read_moment(
        f"{day.isoformat()} {clock}"
    )


@given(st.dates(date(1900, 1, 1), date(2099, 12, 31)))
def test_a_day_ends_where_the_next_begins(day: date) -> None:
    after = read_moment((day + timedelta(days=1)).isoformat())
    assert read_moment(day.isoformat()).until == after.start or after == NOT_A_DATE


@given(st.text(max_size=30))
def test_no_text_makes_the_reading_of_a_date_fail(text: str) -> None:
    assert read_moment(text).precision in {"", "instant", "hour", "day", "month"}


def test_a_column_keeps_its_rows_and_shows_what_is_no_date_as_not_known() -> None:
    texts = pd.Series(["2024-01-05", "", "2024-01-05", "x"], index=[2, 3, 5, 9], dtype="str")
    found = moments(texts)
    assert list(found.index) == [2, 3, 5, 9]
    assert list(found["start"].isna()) == [False, True, False, True]
    assert list(found["precision"]) == ["day", "", "day", ""]
    assert str(found["start"].dtype) == str(found["until"].dtype) == "datetime64[us, UTC]"
