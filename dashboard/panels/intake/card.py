"""One file that was handed in: what it is, what it asks, what it would do, and what it did."""

from html import escape

import streamlit as st

from dashboard import arrivals, desk, session
from dashboard.arrivals import Arrival
from dashboard.panels.intake import asking, picture, preview, words
from dashboard.session import Look
from dashboard.words import LAYER_LABELS, rows
from data.looking import Seen, Told, WhichColumns, columns_of

ARRIVALS = "intake_arrivals"


def held() -> dict[int, Arrival]:
    """Give the files that lie on the desk of this session, by number."""
    found: dict[int, Arrival] = st.session_state.setdefault(ARRIVALS, {})
    return found


def draw(look: Look, number: int, arrival: Arrival) -> None:
    """Draw the card of a file that nothing is being done with.

    Parameters
    ----------
    look
        Who is looking.
    number
        The file's number on the desk.
    arrival
        The file.
    """
    with st.container(key=f"card_{number}"):
        _head(number, arrival)
        match arrival.state:
            case arrivals.DONE:
                _done(arrival)
            case arrivals.REFUSED:
                st.html(f'<p class="hs-trouble" role="alert">{escape(arrival.trouble)}</p>')
                _leave_out(look, number, arrival)
            case arrivals.ASKING:
                _questions(look, number, arrival)
            case arrivals.READY:
                _ready(look, number, arrival)


def remove(number: int) -> None:
    """Take a file from the desk; what is being done with it ends."""
    gone = held().pop(number, None)
    if gone is not None and gone.job is not None:
        gone.job.cancel()


def forget(batch_id: int) -> None:
    """Take the receipts of a file from the desk of which an import was undone."""
    for number, arrival in list(held().items()):
        if any(receipt.batch_id == batch_id for receipt in arrival.receipts):
            remove(number)


def ready() -> list[Arrival]:
    """Give the files that wait for a person's word only."""
    return [arrival for arrival in held().values() if arrival.state == arrivals.READY]


def bring_in(*chosen: Arrival) -> None:
    """Bring files in; for the buttons."""
    look = session.look()
    for arrival in chosen:
        desk.bring_in(look, arrival)


def _head(number: int, arrival: Arrival) -> None:
    label = "Dismiss" if arrival.state == arrivals.DONE else "Remove"
    with st.container(key=f"cardhead_{number}", horizontal=True):
        st.html(f'<h3 class="hs-file">{escape(arrival.name)}</h3>')
        st.button(label, key=f"remove_{number}", on_click=remove, args=(number,), type="tertiary")


def _done(arrival: Arrival) -> None:
    st.html(
        '<p class="hs-receipt" role="status"><b>Brought in.</b> '
        f"{escape(words.receipt(arrival.receipts))}.</p>"
    )


def _questions(look: Look, number: int, arrival: Arrival) -> None:
    for at, seen in arrival.kept:
        if seen.question is not None:
            asking.ask(look, arrival, at, seen, key=f"ask_{number}_{at}")


def _ready(look: Look, number: int, arrival: Arrival) -> None:
    arrival.drawn = arrival.drawn or _drawn(look, arrival)
    what, counts, places, below = arrival.drawn
    st.html(what)
    with st.container(key=f"cardbody_{number}"):
        st.html(counts)
        st.html(places)
    if below:
        st.html(f'<div class="hs-below">{below}</div>')
    _other_sheets(number, arrival)
    with st.container(key=f"cardfoot_{number}", horizontal=True):
        st.button(
            "Bring in", key=f"bring_{number}", type="primary", on_click=bring_in, args=(arrival,)
        )
        if len(arrival.kept) == 1:
            _correct(look, number, arrival, arrival.kept[0][0])


def _drawn(look: Look, arrival: Arrival) -> tuple[str, str, str, str]:
    """Draw what it is, the counts, the map, and what is wrong or unusual."""
    intakes = [seen.intake for _, seen in arrival.kept if seen.intake is not None]
    return (
        preview.recognised(intakes),
        preview.counts(arrival.counts) + _notes(arrival),
        picture.html(intakes, vintage=look.source.vintage, folder=look.options.store),
        preview.problems(intakes) + preview.unusual(arrival.counts),
    )


def _notes(arrival: Arrival) -> str:
    said = "".join(f"<li>{escape(note)}</li>" for note in preview.notes(arrival.counts))
    return f'<ul class="hs-notes">{said}</ul>' if said else ""


def _correct(look: Look, number: int, arrival: Arrival, at: int) -> None:
    """Let a person say that the one sheet that is read is something else than it was taken for."""
    with st.popover("Not what it is?"):
        st.segmented_control(
            "It belongs to",
            look.viewer.layers,
            key=f"layer_{number}",
            default=arrival.counts[0].layer,
            format_func=lambda layer: LAYER_LABELS[layer],
            on_change=_take_layer,
            args=(number, arrival, at),
            required=True,
        )
        st.button(
            "Say what its columns hold",
            key=f"columns_{number}",
            on_click=_ask_columns,
            args=(arrival, at),
        )


def _take_layer(number: int, arrival: Arrival, at: int) -> None:
    asking.take(arrival, at, Told(layer=st.session_state[f"layer_{number}"]))


def _ask_columns(arrival: Arrival, at: int) -> None:
    """Show the question about a sheet's columns, though it may be read already."""
    told = arrival.seen[at].mapping
    arrival.told[at] = Told(told.layer if told else "", told)
    arrival.left_out.discard(at)
    arrival.seen = tuple(
        Seen(question=columns_of(sheet)) if place == at else seen
        for place, (sheet, seen) in enumerate(zip(arrival.sheets, arrival.seen, strict=True))
    )
    arrival.counts = ()


def _other_sheets(number: int, arrival: Arrival) -> None:
    """Name the sheets that are left out, and let a person say what those hold."""
    for at in sorted(arrival.left_out):
        sheet, seen = arrival.sheets[at], arrival.seen[at]
        with st.container(key=f"other_{number}_{at}", horizontal=True):
            st.html(
                f'<p class="hs-note">The sheet <b>{escape(sheet.name)}</b> '
                f"({rows(sheet.rows)}) is left out.</p>"
            )
            if isinstance(seen.question, WhichColumns):
                st.button(
                    "Say what its columns hold",
                    key=f"take_{number}_{at}",
                    on_click=_ask_columns,
                    args=(arrival, at),
                    type="tertiary",
                )


def _leave_out(look: Look, number: int, arrival: Arrival) -> None:
    """Offer to bring in the other sheets of a file that one sheet stops."""
    broken = [at for at, seen in arrival.kept if seen.refused]
    if len(arrival.kept) > len(broken) > 0:
        st.button(
            "Leave that sheet out",
            key=f"leave_{number}",
            on_click=_without,
            args=(look, arrival, broken),
        )


def _without(look: Look, arrival: Arrival, places: list[int]) -> None:
    arrival.left_out |= set(places)
    desk.read(look, arrival)
