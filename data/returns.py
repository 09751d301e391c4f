"""The way back from the quarantine: which of a file's rows were there, and what may come back.

A downloaded quarantine has three columns of ours beside those of the file: `row`, which names the
row for good ("batch 3 row 12"), `reason` and `what to do`. A file with all three is such a one.
"""

import re
from collections.abc import Sequence

import pandas as pd

from data.connection import Connection, texts
from data.frames import ORIGIN
from data.headings import normal
from data.receipts import Intake

ROW, REASON, REMEDY = OWN_COLUMNS = ("row", "reason", "what to do")

_RISKY = re.compile(r"'*[=+\-@\t\r\0]")
_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_NAMED = 3

_KNOWN = "SELECT origin FROM held WHERE origin IN (SELECT origin FROM coming_back)"
_OTHER_LAYER = """
SELECT DISTINCT origin FROM coming_back JOIN held USING (origin)
JOIN batches ON batches.batch_id = held.from_batch WHERE batches.layer <> coming_back.layer
"""
_OTHER_REFERENCE = """
SELECT DISTINCT incoming.origin FROM incoming JOIN arrivals USING (origin)
WHERE origin <> '' AND arrivals.standing AND arrivals.reference <> incoming.reference
"""


def is_return(header: Sequence[str]) -> bool:
    """Tell a corrected download of the quarantine from any other file.

    Parameters
    ----------
    header
        The file's header.

    Returns
    -------
    bool
        Whether it has all three columns of ours.
    """
    return {normal(cell) for cell in header}.issuperset(OWN_COLUMNS)


def without_own(header: Sequence[str]) -> tuple[str, ...]:
    """Blank our own columns out, so that no reader takes one for a column of the source.

    Parameters
    ----------
    header
        The header of a file that is a return.

    Returns
    -------
    tuple of str
        As long as before.
    """
    return tuple("" if normal(cell) in OWN_COLUMNS else cell for cell in header)


def places(header: Sequence[str]) -> tuple[list[int], int]:
    """Find the columns of the source, and the one that names the rows.

    Parameters
    ----------
    header
        The header of a file that is a return.

    Returns
    -------
    (list of int, int)
        Their places, counted from 0.
    """
    names = [normal(cell) for cell in header]
    kept = [place for place, name in enumerate(names) if name not in OWN_COLUMNS]
    return kept, names.index(ROW)


def origins(tags: "pd.Series[str]") -> dict[int, str]:
    """Read where each row was first found.

    Parameters
    ----------
    tags
        The column `row`, the file's own row numbers as index; blank for a row that was added.

    Returns
    -------
    dict of int to str
        The names, by row number.

    Raises
    ------
    ValueError
        If one is not as it was downloaded.
    """
    tidy = tags.str.split().str.join(" ").str.casefold()
    named = tidy[tidy.ne("")]
    wrong = named[~named.str.fullmatch(ORIGIN)]
    if not wrong.empty:
        raise ValueError(
            "The column 'row' of a downloaded quarantine stays as it is, such as "
            f"'batch 3 row 12'; row {wrong.index[0]} has {wrong.iloc[0][:40]!r}. Put it back, or "
            "download the quarantine again."
        )
    rows = named.index.to_numpy(dtype="int64").tolist()
    return dict(zip(rows, named, strict=True))


def check(connection: Connection, intake: Intake) -> None:
    """Hold the rows that come back against the quarantine.

    Parameters
    ----------
    connection
        An open connection inside the import's transaction, `incoming` registered.
    intake
        The file as read.

    Raises
    ------
    ValueError
        If a row was never in this quarantine or its batch was undone since, if it is of another
        layer now, or if it was let in before under another reference.
    """
    if not intake.origins:
        return
    tags = sorted(set(intake.origins.values()))
    connection.register("coming_back", pd.DataFrame({"origin": tags, "layer": intake.layer}))
    known = set(texts(connection, _KNOWN))
    strange = [tag for tag in tags if tag not in known]
    if strange:
        raise ValueError(
            f"The file gives back rows that are not in this store's quarantine ({_few(strange)}): "
            "their batch was undone, or they are another store's. Download the quarantine again."
        )
    _refuse_other_layer(texts(connection, _OTHER_LAYER), intake.layer)
    _refuse_other_reference(texts(connection, _OTHER_REFERENCE))


def _refuse_other_layer(tags: Sequence[str], layer: str) -> None:
    if tags:
        raise ValueError(
            f"Rows come back as {layer} that were handed in for another layer ({_few(tags)}). "
            "Say the layer they were handed in for."
        )


def _refuse_other_reference(tags: Sequence[str]) -> None:
    if tags:
        raise ValueError(
            f"Rows that were let in before come back with another reference ({_few(tags)}): they "
            "would count twice. Give them the reference they had, or undo that batch first."
        )


def guarded(cell: str) -> str:
    """Keep a spreadsheet from taking a cell for a formula; a plain number stays one.

    Parameters
    ----------
    cell
        The cell as handed in.

    Returns
    -------
    str
        With a leading ' if it begins with = + - @, tab, line break or NUL.
    """
    risky = _RISKY.match(cell) and not _NUMBER.fullmatch(cell)
    return f"'{cell}" if risky else cell


def bared(cell: str) -> str:
    """Take the leading ' off again.

    Parameters
    ----------
    cell
        A cell of a file that comes back.

    Returns
    -------
    str
        What `guarded` was given.
    """
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def _few(tags: Sequence[str]) -> str:
    more = ", ..." if len(tags) > _NAMED else ""
    return ", ".join(sorted(tags)[:_NAMED]) + more
