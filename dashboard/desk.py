"""The desk where files are handed in: what a person may do there, checked where it is done."""

from functools import partial

import pandas as pd

from dashboard import access, arrivals
from dashboard.arrivals import Arrival
from dashboard.jobs import Job
from dashboard.session import Look
from data.receipts import Undone
from data.store import Store

BRINGING, UNDOING = "Bringing files in is", "Undoing an import is"


def take(look: Look, name: str, content: bytes) -> Arrival:
    """Take a file in and begin to read it.

    Parameters
    ----------
    look
        Who hands it in.
    name
        Its name, as the browser says it.
    content
        Its bytes.

    Returns
    -------
    Arrival

    Raises
    ------
    PermissionError
        When the person is no analyst.
    """
    arrival = Arrival(arrivals.shown_name(name), content)
    read(look, arrival)
    return arrival


def read(look: Look, arrival: Arrival) -> None:
    """Read a file, or read it again after an answer, and count what its import would do.

    Parameters
    ----------
    look
        Who asks.
    arrival
        The file.

    Raises
    ------
    PermissionError
        When the person is no analyst.
    """
    access.require_analyst(look.viewer, settings=look.options, what=BRINGING)
    arrival.counts, arrival.version, arrival.drawn = (), None, ()
    store, layers = Store(look.options.store), look.viewer.layers
    arrival.job = Job(partial(arrivals.read, arrival, store, layers)).start()


def bring_in(look: Look, arrival: Arrival) -> None:
    """Begin to bring a file in: all of it, or nothing.

    Parameters
    ----------
    look
        Who brings it in.
    arrival
        The file; it must be ready.

    Raises
    ------
    PermissionError
        When the person is no analyst, or may not see a layer of the file.
    """
    access.require_analyst(look.viewer, settings=look.options, what=BRINGING)
    for _, seen in arrival.kept:
        if seen.intake is not None:
            _require_layer(seen.intake.layer, look)
    arrival.job = Job(partial(arrivals.commit, arrival, _store(look))).start()


def imports(look: Look) -> pd.DataFrame:
    """List the imports of the layers that a person may see, the last one first.

    Parameters
    ----------
    look
        Who asks.

    Returns
    -------
    pd.DataFrame
        As `Store.batches` gives them.

    Raises
    ------
    PermissionError
        When the person is no analyst.
    """
    access.require_analyst(look.viewer, settings=look.options, what=BRINGING)
    found = Store(look.options.store).batches()
    return found.loc[found["layer"].isin(look.viewer.layers)].iloc[::-1]


def undo(look: Look, batch_id: int) -> Undone:
    """Undo one import.

    Parameters
    ----------
    look
        Who undoes it.
    batch_id
        Which.

    Returns
    -------
    Undone

    Raises
    ------
    PermissionError
        When the person is no analyst, or may not see its layer.
    LookupError, ValueError
        When there is no such import, or it can't be undone.
    """
    access.require_analyst(look.viewer, settings=look.options, what=UNDOING)
    store = _store(look)
    batches = store.batches()
    for layer in batches.loc[batches["batch_id"].eq(batch_id), "layer"]:
        _require_layer(str(layer), look)
    return store.undo(batch_id)


def _store(look: Look) -> Store:
    """Open the store for a change: others that wait are told who makes it."""
    person = "" if look.viewer.name == access.ANYONE else look.viewer.name
    return Store(look.options.store, backups=look.options.backups, person=person)


def _require_layer(layer: str, look: Look) -> None:
    if layer not in look.viewer.layers:
        raise PermissionError(arrivals.not_permitted(layer))
