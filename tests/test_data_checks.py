import numpy as np
import pandas as pd
import pytest
from numpy.typing import NDArray

from data.checks import LONGEST_FOUND, Checks
from data.schema import REJECTION_COLUMNS


@pytest.fixture
def checks() -> Checks:
    return Checks(pd.Index([2, 5, 7]))


def column(*texts: str) -> "pd.Series[str]":
    return pd.Series(list(texts), dtype="str")


def mask(marks: str) -> NDArray[np.bool_]:
    """Mark rows: "x" for a row that breaks the rule, "." for one that does not."""
    return np.array([mark == "x" for mark in marks])


def test_rows_are_sound_until_they_break_a_rule(checks: Checks) -> None:
    assert checks.sound.all()
    checks.reject(mask(".x."), rule="date", found=column("a", "b", "c"))
    assert list(checks.sound) == [True, False, True]


def test_every_rule_that_a_row_breaks_is_kept(checks: Checks) -> None:
    checks.reject(mask(".x."), rule="date", found=column("a", "b", "c"))
    checks.reject(mask("xx."), rule="category", found=column("d", "e", "f"))
    found = checks.rejections()
    assert list(found.itertuples(index=False, name=None)) == [
        (5, "date", "b"),
        (2, "category", "d"),
        (5, "category", "e"),
    ]


def test_nothing_wrong_is_a_frame_without_rows(checks: Checks) -> None:
    checks.reject(mask("..."), rule="date", found=column("a", "b", "c"))
    assert checks.rejections().empty
    assert checks.rejections().dtypes.astype(str).to_dict() == REJECTION_COLUMNS


def test_a_bad_cell_is_shown_cut_and_without_hidden_characters(checks: Checks) -> None:
    checks.reject(mask("x.."), rule="date", found=column("x\0" + "y" * 999, "", ""))
    found = checks.rejections()["found"][0]
    assert found.startswith("x\u2400y")
    assert len(found) == LONGEST_FOUND


def test_a_rule_that_nobody_wrote_down_is_a_fault(checks: Checks) -> None:
    with pytest.raises(LookupError, match="no rule 'whim'"):
        checks.reject(mask("xxx"), rule="whim", found=column("", "", ""))
