"""What people may write down for others: marks on hexagons and saved views.

Who may do what is decided here, where it is done, and not by what a page shows.
"""

from datetime import UTC, datetime

from dashboard import access
from dashboard.selection import Selection
from dashboard.session import Look
from data import notes, views
from data.marks import LONGEST, SHORTEST, Mark, Removal
from data.views import View

MARKS = "Marks on hexagons are"
OTHERS = "Views that someone else has saved are"


def mark(look: Look, *, cell: str, kind: str, reason: str, excluded: bool) -> None:
    """Mark a hexagon.

    Parameters
    ----------
    look
        Who does so.
    cell
        The hexagon.
    kind, reason, excluded
        As in `data.marks.Mark`.

    Raises
    ------
    PermissionError
        When this person is no analyst.
    ValueError
        When the mark breaks a rule.
    OSError
        When it can't be written down.
    """
    access.require_analyst(look.viewer, settings=look.options, what=MARKS)
    made = Mark(
        cell=cell, kind=kind, reason=reason, excluded=excluded, by=look.viewer.name, at=_now()
    )
    notes.put(look.source.path, made)


def unmark(look: Look, *, cell: str, why: str) -> None:
    """Take the mark of a hexagon back; it stays on record.

    Parameters
    ----------
    look
        Who does so.
    cell
        The hexagon.
    why
        The reason, as long as one for a mark.

    Raises
    ------
    PermissionError
        When this person is no analyst.
    ValueError
        When the reason is too short or too long.
    LookupError
        When there is no mark any more.
    OSError
        When it can't be written down.
    """
    access.require_analyst(look.viewer, settings=look.options, what=MARKS)
    said = " ".join(why.split())
    if not SHORTEST <= len(said) <= LONGEST:
        raise ValueError(
            f"Say in {SHORTEST} to {LONGEST} characters why the mark goes; found {len(said)}."
        )
    removal = Removal(by=look.viewer.name, at=_now(), why=said)
    notes.remove(look.source.path, cell, removal=removal)


def save_view(look: Look, *, name: str, page: str, replace: bool = False) -> None:
    """Save the selection under a name.

    Parameters
    ----------
    look
        Who does so, and the selection.
    name
        What the view is called.
    page
        The page it is saved on.
    replace
        Whether it may replace a view of that name.

    Raises
    ------
    data.views.NameTakenError
        When there is such a view and it may not be replaced.
    PermissionError
        When it is someone else's and this person is no analyst.
    ValueError
        When the name breaks a rule.
    OSError
        When it can't be written down.
    """
    made = View(
        name=name, query=look.selection.to_query(), by=look.viewer.name, at=_now(), page=page
    )
    if replace:
        _require_own(look, name)
    views.save(look.source.path, made, replace=replace)


def delete_view(look: Look, *, name: str) -> None:
    """Delete a view: one's own, or as an analyst any.

    Parameters
    ----------
    look
        Who does so.
    name
        The view.

    Raises
    ------
    PermissionError
        When it is someone else's and this person is no analyst.
    LookupError
        When there is no such view any more.
    OSError
        When it can't be written down.
    """
    _require_own(look, name)
    views.remove(look.source.path, name)


def may_delete(look: Look, view: View) -> bool:
    """Tell whether someone may delete or replace a view.

    Returns
    -------
    bool
    """
    own = view.by == look.viewer.name
    return own or access.is_analyst(look.viewer, settings=look.options)


def opened(view: View, *, defaults: Selection, permitted: tuple[str, ...]) -> Selection:
    """Give the selection of a view, as far as someone may see it.

    Parameters
    ----------
    view
        The view.
    defaults
        What stands where the view says nothing, or nothing that can be shown.
    permitted
        Layers that the person may see.

    Returns
    -------
    Selection
    """
    return Selection.from_query(view.query, defaults=defaults, permitted=permitted)


def _require_own(look: Look, name: str) -> None:
    there = views.read(look.source.path).called(name)
    if there and there.by != look.viewer.name:
        access.require_analyst(look.viewer, settings=look.options, what=OTHERS)


def _now() -> datetime:
    return datetime.now(UTC)
