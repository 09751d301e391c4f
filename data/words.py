"""Words as partners write them: tidied, looked up, and missed where every row must have one."""

from collections.abc import Mapping
from typing import TypeVar

import pandas as pd

from data.checks import Checks

Meaning = TypeVar("Meaning", str, bool)


def tidy(texts: "pd.Series[str]") -> "pd.Series[str]":
    """Bring texts to single spaces, so that the same words are the same category.

    Parameters
    ----------
    texts
        n cells.

    Returns
    -------
    pd.Series
        With the same index; line breaks have become spaces.
    """
    codes, distinct = pd.factorize(texts)
    single = pd.Series([" ".join(text.split()) for text in distinct], dtype="str")
    return single.take(codes).set_axis(texts.index)


def category(texts: "pd.Series[str]", checks: Checks) -> "pd.Series[str]":
    """Read a category that every row must have.

    Parameters
    ----------
    texts
        n cells.
    checks
        Told of the blank ones.

    Returns
    -------
    pd.Series
        Tidied.
    """
    checks.reject(texts.eq("").to_numpy(), rule="category", found=texts)
    return tidy(texts)


def looked_up(
    texts: "pd.Series[str]", meanings: Mapping[str, Meaning], checks: Checks, *, rule: str
) -> "pd.Series[Meaning]":
    """Read words of which only some have a meaning.

    Parameters
    ----------
    texts
        n cells; case and spacing don't matter.
    meanings
        What each word means; "" is a blank cell.
    checks
        Told of the others.
    rule
        The rule that they break.

    Returns
    -------
    pd.Series
        The meanings; that of a blank cell where a word has none.
    """
    words = tidy(texts).str.casefold()
    checks.reject(~words.isin(meanings).to_numpy(), rule=rule, found=texts)
    return words.where(words.isin(meanings), "").map(meanings)


def source(cells: pd.DataFrame, *, otherwise: str) -> "pd.Series[str]":
    """Read who recorded each event.

    Parameters
    ----------
    cells
        The cells of the file.
    otherwise
        What to call it where the row does not say.

    Returns
    -------
    pd.Series
        n names.
    """
    return tidy(cells["source"]).replace("", otherwise)
