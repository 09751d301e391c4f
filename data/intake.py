"""From a partner's file to the store: recognise, read, check, commit."""

from pathlib import Path

import pandas as pd

from data import csvfile
from data.checks import Checks
from data.columns import Reader, widened
from data.csvfile import Progress
from data.readers import recognise
from data.receipts import Intake, Receipt
from data.schema import rejections
from data.store import Store


def bring_in(
    store: Store,
    path: Path,
    *,
    layer: str | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Receipt:
    """Bring one file into the store.

    Parameters
    ----------
    store
        Where to.
    path
        The file.
    layer
        The layer it belongs to; needed only where its columns leave a doubt.
    progress
        Told how many bytes of how many have been read.

    Returns
    -------
    Receipt
        What became of each row.

    Raises
    ------
    ValueError
        If the file is refused whole: no known form, not text in UTF-8, dates in no clear order.
    OSError
        If the file can't be read, or the store not be used.
    """
    intake = read_file(path, secret=store.secret(), layer=layer, progress=progress)
    return store.commit(intake)


def read_file(
    path: Path,
    *,
    secret: bytes,
    layer: str | None = None,
    progress: Progress = lambda _done, _all: None,
) -> Intake:
    """Read and check one file, without touching the store.

    Parameters
    ----------
    path
        The file.
    secret
        The store's key, for the pseudonyms of people.
    layer
        The layer it belongs to; needed only where its columns leave a doubt.
    progress
        Told how many bytes of how many have been read.

    Returns
    -------
    Intake
        The sound rows as events, and what is wrong with each of the others.

    Raises
    ------
    ValueError
        If the file is refused whole: no known form, not text in UTF-8, dates in no clear order.
    OSError
        If the file can't be read.
    """
    header = csvfile.read_header(path)
    reader = recognise(header, layer=layer)
    cells, faults = csvfile.read_cells(path, reader.positions(header), progress=progress)
    events, rejected = _checked(reader, widened(cells, reader.columns), secret)
    return Intake(
        file=path.name,
        sha256=csvfile.digest(path),
        source=reader.source,
        layer=reader.layer,
        rows=len(cells) + len(faults),
        events=events,
        rejections=pd.concat([rejections(faults), rejected], ignore_index=True),
    )


def _checked(
    reader: Reader, cells: pd.DataFrame, secret: bytes
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Let a reader turn cells into events; those that broke no rule are kept."""
    checks = Checks(cells.index)
    for name in cells.columns:
        hidden = cells[name].str.contains("\0", regex=False).to_numpy(dtype=bool)
        checks.reject(hidden, rule="unreadable", found=cells[name])
    events = reader.convert(cells, checks, secret)
    return events.loc[checks.sound].reset_index(drop=True), checks.rejections()
