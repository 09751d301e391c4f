"""Questions show what each answer would mean, in words that a browser can't take for code."""

from datetime import date
from pathlib import Path

from dashboard.panels.intake import asking, columns
from data.dates import ORDERS
from data.looking import WhichColumns, WhichOrder
from data.mapping import form_of
from data.proposals import HINTS
from data.schema import LAYERS
from tests.desks import STRANGE
from tests.test_data_looking import look

EITHER = WhichOrder(
    "Opened",
    ("day-first", "month-first"),
    (
        ("03/04/2026", {"day-first": date(2026, 4, 3), "month-first": date(2026, 3, 4)}),
        ("13/04/2026 09:30", {"day-first": date(2026, 4, 13), "month-first": None}),
    ),
)


def test_every_order_has_its_name() -> None:
    assert set(asking.ORDER_LABELS) == set(ORDERS)


def test_two_dates_are_read_as_each_answer_would() -> None:
    assert asking._readings(EITHER, "day-first") == (
        r"03/04/2026 is 3 April 2026; 13/04/2026 09\:30 is 13 April 2026"
    )


def test_a_date_that_an_answer_makes_no_date_is_said_to_be_set_aside() -> None:
    said = asking._readings(EITHER, "month-first")
    assert said == r"03/04/2026 is 4 March 2026; 13/04/2026 09\:30 is set aside"


def test_every_form_can_be_said_whole_by_the_columns_that_are_offered() -> None:
    for layer in LAYERS:
        offered = [column.name for column in form_of(layer).columns if column.name in HINTS]
        assert form_of(layer).lacking(offered, told=True) == []


def test_a_heading_is_offered_with_the_first_thing_below_it(tmp_path: Path) -> None:
    (tmp_path / "register.csv").write_bytes(STRANGE.replace(b"Noise", b"N" * 90, 1))
    question = look(tmp_path / "register.csv").question
    assert isinstance(question, WhichColumns)
    assert columns._label(question, 0) == "Log: L1"
    assert columns._label(question, 1) == "When it was: 13/04/2026"
    assert columns._label(question, 3) == f"What: {'N' * columns.SHOWN}…"


def test_what_is_needed_or_was_found_is_asked_first() -> None:
    first, others = columns._sorted("incidents", {"start": "Opened", "postcode": "Where"})
    names = [column.name for column in first]
    assert {"start", "category", "postcode"} <= set(names)
    assert "longitude" not in names
    assert "longitude" in [column.name for column in others]
    assert "source" not in [column.name for column in others]
