"""Where files are dropped, and the watch over what is being done with them."""

import time
from html import escape

import streamlit as st
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.uploaded_file_manager import UploadedFile

from dashboard import arrivals, desk, session
from dashboard.arrivals import Arrival
from dashboard.panels.intake import card
from dashboard.session import Look
from data import limits
from data.store import Store

TURN, NEXT = "intake_turn", "intake_next"
QUICK_S = 1.5
"""Most files are read so soon that nobody needs to see how far it is."""
EVERY_S = 0.5


def draw(look: Look) -> None:
    """Draw the place for files, and the files on the desk.

    Parameters
    ----------
    look
        An analyst who is looking.
    """
    turn = st.session_state.setdefault(TURN, 0)
    st.file_uploader(
        "Drop files here: police.uk downloads, Excel, CSV, OpenDocument, GeoJSON, Parquet",
        accept_multiple_files=True,
        max_upload_size=largest_mb(),
        key=f"drop_{turn}",
        on_change=_take,
        args=(turn,),
    )
    working = {n: one for n, one in card.held().items() if one.state == arrivals.WORKING}
    if working:
        _watch(working)
    for number, arrival in list(card.held().items()):
        if number not in working:
            card.draw(look, number, arrival)
    waiting = card.ready()
    if len(waiting) > 1:
        st.button(
            f"Bring in all {len(waiting)} files",
            key="bring_all",
            on_click=card.bring_in,
            args=tuple(waiting),
        )


def largest_mb() -> int:
    """Say how large a file may be: what the server takes, and what is read at all.

    Returns
    -------
    int
        MB.
    """
    return min(int(st.get_option("server.maxUploadSize")), limits.limit("HOTSPOTS_MAX_FILE_MB"))


def settle(look: Look) -> None:
    """Wait for what is soon done, and count anew where the store has changed since.

    Parameters
    ----------
    look
        An analyst who is looking.
    """
    until = time.monotonic() + QUICK_S
    _wait(until)
    version = Store(look.options.store).version()
    for arrival in card.ready():
        if arrival.version != version:
            desk.read(look, arrival)
    _wait(until)


def _wait(until: float) -> None:
    """Wait for all files together until a moment, so that many of them don't hold up the page."""
    for arrival in card.held().values():
        if arrival.job is not None:
            arrival.job.wait(max(0.0, until - time.monotonic()))


def _take(turn: int) -> None:
    """Take the dropped files to the desk, once; the place for files is free again.

    Until the browser has the new place, Streamlit tells of the files in the old one again, and
    takes them for changed because they have left its keeping.
    """
    if turn != st.session_state[TURN]:
        return
    look = session.look()
    for file in st.session_state[f"drop_{turn}"] or ():
        number = st.session_state[NEXT] = st.session_state.get(NEXT, 0) + 1
        card.held()[number] = desk.take(look, file.name, file.getvalue())
        _forget(file)
    st.session_state[TURN] = turn + 1


def _forget(file: UploadedFile) -> None:
    """Take a file out of Streamlit's own keeping, where it would lie until the tab is closed."""
    context = get_script_run_ctx()
    if context and isinstance(context.uploaded_file_mgr, MemoryUploadedFileManager):
        context.uploaded_file_mgr.remove_file(context.session_id, file.file_id)


@st.fragment(run_every=EVERY_S)
def _watch(working: dict[int, Arrival]) -> None:
    """Show how far it is; once one is over, the page draws it."""
    for number, arrival in working.items():
        if arrival.state != arrivals.WORKING or number not in card.held():
            st.rerun()
        with st.container(key=f"card_{number}"):
            st.html(f'<h3 class="hs-file">{escape(arrival.name)}</h3>')
            share = arrival.job.share if arrival.job else 0.0
            st.progress(share, text=_words(arrival))
            if not arrival.counts:
                st.button("Cancel", key=f"cancel_{number}", on_click=card.remove, args=(number,))


def _words(arrival: Arrival) -> str:
    if arrival.counts:
        return "Bringing it in"
    if arrival.job is None or arrival.job.share < 1:
        return "Reading it"
    return "Checking its rows"
