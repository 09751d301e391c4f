"""How most sources become events: the same steps over the columns that each one names."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from data import form, spans, words
from data.checks import Checks
from data.given import Given

NOT_STATED = "not stated"
"""The category of a report whose source has none."""


@dataclass(frozen=True)
class Recipe:
    """Turn the cells of one source into events.

    Parameters
    ----------
    source
        Its name, where a row does not say who recorded it.
    layer
        The layer of its events.
    reference, start, end, reported, category
        Its columns; `reported` stands for a blank start, "" where there is none. Without a
        `category` it is among the `others`.
    otherwise
        The category of a row that names none; "" where each row must name one.
    open_ended
        Whether an event without an end is still open.
    status
        Columns of what became of it, in the order in which they are said.
    others
        Gives further columns of the event frame, of the cells and of what `spans.read` found.
    """

    source: str
    layer: str
    reference: str = "reference"
    start: str = "start"
    end: str = "end"
    reported: str = ""
    category: str = "category"
    otherwise: str = ""
    open_ended: bool = False
    status: tuple[str, ...] = ("status",)
    others: Callable[[pd.DataFrame, pd.DataFrame, Checks, Given], pd.DataFrame] | None = None

    def __call__(self, cells: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
        """Turn rows into events.

        Parameters
        ----------
        cells
            The cells of the file.
        checks
            Told of what is wrong or unusual.
        given
            What was given beside the file.

        Returns
        -------
        pd.DataFrame
            As `form.events` gives it.
        """
        when = spans.read(
            cells,
            checks,
            given,
            start=self.start,
            end=self.end,
            reported=self.reported,
            open_ended=self.open_ended,
        )
        parts = [when, form.placed(cells, checks, given)]
        if self.others is not None:
            parts.append(self.others(cells, when, checks, given))
        kind = {"category": self._kind(cells, checks)} if self.category else {}
        return form.events(
            *parts,
            cells=cells,
            layer=self.layer,
            location=words.tidy(cells["location"]),
            reference=words.reference(cells[self.reference], checks),
            source=words.source(cells, otherwise=self.source),
            status=words.joined([cells[name] for name in self.status]),
            **kind,
        )

    def _kind(self, cells: pd.DataFrame, checks: Checks) -> "pd.Series[str]":
        if self.otherwise:
            return words.tidy(cells[self.category]).replace("", self.otherwise)
        return words.category(cells[self.category], checks)
