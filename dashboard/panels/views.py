"""Saved views: kept under a name, opened, stepped through in a presentation, shared as a link."""

from collections.abc import Callable
from dataclasses import fields
from html import escape
from typing import Any

import streamlit as st

from dashboard import keeping, session
from dashboard.hexmap import bridge
from dashboard.session import Look
from data import views
from data.views import LONGEST_NAME, NameTakenError, Saved, View

OPENED = "hotspots_view"
"""Where the session keeps the name of the view that was opened or saved last."""
TAKEN, GOING = "hotspots_view_taken", "hotspots_view_going"
"""Names that wait for a word: whether to replace, whether to delete."""

COPY = (
    '<div class="hs-copy"><button type="button" data-hotspots-copy="">Copy link</button>'
    '<span class="hs-past" role="status"></span></div>'
)
"""The button that the map's seat in the page answers (`hexmap/bridge.js`)."""

HIDDEN = "It also holds layers that you may not see; they are left out."


def draw(look: Look) -> None:
    """Let a person copy the link, and save, open and delete views.

    Parameters
    ----------
    look
        Who is looking and at what.
    """
    saved = views.read(look.source.path)
    with st.container(key="sharing", horizontal=True):
        st.html(COPY)
        with st.popover("Saved views", key=f"views_{session.lead()}"):  # opening one closes it
            _trouble(saved.problem)
            for view in saved.all:
                _row(look, view)
            if not saved.all and not saved.problem:
                st.html('<p class="hs-none">None yet. A view is everything chosen here.</p>')
            _save(look)


def chooser(look: Look) -> None:
    """Let a presenter choose a saved view; nothing is drawn where there is none.

    Parameters
    ----------
    look
        Who is looking and at what.
    """
    saved = views.read(look.source.path)
    if not saved.all:
        return
    position = _position(saved)
    label = "Saved views"
    if position >= 0:
        label = f"{position + 1} of {len(saved.all)}: {saved.all[position].name}"
    key = f"views_{session.lead()}"
    with st.container(key="chooser"), st.popover(_plain(label), key=key, type="tertiary"):
        for view in saved.all:
            _opener(look, view)


def for_map(look: Look) -> dict[str, int]:
    """Say which view was opened last and how many there are, so that keys can step on.

    Parameters
    ----------
    look
        Who is looking.

    Returns
    -------
    dict
        ``at``, -1 where none was opened, and ``count``.
    """
    saved = views.read(look.source.path)
    return {"at": _position(saved), "count": len(saved.all)}


def turn() -> None:
    """Open the view that a key asked for; one that is gone meanwhile is left aside."""
    asked = bridge.turned()
    position = asked.get("to") if isinstance(asked, dict) else None
    look = session.look()
    saved = views.read(look.source.path).all
    if type(position) is int and 0 <= position < len(saved):
        _open(look, saved[position])


def _position(saved: Saved) -> int:
    name = st.session_state.get(OPENED)
    view = saved.called(name) if name else None
    return saved.all.index(view) if view else -1


def _open(look: Look, view: View) -> None:
    """Make a view's selection this session's, as far as this person may see it."""
    chosen = keeping.opened(
        view,
        defaults=session.default_selection(look.source),
        permitted=look.viewer.layers,
    )
    session.choose(**{field.name: getattr(chosen, field.name) for field in fields(chosen)})
    st.session_state[OPENED] = view.name


def _row(look: Look, view: View) -> None:
    with st.container(horizontal=True, key=f"view_{view.name}"):
        _opener(look, view)
        going = st.session_state.get(GOING) == view.name
        if keeping.may_delete(look, view):
            label = "Delete for good" if going else "Delete"
            if st.button(label, key=f"view_delete_{view.name}", type="tertiary"):
                _delete(look, view, sure=going)
    if _is_opened(view) and _hides(look, view):
        st.html(f'<p class="hs-none">{HIDDEN}</p>')


def _opener(look: Look, view: View) -> None:
    current = _is_opened(view)
    if st.button(
        _plain(view.name),
        key=f"view_open_{view.name}",
        type="secondary" if current else "tertiary",
        width="stretch",
    ):
        _open(look, view)
        st.rerun()


def _is_opened(view: View) -> bool:
    return view.is_called(st.session_state.get(OPENED, ""))


def _hides(look: Look, view: View) -> bool:
    asked = [name for name in view.query.get("layers", "").split(",") if name]
    return not set(asked) <= set(look.viewer.layers)


def _delete(look: Look, view: View, *, sure: bool) -> None:
    st.session_state[GOING] = "" if sure else view.name
    if not sure or _done(lambda: keeping.delete_view(look, name=view.name)):
        st.rerun()


def _save(look: Look) -> None:
    """Ask for a name; ask again where it is taken."""
    with st.form("view_new", clear_on_submit=True, border=False):
        name = st.text_input("Name of this view", max_chars=LONGEST_NAME, key="view_name") or ""
        if st.form_submit_button("Save view", key="view_save"):
            _keep(look, name, replace=False)
    taken = st.session_state.get(TAKEN, "")
    if not taken:
        return
    st.html(f'<p class="hs-none">There is a view called “{escape(taken)}” already.</p>')
    if st.button("Replace it", key="view_replace"):
        _keep(look, taken, replace=True)


def _keep(look: Look, name: str, *, replace: bool) -> None:
    st.session_state[TAKEN] = ""
    try:
        done = _done(lambda: _write(look, name, replace=replace))
    except NameTakenError:
        st.session_state[TAKEN] = name
        return
    if done:
        st.session_state[OPENED] = " ".join(name.split())
        st.rerun()


def _write(look: Look, name: str, *, replace: bool) -> None:
    keeping.save_view(look, name=name, page="explore", replace=replace)


def _done(write: Callable[[], Any]) -> bool:
    """Write something down, or say why it can't be."""
    try:
        write()
    except NameTakenError:
        raise
    except (ValueError, LookupError, OSError) as refused:
        _trouble(str(refused))
        return False
    return True


def _trouble(problem: str) -> None:
    if problem:
        st.html(f'<p class="hs-none hs-refused" role="alert">{escape(problem)}</p>')


def _plain(name: str) -> str:
    r"""Keep Streamlit from reading a name as Markdown: "\*" is a star and nothing else."""
    return "".join(rf"\{sign}" if sign in MARKDOWN else sign for sign in name)


MARKDOWN = frozenset(r"\`*_{}[]()<>#+-.!|~:$")
