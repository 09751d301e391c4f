"""From a partner's file to the store: open, recognise, read, check, commit."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

import pandas as pd

from data.columns import Reader
from data.coming_back import Guest, nothing_held, welcome
from data.given import Given
from data.judging import judge
from data.keeping import originals
from data.mapping import Mapping
from data.mappings import remember, remembered
from data.readers import recognise
from data.receipts import Intake, Receipt
from data.schema import rejections
from data.settled import Settled
from data.sheets import Progress, Sheet, open_sheets
from data.store import Store


@dataclass(frozen=True)
class Unread:
    """A sheet that is of no known form: its name, its rows, and what the forms miss."""

    sheet: str
    rows: int
    reason: str


@dataclass(frozen=True)
class Reading:
    """What a file holds: an intake for each sheet that was recognised, and the other sheets."""

    intakes: tuple[Intake, ...]
    unread: tuple[Unread, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a file: a receipt for each sheet that was read, and the other sheets."""

    receipts: tuple[Receipt, ...]
    unread: tuple[Unread, ...] = ()


def bring_in(  # noqa: PLR0913  each is something that a person may say
    store: Store,
    path: Path,
    *,
    layer: str | None = None,
    mapping: Mapping | None = None,
    date_order: str = "",
    uprns: pd.DataFrame | None = None,
    hidden: bool = False,
    maps: bool = False,
    progress: Progress = lambda _done, _all: None,
) -> Outcome:
    """Bring one file into the store, sheet by sheet.

    Every sheet is read and checked before the first enters the store; all enter it, or none.

    Parameters
    ----------
    store
        Where to.
    path
        The file.
    layer
        The layer it belongs to; needed only where its columns leave a doubt.
    mapping
        What its columns hold, where they are of no known form; kept for the next such file.
    date_order
        How the dates in figures are written, one of `dates.ORDERS`; "" to tell from the file.
    uprns
        Places of addresses, as `uprns.read_lookup` gives them.
    hidden
        Whether hidden sheets are asked for.
    maps
        Whether shapefiles and GeoPackages may be read; never for a file from the page.
    progress
        Told how much of how much has been read.

    Returns
    -------
    Outcome
        What became of each row of each sheet.

    Raises
    ------
    ValueError
        If the file is refused whole: no known kind or form, beyond a limit, dates in no clear
        order.
    OSError
        If the file can't be read, or the store not be used.
    """
    given = Given(store.secret(), mapping, date_order, uprns, folder=store.folder)
    reading = read_file(path, given=given, layer=layer, hidden=hidden, maps=maps, progress=progress)
    receipts = store.commit_all(reading.intakes)
    if mapping is not None:
        for intake in reading.intakes:
            remember(store.folder, intake.header, mapping)
    return Outcome(receipts, reading.unread)


def read_file(  # noqa: PLR0913  each is something that a person may say
    path: Path,
    *,
    given: Given,
    layer: str | None = None,
    hidden: bool = False,
    maps: bool = False,
    progress: Progress = lambda _done, _all: None,
    opened: Callable[..., list[Sheet]] = open_sheets,
) -> Reading:
    """Read and check one file, without touching the store.

    Parameters
    ----------
    path
        The file.
    given
        What the reading depends on beside the file, such as the key for pseudonyms.
    layer, hidden, maps, progress
        As for `bring_in`.
    opened
        What opens it; the tests open most of their files without a process for each.

    Returns
    -------
    Reading
        For each sheet the sound rows as events, and what is wrong with each of the others.

    Raises
    ------
    ValueError
        If the file is refused whole: no known kind or form, beyond a limit, dates in no clear
        order.
    OSError
        If the file can't be read.
    """
    known = None if given.mapping is None else given.mapping.headings
    sheets = opened(path, known=known, hidden=hidden, maps=maps, progress=progress)
    digest = digest_of(path)
    intakes, unread = list[Intake](), list[Unread]()
    for sheet in sheets:
        try:
            guest = welcome(sheet, once_held=partial(_once_held, given.folder))
            reader, told = _reader(guest, given=given, layer=layer)
            intakes.append(_read(guest, reader, file=path.name, digest=digest, given=told))
        except _UnknownError as unknown:
            unread.append(Unread(sheet.name, sheet.rows, str(unknown)))
        except ValueError as error:
            if len(sheets) == 1:
                raise
            raise ValueError(f"The sheet {sheet.name!r} stops the whole file: {error}") from error
    if not intakes:
        raise ValueError(_why_none(unread))
    return Reading(tuple(intakes), tuple(unread))


def digest_of(path: Path) -> str:
    """Fingerprint a file.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        SHA-256 of its bytes, in hex.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


class _UnknownError(ValueError):
    """No source has such columns."""


def _once_held(folder: Path | None) -> pd.DataFrame:
    """Ask the store for the rows that were ever in its quarantine."""
    return nothing_held() if folder is None else Store(folder).once_held()


def _reader(guest: Guest, *, given: Given, layer: str | None) -> tuple[Reader, Given]:
    """Find who can read a sheet: as told now, as told of such a sheet before, or by its columns."""
    header, layer = guest.sheet.header, layer or guest.layer or None
    system = guest.sheet.date_system
    given = replace(given, settled=Settled(guest.settled), date_system=system)
    told = given.mapping or remembered(given.folder, header)
    try:
        if told is None or layer not in {None, told.layer}:
            return recognise(header, layer=layer, source=guest.source), given
        reader = told.reader()
        reader.positions(header)
    except ValueError as error:
        raise _UnknownError(str(error)) from error
    return reader, replace(given, date_order=given.date_order or told.date_order)


def _read(guest: Guest, reader: Reader, *, file: str, digest: str, given: Given) -> Intake:
    sheet = guest.sheet
    judged = judge(reader, sheet.cells(reader.positions(sheet.header)), given=given)
    faults = rejections([(fault.row, fault.rule, fault.found) for fault in sheet.faults])
    rejected = pd.concat([faults, judged.rejections], ignore_index=True)
    return Intake(
        file=file,
        sha256=_content(sheet, digest),
        source=reader.source,
        layer=reader.layer,
        rows=sheet.rows,
        events=judged.events,
        rejections=rejected,
        header=sheet.header,
        originals=originals(sheet, rejected, reader=reader, secret=given.secret),
        origins=guest.origins,
        settled=given.settled.found,
        sheet=sheet.name,
        notes=sheet.notes,
        not_asked=sheet.not_asked,
    )


def _content(sheet: Sheet, digest: str) -> str:
    """Name a sheet's content: the same sheet of the same file is the same, wherever it comes."""
    if not sheet.name:
        return digest
    return hashlib.sha256(f"{sheet.digest or digest} {sheet.name}".encode()).hexdigest()


def _why_none(unread: list[Unread]) -> str:
    if not unread:
        return "It holds no header: the first row must name the columns."
    if len(unread) == 1:
        return unread[0].reason
    named = ", ".join(repr(one.sheet) for one in unread)
    return f"None of its sheets ({named}) is of a form that is known: {unread[0].reason}"
