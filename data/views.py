"""Saved views: selections with a name, kept in the store's folder in the order they were made.

A view holds the choices as an address does. What it may show is decided when it is opened, by
what that person may see.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, NamedTuple

from data import ledger
from data.ledger import Record

FILE = "views.json"
LONGEST_NAME = 60
PAGES = ("explore", "trends", "present")
MOST_CHOICES, LONGEST_CHOICE = 40, 4000
"""How many choices a view holds, and the characters of one."""


class NameTakenError(ValueError):
    """There is a view of that name, and nobody has said that it may be replaced."""


@dataclass(frozen=True, kw_only=True)
class View:
    """A selection with a name.

    Parameters
    ----------
    name
        What it is called, at most `LONGEST_NAME` characters; spaces are tidied.
    query
        The choices, as `Selection.to_query` writes them.
    by, at
        Who saved it and when (UTC).
    page
        The page it was saved on, one of `PAGES`.

    Raises
    ------
    ValueError
        If the name or a choice breaks a rule.
    """

    name: str
    query: Mapping[str, str]
    by: str
    at: datetime
    page: str = PAGES[0]

    def __post_init__(self) -> None:
        """Tidy the name and check everything."""
        object.__setattr__(self, "name", " ".join(self.name.split()))
        if not 1 <= len(self.name) <= LONGEST_NAME or not self.name.isprintable():
            raise ValueError(
                f"Give the view a name of 1 to {LONGEST_NAME} characters; found {len(self.name)}."
            )
        if self.page not in PAGES or not _are_choices(self.query):
            raise ValueError("A view holds the choices of one page; these are not.")

    def is_called(self, name: str) -> bool:
        """Tell whether a name is this view's, in whatever case and spacing it is written."""
        return _plain(name) == _plain(self.name)


class Saved(NamedTuple):
    """The views, oldest first, and what is wrong with their file ("" for nothing)."""

    all: tuple[View, ...] = ()
    problem: str = ""

    def called(self, name: str) -> View | None:
        """Find a view by its name, in whatever case."""
        return next((view for view in self.all if view.is_called(name)), None)


def read(folder: Path) -> Saved:
    """Read the views.

    Parameters
    ----------
    folder
        The store's folder.

    Returns
    -------
    Saved
        Views that could be read, also where some could not.
    """
    found = ledger.read(folder / FILE)
    views = [_view_of(record) for record in found.records]
    known = tuple(view for view in views if view)
    lost = "" if len(known) == len(views) else f"Some views in {FILE} can't be read."
    return Saved(known, found.problem or lost)


def version(folder: Path) -> str:
    """Name the views of this moment without reading them."""
    return ledger.version(folder / FILE)


def save(folder: Path, view: View, *, replace: bool = False) -> None:
    """Save a view; one that replaces another takes its place in the order.

    Parameters
    ----------
    folder
        The store's folder.
    view
        The view.
    replace
        Whether a view of the same name (in any case) may go.

    Raises
    ------
    NameTakenError
        If there is one and it may not.
    OSError
        If the file can't be read or written.
    """

    def edit(records: list[Record]) -> list[Record]:
        taken = [i for i, record in enumerate(records) if _is_called(record, view.name)]
        if taken and not replace:
            raise NameTakenError(f"There is a view called “{view.name}” already.")
        kept = [record for i, record in enumerate(records) if i not in taken]
        kept.insert(taken[0] if taken else len(kept), _record_of(view))
        return kept

    ledger.change(folder / FILE, edit)


def remove(folder: Path, name: str) -> None:
    """Delete a view.

    Parameters
    ----------
    folder
        The store's folder.
    name
        Its name, in any case.

    Raises
    ------
    LookupError
        If there is no such view (any more).
    OSError
        If the file can't be read or written.
    """

    def edit(records: list[Record]) -> list[Record]:
        kept = [record for record in records if not _is_called(record, name)]
        if len(kept) == len(records):
            raise LookupError("There is no such view: someone else may have deleted it.")
        return kept

    ledger.change(folder / FILE, edit)


def _is_called(record: Record, name: str) -> bool:
    return _plain(str(record.get("name"))) == _plain(name)


def _plain(name: str) -> str:
    """Write a name so that two which look alike are alike."""
    return " ".join(unicodedata.normalize("NFKC", name).casefold().split())


def _are_choices(query: object) -> bool:
    return (
        isinstance(query, Mapping)
        and 1 <= len(query) <= MOST_CHOICES
        and all(_is_choice(text) for pair in query.items() for text in pair)
    )


def _is_choice(text: object) -> bool:
    return isinstance(text, str) and len(text) <= LONGEST_CHOICE and text.isprintable()


def _record_of(view: View) -> Record:
    return {
        "name": view.name,
        "query": dict(view.query),
        "by": view.by,
        "at": view.at.astimezone(UTC).isoformat(timespec="seconds"),
        "page": view.page,
    }


def _view_of(record: Record) -> View | None:
    """Read a record; None for one that breaks a rule, as after an edit by hand."""
    try:
        return View(
            name=str(record["name"]),
            query=record["query"],
            by=str(record["by"]),
            at=_moment(record["at"]),
            page=record["page"],
        )
    except (KeyError, TypeError, ValueError, OverflowError):
        return None


def _moment(text: Any) -> datetime:  # noqa: ANN401 - from a file
    return datetime.fromisoformat(text).astimezone(UTC)
