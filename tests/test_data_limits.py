import re
from pathlib import Path

import pytest

from data import limits
from data.limits import LIMITS, RefusalError, check, limit, reading_memory

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-formats.md"


def test_every_limit_has_a_reason_and_a_name_of_its_own() -> None:
    assert len({one.name for one in LIMITS}) == len(LIMITS)
    assert all(one.name.startswith("HOTSPOTS_") and one.reason.endswith(".") for one in LIMITS)


def test_a_limit_is_as_written_unless_the_environment_says_otherwise(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert limit("HOTSPOTS_MAX_SHEETS") == 100
    monkeypatch.setenv("HOTSPOTS_MAX_SHEETS", " 7 ")
    assert limit("HOTSPOTS_MAX_SHEETS") == 7


@pytest.mark.parametrize("said", ["0", "-1", "many", "1.5", "\u0661"])
def test_a_limit_that_is_no_whole_number_is_named(
    monkeypatch: pytest.MonkeyPatch, said: str
) -> None:
    monkeypatch.setenv("HOTSPOTS_MAX_SHEETS", said)
    with pytest.raises(ValueError, match="HOTSPOTS_MAX_SHEETS must be a whole number"):
        limit("HOTSPOTS_MAX_SHEETS")


def test_what_is_just_within_a_limit_is_read_and_one_more_is_not() -> None:
    check("HOTSPOTS_MAX_SHEETS", 100)
    with pytest.raises(RefusalError, match=r"more than 100 sheets.*\(HOTSPOTS_MAX_SHEETS\)"):
        check("HOTSPOTS_MAX_SHEETS", 101)
    check("HOTSPOTS_MAX_UNPACKED_MB", 400e6)
    with pytest.raises(RefusalError, match="more than 400 MB when unpacked"):
        check("HOTSPOTS_MAX_UNPACKED_MB", 400e6 + 1)


def test_a_larger_file_may_use_more_memory() -> None:
    assert reading_memory(0) == 512 * limits.MB
    assert reading_memory(1_000) - reading_memory(0) == 4_000


def test_the_document_names_every_limit_with_its_value_and_its_reason() -> None:
    text = DOCUMENT.read_text(encoding="utf-8")
    for one in LIMITS:
        row = re.escape(f"| `{one.name}` | {one.value:,} {one.unit} | {one.reason} |")
        assert re.search(row, text), one.name
