"""What an import did, in one sentence."""

from datetime import UTC, datetime

import pytest

from dashboard.panels.intake import words
from data.receipts import Receipt, Undone


def receipt(
    *, accepted: int = 0, duplicates: int = 0, revised: int = 0, quarantined: int = 0
) -> Receipt:
    """Make a receipt of as many rows as are counted."""
    rows = accepted + duplicates + quarantined
    counts = (rows, accepted, duplicates, quarantined)
    return Receipt("a.csv", "police.uk", "incidents", *counts, revised=revised)


def test_a_receipt_says_the_four_counts() -> None:
    said = words.receipt([receipt(accepted=34, duplicates=518, revised=6, quarantined=3)])
    assert said == "34 new, 6 revised, 512 unchanged, 3 in quarantine"


def test_the_sheets_of_a_file_are_added_up() -> None:
    said = words.receipt([receipt(accepted=1000), receipt(accepted=500, quarantined=1)])
    assert said == "1,500 new, 1 in quarantine"


def test_what_is_nothing_is_not_said() -> None:
    assert words.receipt([receipt(duplicates=2)]) == "2 unchanged"
    assert words.receipt([receipt()]) == "no rows"


@pytest.mark.parametrize(
    ("removed", "restored", "kept", "said"),
    [
        (34, 0, 0, "34 events are gone."),
        (1, 1, 0, "1 event is gone, 1 event is as before."),
        (0, 2, 1000, "0 events are gone, 2 events are as before, 1,000 events are left as a later"),
    ],
)
def test_undoing_says_what_is_gone_and_what_is_as_before(
    removed: int, restored: int, kept: int, said: str
) -> None:
    gone = Undone(1, "a.csv", "incidents", datetime.now(UTC), removed, restored, kept)
    assert words.undone(gone).startswith(said)
