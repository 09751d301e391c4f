"""What is wrong with the rows of a file: collected rule by rule, never raised at the first."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from data.schema import FLAGS, REJECTION_COLUMNS, RULES, rejections

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
        self._unusual: dict[str, NDArray[np.bool_]] = {}

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

    def flag(self, unusual: NDArray[np.bool_], *, code: str) -> None:
        """Note that some rows are unusual; they are let in all the same.

        Parameters
        ----------
        unusual
            Which rows: bool[n].
        code
            A code of `schema.FLAGS`.
        """
        if code not in FLAGS:
            raise LookupError(f"There is no flag {code!r}; the flags are in data/schema.py.")
        self._unusual[code] = self._unusual.get(code, np.zeros_like(unusual)) | unusual

    def flags(self) -> "pd.Series[str]":
        """Give the flags of every row.

        Returns
        -------
        pd.Series
            n texts: codes with commas between, in the order of `schema.FLAGS`.
        """
        said = np.full(len(self._rows), "", dtype=object)
        for code in FLAGS:
            unusual = self._unusual.get(code)
            if unusual is not None and unusual.any():
                said[unusual] = [f"{one},{code}" if one else code for one in said[unusual]]
        return pd.Series(said, dtype="str")

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
