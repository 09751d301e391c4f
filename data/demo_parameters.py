"""The numbers behind the synthetic borough, each with its status and source, as one table."""

import csv
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

TABLE = Path(__file__).with_suffix(".csv")
STATUSES = ("sourced", "calculated", "measured", "assumption")


class Parameter(NamedTuple):
    """One number, list of numbers or word, and where it comes from."""

    name: str
    value: str
    status: str
    source: str


@cache
def parameters() -> dict[str, Parameter]:
    """Read the table.

    Returns
    -------
    dict
        Every parameter by its name, in the table's order.
    """
    with TABLE.open(encoding="utf-8", newline="") as file:
        return {row["name"]: Parameter(**row) for row in csv.DictReader(file)}


def word(name: str) -> str:
    """Look up a value as it is written.

    Parameters
    ----------
    name
        A name in the table.

    Returns
    -------
    str

    Raises
    ------
    LookupError
        If the table has no such name.
    """
    found = parameters().get(name)
    if found is None:
        raise LookupError(f"The synthetic borough has no parameter {name!r}; add it to {TABLE}.")
    return found.value


def number(name: str) -> float:
    """Look up a number; errors as in `word`."""
    return float(word(name))


def numbers(name: str) -> NDArray[np.float64]:
    """Look up a list of numbers; errors as in `word`."""
    return np.array([float(part) for part in word(name).split()], dtype=np.float64)


def group(prefix: str) -> dict[str, str]:
    """Look up all parameters of a family.

    Parameters
    ----------
    prefix
        What the names begin with, such as "incidents.yearly".

    Returns
    -------
    dict
        Values as written by the rest of the name, in the table's order.
    """
    start = f"{prefix}."
    return {
        name.removeprefix(start): found.value
        for name, found in parameters().items()
        if name.startswith(start)
    }
