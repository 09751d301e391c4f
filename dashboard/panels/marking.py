"""Marks on hexagons: what the selected one bears, the form for it, and what rankings leave out."""

from collections.abc import Callable, Sequence
from html import escape
from typing import Any

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from dashboard import access, keeping, results
from dashboard.findings import gather
from dashboard.session import Look
from dashboard.snapshots.words import day
from data import marks, notes
from data.marks import KINDS, LONGEST, Mark
from geo.days import LONDON

MOST_NAMED = 3
"""Marks named below a ranking before the rest are only counted."""

CARE = "Everyone who may open this page reads it: nothing about a person, a home or a case."


def draw(look: Look) -> None:
    """Say what marks the selected hexagon bears and let an analyst change its own.

    Parameters
    ----------
    look
        Who is looking and at what; without a selected hexagon nothing is drawn.
    """
    cell = look.selection.cell
    if not cell:
        return
    kept = notes.read(look.source.path)
    st.html(_said(kept, cell))
    if access.is_analyst(look.viewer, settings=look.options):
        own = next((mark for mark in kept.in_force if mark.cell == cell), None)
        _form(look, cell, own, version=len(kept.all))


def left_out(look: Look) -> NDArray[np.bool_]:
    """Say which study cells rankings and lists of leading hexagons leave out.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    bool[m]
        In the order of the study cells of the selection's resolution. Totals count them all.
    """
    return _left_out(look, notes.read(look.source.path).in_force)


def left_out_html(look: Look) -> str:
    """Say below a ranking which hexagons it leaves out.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    str
        HTML; "" where none is left out and the marks can be read.
    """
    said = left_out_words(look)
    trouble = _trouble(notes.read(look.source.path).problem)
    return (f'<p class="hs-none hs-left-out">{escape(said)}</p>' if said else "") + trouble


def left_out_words(look: Look) -> str:
    """Say how many hexagons of the place rankings leave out, and which marks make them so.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    str
        Plain text; "" where none is left out.
    """
    kept = notes.read(look.source.path)
    study = results.study(look.source, look.selection.resolution)
    here = gather.listed_cells(study, look.selection)
    count = int((_left_out(look, kept.in_force) & here).sum())
    if not count:
        return ""
    named = [
        mark.words
        for mark in kept.in_force
        if mark.excluded and (_left_out(look, (mark,)) & here).any()
    ]
    rest = f"; {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
    what = "1 marked hexagon is" if count == 1 else f"{count} marked hexagons are"
    return f"{what} left out: {'; '.join(named[:MOST_NAMED])}{rest}."


def reasons(look: Look, names: Sequence[str]) -> list[str]:
    """Say why some hexagons are left out.

    Parameters
    ----------
    look
        Who is looking.
    names
        The hexagons, in hexadecimal.

    Returns
    -------
    list of str
        The words of each mark that leaves one of them out, once, oldest first.
    """
    return [
        mark.words
        for mark in notes.read(look.source.path).in_force
        if mark.excluded and any(marks.over((mark,), name) for name in names)
    ]


def for_map(look: Look) -> list[dict[str, Any]]:
    """Give the marks in force to the map.

    Parameters
    ----------
    look
        Who is looking.

    Returns
    -------
    list of dict
        ``cell``, ``excluded`` and ``words`` of each: JSON values, the words plain text.
    """
    return [
        {"cell": mark.cell, "excluded": mark.excluded, "words": mark.words}
        for mark in notes.read(look.source.path).in_force
    ]


def _left_out(look: Look, found: tuple[Mark, ...]) -> NDArray[np.bool_]:
    resolution = look.selection.resolution
    study = results.study(look.source, resolution)
    return marks.left_out(found, study["cell"].to_numpy(), resolution=resolution)


def _said(kept: notes.Kept, cell: str) -> str:
    """Write the marks that reach a hexagon, and how many lie inside it."""
    items = [_item(mark, own=mark.cell == cell) for mark in marks.over(kept.in_force, cell)]
    inner = [mark for mark in marks.inside(kept.in_force, cell) if mark.excluded]
    if inner:
        smaller = "A smaller hexagon" if len(inner) == 1 else f"{len(inner)} smaller hexagons"
        words = "; ".join(mark.words for mark in inner[:MOST_NAMED])
        said = f"{smaller} inside this one {'is' if len(inner) == 1 else 'are'} marked ({words}). "
        items.append(f"<li>{escape(said)}This one stays in rankings.</li>")
    listed = f'<ul class="hs-marks" aria-label="Marks">{"".join(items)}</ul>' if items else ""
    return f"<div>{listed}{_trouble(kept.problem)}</div>"  # never nothing, which st.html refuses


def _item(mark: Mark, *, own: bool) -> str:
    effect = "left out of rankings" if mark.excluded else "a note; stays in rankings"
    where = "" if own else ", on a larger hexagon around this one"
    by = "" if mark.by == access.ANYONE else f" by {mark.by}"
    when = day(mark.at.astimezone(LONDON))
    look = "hs-hatch" if mark.excluded else "hs-note"
    return (
        f'<li><i class="{look}" aria-hidden="true"></i><b>{escape(mark.words)}</b>'
        f'<span class="hs-under">Marked{escape(by)} on {when}{where}: {effect}</span></li>'
    )


def _trouble(problem: str) -> str:
    return f'<p class="hs-none" role="alert">{escape(problem)}</p>' if problem else ""


def _form(look: Look, cell: str, own: Mark | None, *, version: int) -> None:
    label = "Change the mark" if own else "Mark this hexagon"
    # another key after each change, so that the form closes
    with st.container(key="marking"), st.popover(label, key=f"marking_{cell}_{version}"):
        with st.form(f"mark_{cell}", border=False):
            kind = st.selectbox(
                "What stands here",
                list(KINDS),
                index=list(KINDS).index(own.kind) if own else 0,
                format_func=KINDS.__getitem__,
                key=f"mark_kind_{cell}",
            )
            reason = st.text_input(
                "Reason",
                own.reason if own else "",
                max_chars=LONGEST,
                key=f"mark_reason_{cell}",
            )
            st.html(f'<p class="hs-none hs-care">{CARE}</p>')
            excluded = st.checkbox(
                "Leave it out of rankings",
                own.excluded if own else True,
                key=f"mark_excluded_{cell}",
            )
            if st.form_submit_button("Save mark", key=f"mark_save_{cell}"):
                _do(
                    lambda: keeping.mark(
                        look, cell=cell, kind=kind, reason=reason or "", excluded=excluded
                    )
                )
        if own:
            _removal(look, cell)


def _removal(look: Look, cell: str) -> None:
    with st.form(f"unmark_{cell}", border=False):
        why = st.text_input("Why it goes", max_chars=LONGEST, key=f"unmark_why_{cell}")
        if st.form_submit_button("Remove mark", key=f"unmark_save_{cell}"):
            _do(lambda: keeping.unmark(look, cell=cell, why=why or ""))


def _do(write: Callable[[], None]) -> None:
    """Write something down; the whole page runs again, so that the map shows it too."""
    try:
        write()
    except (ValueError, LookupError, OSError) as refused:
        st.html(f'<p class="hs-none hs-refused" role="alert">{escape(str(refused))}</p>')
        return
    st.rerun()
