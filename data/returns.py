"""The way back from the quarantine: which of a file's rows were there, and what may come back.

A downloaded quarantine has three columns of ours before those of the file: the row's name for good
("batch 3 row 12"), what is wrong with it, and what to do. A file that names its rows is such a one.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd

from data import sql
from data.connection import Connection, number, texts
from data.frames import ORIGIN
from data.headings import OWN_COLUMNS, normal
from data.receipts import Intake

ROW = OWN_COLUMNS[0]

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
        Whether it names its rows.
    """
    return ROW in {normal(cell) for cell in header}


def check_header(header: Sequence[str]) -> None:
    """Refuse a download of the quarantine that has lost the names of its rows.

    Parameters
    ----------
    header
        The file's header.

    Raises
    ------
    ValueError
        If it has our other columns: its rows would be taken for new ones and count twice.
    """
    names = {normal(cell) for cell in header}
    if ROW not in names and names.issuperset(set(OWN_COLUMNS) - {ROW}):
        raise ValueError(
            f"It is a downloaded quarantine without its column {ROW!r}, which says which row each "
            "is. Put that column back, or download the quarantine again."
        )


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
    own = {names.index(name) for name in OWN_COLUMNS if name in names}
    return [place for place in range(len(names)) if place not in own], names.index(ROW)


def origins(tags: "pd.Series[str]") -> dict[int, str]:
    """Read where each row was first found.

    Parameters
    ----------
    tags
        The column `ROW`, the file's own row numbers as index; blank for a row that was added.

    Returns
    -------
    dict of int to str
        The names, by row number.

    Raises
    ------
    ValueError
        If one is not as it was downloaded, or stands twice.
    """
    tidy = tags.str.split().str.join(" ").str.casefold()
    named = tidy[tidy.ne("")]
    wrong = named[~named.str.fullmatch(ORIGIN)]
    if not wrong.empty:
        raise ValueError(
            f"The column {ROW!r} of a downloaded quarantine stays as it is, such as "
            f"'batch 3 row 12'; row {wrong.index[0]} has {wrong.iloc[0][:40]!r}. Put it back, or "
            "download the quarantine again."
        )
    twice = [tag for tag, count in Counter(named).items() if count > 1]
    if twice:
        at = " and ".join(map(str, named.index[named.eq(twice[0])]))
        raise ValueError(
            f"Each row of a downloaded quarantine comes back once; the rows {at} both are "
            f"{twice[0]!r}. Remove one, or clear its name if it is another event."
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


def let_in_before(connection: Connection) -> tuple[str, ...]:
    """Say how many rows come back uncorrected whose correction is among the events already.

    Parameters
    ----------
    connection
        An open connection inside the import's transaction, `holding` registered.

    Returns
    -------
    tuple of str
        One sentence, or none.
    """
    count = number(connection, sql.LET_IN_BEFORE)
    if not count:
        return ()
    who = (
        "1 of the quarantined rows was" if count == 1 else f"{count:,} of the quarantined rows were"
    )
    return (f"{who} brought back corrected before: nothing changes, and nothing waits anew.",)


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


def _few(tags: Sequence[str]) -> str:
    more = ", ..." if len(tags) > _NAMED else ""
    return ", ".join(sorted(tags)[:_NAMED]) + more
