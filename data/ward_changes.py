"""Wards of another vintage: which ward of this one an old name stands for, where that is clear.

The boundaries of 2020 cut many former wards in pieces. A ward of another vintage stands for one of
this only where at least nine in ten of its postcodes lie in it; otherwise nobody can say.
"""

from collections.abc import Sequence
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data import geography

SAME_WARD = 0.9
"""Share of a ward's postcodes that must lie in one ward of another vintage to be that ward."""


def codes_in(
    codes: Sequence[str], vintage: str, *, store_dir: Path | None = None
) -> NDArray[np.str_]:
    """Give the wards of one vintage that wards of any vintage stand for.

    Parameters
    ----------
    codes
        n codes of wards, "" for none.
    vintage
        Which ward outlines: "2020" or "2013".
    store_dir
        The store's folder; ward outlines replaced by the user are looked for there.

    Returns
    -------
    str[n]
        Codes, "" where that can't be said.
    """
    own = set(geography.wards(vintage, store_dir=store_dir)["code"])
    others = _successors(vintage)
    return np.array(
        [code if code in own else others.get(code, "") for code in codes], dtype=np.str_
    )


@cache
def _successors(vintage: str) -> dict[str, str]:
    points = geography.postcodes()
    here = geography.ward_of(points["lng"], points["lat"], vintage)
    found = dict[str, str]()
    for other in geography.VINTAGES:
        there = geography.ward_of(points["lng"], points["lat"], other)
        shares = pd.crosstab(there, here, normalize="index")
        clear = shares.columns.to_numpy()[shares.to_numpy().argmax(axis=1)]
        enough = shares.to_numpy().max(axis=1) >= SAME_WARD
        found |= dict(zip(shares.index[enough], clear[enough], strict=True))
    return found
