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
    reference, start, end, reported
        Its columns; `end` and `reported`, which stands for a blank start, are "" where it has none.
    category
        Columns of which the first that is not blank says what kind it was; none where `others`
        say it.
    otherwise
        The category of a row that names none; "" where each row must name one.
    lasts
        Whether the event lasts until its end; otherwise that is when a case was closed, which
        only must not come before the start.
    open_ended
        Whether an event without an end is still open.
    status
        Columns of what became of it, in the order in which they are said.
    prepared
        Changes the cells before anything is read.
    others
        Gives further columns of the event frame, of the cells and of what `spans.read` found.
    """

    source: str
    layer: str
    reference: str = "reference"
    start: str = "start"
    end: str = "end"
    reported: str = ""
    category: tuple[str, ...] = ("category",)
    otherwise: str = ""
    lasts: bool = True
    open_ended: bool = False
    status: tuple[str, ...] = ("status",)
    prepared: Callable[[pd.DataFrame, Checks], pd.DataFrame] | None = None
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
        if self.prepared is not None:
            cells = self.prepared(cells, checks)
        when = spans.read(
            cells,
            checks,
            given,
            start=self.start,
            end=self.end,
            reported=self.reported,
            open_ended=self.open_ended,
            lasts=self.lasts,
        )
        parts = [when, form.placed(cells, checks, given)]
        if self.others is not None:
            parts.append(self.others(cells, when, checks, given))
        kind = {"category": self._kind(cells, checks)} if self.category else {}
        kind |= (
            {"status": words.joined([cells[name] for name in self.status])} if self.status else {}
        )
        return form.events(
            *parts,
            cells=cells,
            layer=self.layer,
            location=words.tidy(cells["location"]),
            reference=words.reference(cells[self.reference], checks),
            source=words.source(cells, otherwise=self.source),
            **kind,
        )

    def _kind(self, cells: pd.DataFrame, checks: Checks) -> "pd.Series[str]":
        said = words.first_said([cells[name] for name in self.category])
        if self.otherwise:
            return words.tidy(said).replace("", self.otherwise)
        return words.category(said, checks)
