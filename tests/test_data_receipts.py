import pytest

from data.receipts import Problem, Receipt, problems_of
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
