import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.formats.values import number, text_of

NAIVE = dt.datetime(2026, 3, 29, 14, 30)  # noqa: DTZ001  as spreadsheets give them


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        ("x", "x"),
        (True, "TRUE"),
        (False, "FALSE"),
        (12, "12"),
        (12.0, "12"),
        (-0.5, "-0.5"),
        (1e-7, "0.0000001"),
        (100012345678.0, "100012345678"),
        (float("nan"), ""),
        (float("inf"), ""),
        (NAIVE, "2026-03-29 14:30"),
        (NAIVE.replace(second=5), "2026-03-29 14:30:05"),
        (NAIVE.replace(hour=0, minute=0), "2026-03-29"),
        (NAIVE.replace(microsecond=499_999), "2026-03-29 14:30"),
        (NAIVE.replace(minute=59, second=59, microsecond=999_990), "2026-03-29 15:00"),
        (NAIVE.replace(tzinfo=dt.UTC), "2026-03-29T14:30Z"),
        (NAIVE.replace(tzinfo=dt.timezone(dt.timedelta(hours=-5))), "2026-03-29T14:30-05:00"),
        (dt.date(2026, 3, 29), "2026-03-29"),
        (dt.time(9, 5), "09:05"),
        (dt.timedelta(hours=30, minutes=5), "30:05"),
        (dt.timedelta(seconds=61), "0:01:01"),
    ],
)
def test_a_value_has_one_canonical_text(value: object, text: str) -> None:
    assert text_of(value) == text


def test_a_date_that_shows_its_month_only_is_a_month() -> None:
    assert text_of(NAIVE, month_only=True) == "2026-03"
    assert text_of(dt.date(2026, 3, 1), month_only=True) == "2026-03"


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_a_number_is_written_in_full_and_reads_back_as_itself(value: float) -> None:
    text = number(value)
    assert float(text) == value
    assert "e" not in text
    assert not text.endswith(".0")
