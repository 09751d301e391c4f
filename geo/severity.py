"""Severity: weights by category from the partnership's own table, always beside the counts."""

from collections.abc import Mapping

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray


def severity(
    positions: ArrayLike, *, categories: ArrayLike, weights: Mapping[str, float], size: int
) -> pd.DataFrame:
    """Sum the severity of the events of each unit beside their number.

    No table of weights is shipped: published ones (such as the Cambridge Crime Harm Index) have
    owners. A severity sum is not a count: a handful of grave events outweighs a hundred small
    ones, so it is never tested as a count and never shown without one.

    Parameters
    ----------
    positions
        ``[n]`` unit of each event (cell or ward), 0 to ``size - 1``.
    categories
        ``[n]`` category of each event.
    weights
        Weight of each category, 0 or more.
    size
        Number of units.

    Returns
    -------
    DataFrame
        One row a unit: ``count, severity, mean_severity, largest_share``; the last is the part
        of the sum that the gravest category makes up, missing where the sum is 0.

    Raises
    ------
    ValueError
        If the table fits the categories badly (all problems are named together), or a position
        is not a unit.
    """
    place = np.asarray(positions, dtype=np.int64)
    names, kind = np.unique(np.asarray(categories, dtype=object).astype(str), return_inverse=True)
    problems = weight_problems(weights, categories=names)
    if problems:
        raise ValueError("The table of weights does not fit. " + " ".join(problems))
    if len(place) != len(kind) or ((place < 0) | (place >= size)).any():
        raise ValueError(f"Every event needs a category and a unit from 0 to {size - 1}.")
    each = np.array([weights[name] for name in names], dtype=np.float64)
    parts = np.zeros((size, len(names)))
    np.add.at(parts, (place, kind.ravel()), each[kind.ravel()])
    count = np.bincount(place, minlength=size)
    total = parts.sum(axis=1)
    return pd.DataFrame(
        {
            "count": count,
            "severity": total,
            "mean_severity": _over(total, count),
            "largest_share": _over(parts.max(axis=1, initial=0.0), total),
        }
    )


def weight_problems(weights: Mapping[str, float], *, categories: ArrayLike) -> list[str]:
    """Name everything that is wrong with a table of weights.

    Parameters
    ----------
    weights
        Weight of each category.
    categories
        The categories that occur.

    Returns
    -------
    list of str
        Sentences; empty when the table can be used.
    """
    missing = sorted({str(name) for name in np.asarray(categories, dtype=object)} - set(weights))
    wrong = sorted(name for name, value in weights.items() if not 0 <= value < np.inf)
    problems = []
    if missing:
        problems.append(f"No weight for: {', '.join(missing)}. Add a row for each.")
    if wrong:
        problems.append(f"Weights must be numbers, 0 or more; not so: {', '.join(wrong)}.")
    return problems


def _over(
    above: NDArray[np.float64], below: NDArray[np.int64] | NDArray[np.float64]
) -> NDArray[np.float64]:
    found: NDArray[np.float64] = np.divide(
        above, below, out=np.full(len(above), np.nan), where=below > 0
    )
    return found
