"""Words as partners write them: tidied, looked up, and missed where every row must have one."""

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

import pandas as pd

from data.checks import Checks

Meaning = TypeVar("Meaning", str, bool)

BLANK: tuple[str, ...] = (
    "#N/A",
    "#NULL!",
    "#REF!",
    "#VALUE!",
    "#NAME?",
    "#DIV/0!",
    "#NUM!",
    "N/A",
    "n/a",
    "NULL",
    "null",
    "NaN",
    "nan",
    "NaT",
    "-",
    "--",
)
"""Cells that say nothing, besides the empty one."""

_FIGURES = re.compile(r"^0*(?P<figures>[0-9]+?)(?:\.0+)?$")
_SHORTENED = re.compile(r"\d(?:\.\d+)?E\+?\d+", re.ASCII | re.IGNORECASE)


def blanked(cells: pd.DataFrame) -> pd.DataFrame:
    """Empty the cells that say nothing, such as #N/A.

    Parameters
    ----------
    cells
        The cells of a file.

    Returns
    -------
    pd.DataFrame
    """
    return cells.mask(cells.isin(BLANK), "")


def reference(texts: "pd.Series[str]", checks: Checks) -> "pd.Series[str]":
    """Read references, which tell events apart.

    Parameters
    ----------
    texts
        n cells.
    checks
        Told of those that Excel has shortened, as many would become the same.

    Returns
    -------
    pd.Series
        Tidied. Figures have neither leading zeros, which Excel loses, nor ".0", which it adds, so
        that the same event is the same from every program.
    """
    shortened = texts.str.fullmatch(_SHORTENED).to_numpy(dtype=bool)
    checks.reject(shortened, rule="reference", found=texts)
    codes, distinct = pd.factorize(tidy(texts))
    plain = pd.Series([_FIGURES.sub(r"\g<figures>", text) for text in distinct], dtype="str")
    return plain.take(codes).set_axis(texts.index)


def first_said(columns: "Sequence[pd.Series[str]]") -> "pd.Series[str]":
    """Take for each row the first of several columns that is not blank.

    Parameters
    ----------
    columns
        n cells each, at least one column.

    Returns
    -------
    pd.Series
        n cells.
    """
    said = columns[0]
    for texts in columns[1:]:
        said = said.where(said.ne(""), texts)
    return said


def joined(columns: "Sequence[pd.Series[str]]") -> "pd.Series[str]":
    """Say several columns as one text.

    Parameters
    ----------
    columns
        n cells each, at least one column.

    Returns
    -------
    pd.Series
        n texts, with "; " between what is not blank.
    """
    said = tidy(columns[0])
    for texts in columns[1:]:
        other = tidy(texts)
        both = said.ne("") & other.ne("")
        said = (said + "; " + other).where(both, said + other)
    return said


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
