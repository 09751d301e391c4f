import pandas as pd
import pytest

from data.receipts import Flagged, Problem, Receipt, flags_of, problems_of
from data.schema import rejections
from tests.files import intake_of


def test_a_receipt_that_loses_a_row_can_not_be_written() -> None:
    with pytest.raises(ValueError, match=r"some\.csv: 10 rows were read, 9 accounted for"):
        Receipt(
            "some.csv", "police.uk", "incidents", rows=10, accepted=7, duplicates=1, quarantined=1
        )


def test_a_row_that_breaks_several_rules_is_quarantined_once() -> None:
    wrong = [(5, "date", ""), (5, "category", ""), (9, "date", "x")]
    assert intake_of("A", rejected=wrong).quarantined == 2


def test_problems_come_with_the_most_frequent_rule_first_and_a_few_rows() -> None:
    wrong = [(row, "date", "") for row in range(20, 10, -1)] + [(3, "category", "")]
    assert problems_of(rejections(wrong)) == (
        Problem("date", 10, (11, 12, 13, 14, 15)),
        Problem("category", 1, (3,)),
    )


def test_a_sound_file_has_no_problems() -> None:
    assert problems_of(rejections([])) == ()


def test_flags_are_counted_with_their_first_rows_in_a_fixed_order() -> None:
    events = pd.DataFrame(
        {"row": [2, 3, 4, 5], "flags": ["put-right", "", "outside,put-right", "put-right"]}
    )
    assert flags_of(events) == (
        Flagged("outside", 1, (4,)),
        Flagged("put-right", 3, (2, 4, 5)),
    )
    assert flags_of(events.iloc[:0]) == ()
