"""What is wrong with the rows of a file: collected rule by rule, never raised at the first."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import REJECTION_COLUMNS, RULES, rejections

LONGEST_FOUND = 120
"""Characters of a bad cell that are kept to show it."""


class Checks:
    """The rules that rows broke, and the rows that broke none.

    Parameters
    ----------
    rows
        Row numbers as a spreadsheet shows them.
    """

    def __init__(self, rows: pd.Index) -> None:
        self._rows = rows.to_numpy()
        self.sound: NDArray[np.bool_] = np.ones(len(rows), dtype=bool)
        self._broken: list[pd.DataFrame] = []

    def reject(self, broken: NDArray[np.bool_], *, rule: str, found: "pd.Series[str]") -> None:
        """Note that some rows broke a rule.

        Parameters
        ----------
        broken
            Which rows: bool[n].
        rule
            A code of `schema.RULES`.
        found
            What stands there, one text for each of the n rows.
        """
        if rule not in RULES:
            raise LookupError(f"There is no rule {rule!r}; the rules are in data/schema.py.")
        if not broken.any():
            return
        self.sound &= ~broken
        shown = found.to_numpy()[broken]
        rows = [
            (int(row), rule, str(text).replace("\0", "\u2400")[:LONGEST_FOUND])
            for row, text in zip(self._rows[broken], shown, strict=True)
        ]
        self._broken.append(rejections(rows))

    def rejections(self) -> pd.DataFrame:
        """Give everything that was noted.

        Returns
        -------
        pd.DataFrame
            `schema.REJECTION_COLUMNS`, one line for each rule that a row broke.
        """
        return pd.concat([rejections([]), *self._broken], ignore_index=True).astype(
            REJECTION_COLUMNS
        )
