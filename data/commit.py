"""One import's transaction: which rows are new, which revise an event, and the receipt."""

import json
from datetime import UTC, datetime
from pathlib import Path

from data import geography, returns, sql
from data.connection import Connection, number
from data.frames import as_held, as_rows
from data.receipts import Intake, Receipt, flags_of, problems_of


def commit(connection: Connection, intake: Intake, *, synthetic: bool, folder: Path) -> Receipt:
    """Put one file's rows into the tables; the caller holds the transaction.

    Parameters
    ----------
    connection
        An open connection inside a transaction.
    intake
        The file as read.
    synthetic
        Whether its events are invented.
    folder
        The store's folder, where ward outlines replaced by the user are looked for.

    Returns
    -------
    Receipt
        What became of each row.

    Raises
    ------
    ValueError
        If invented events would join real ones.
    """
    if synthetic:
        _refuse_mixing(connection)
        removed = 0
    elif number(connection, sql.SEEN, sha256=intake.sha256, layer=intake.layer):
        return _nothing_added(intake)
    else:
        removed = _make_room(connection)
    receipt = _judge(connection, intake, removed=removed, folder=folder)
    _write(connection, intake, receipt, synthetic=synthetic)
    return receipt


def _refuse_mixing(connection: Connection) -> None:
    if number(connection, sql.HAS_REAL):
        raise ValueError(
            "Invented events are never mixed with real ones, and this store holds real ones. "
            "Choose another --store for the synthetic borough."
        )


def _nothing_added(intake: Intake) -> Receipt:
    return Receipt(
        file=intake.file,
        sheet=intake.sheet,
        notes=intake.notes,
        not_asked=intake.not_asked,
        source=intake.source,
        layer=intake.layer,
        rows=intake.rows,
        accepted=0,
        duplicates=intake.rows,
        quarantined=0,
        seen_before=True,
    )


def _make_room(connection: Connection) -> int:
    """Remove invented events; the real ones take their place."""
    removed = number(connection, sql.SYNTHETIC_EVENTS)
    connection.execute(sql.REMOVE_SYNTHETIC)
    return removed


def _judge(connection: Connection, intake: Intake, *, removed: int, folder: Path) -> Receipt:
    """Say of each sound row whether it is new, known or a revision."""
    connection.register("incoming", as_rows(intake))
    connection.register("holding", as_held(intake))
    returns.check(connection, intake)
    connection.execute(sql.CLASSIFY)
    accepted, duplicates, revised = connection.execute(sql.COUNT).fetchall()[0]
    places = connection.execute(sql.PLACES_OF_NEW).df()
    wards = geography.ward_of(places["lng"].to_numpy(), places["lat"].to_numpy(), store_dir=folder)
    return Receipt(
        file=intake.file,
        sheet=intake.sheet,
        notes=(*intake.notes, *returns.let_in_before(connection)),
        not_asked=intake.not_asked,
        source=intake.source,
        layer=intake.layer,
        rows=intake.rows,
        accepted=int(accepted),
        duplicates=int(duplicates),
        quarantined=intake.quarantined,
        revised=int(revised),
        outside=int(places["events"].to_numpy()[wards == ""].sum()),
        repeated=number(connection, sql.REPEATED, layer=intake.layer),
        synthetic_removed=removed,
        problems=problems_of(intake.rejections),
        flags=flags_of(intake.events),
        batch_id=number(connection, sql.NEXT_BATCH),
        returned=int(intake.events["row"].isin(list(intake.origins)).sum()),
    )


def _write(connection: Connection, intake: Intake, receipt: Receipt, *, synthetic: bool) -> None:
    batch_id = receipt.batch_id
    connection.register("rejected", intake.rejections)
    connection.execute(sql.SUPERSEDE)
    connection.execute(sql.INSERT, {"batch_id": batch_id})
    connection.execute(sql.QUARANTINE, {"batch_id": batch_id})
    connection.execute(sql.HOLD, {"batch_id": batch_id})
    connection.execute(
        sql.BATCH,
        {
            "batch_id": batch_id,
            "imported_at": datetime.now(UTC).replace(tzinfo=None),
            "file": receipt.file,
            "sha256": intake.sha256,
            "source": receipt.source,
            "layer": receipt.layer,
            "rows": receipt.rows,
            "accepted": receipt.accepted,
            "duplicates": receipt.duplicates,
            "quarantined": receipt.quarantined,
            "revised": receipt.revised,
            "outside": receipt.outside,
            "repeated": receipt.repeated,
            "synthetic": synthetic,
            "sheet": receipt.sheet,
            "header": json.dumps(intake.header, ensure_ascii=False),
            "settled": json.dumps(intake.settled, ensure_ascii=False, sort_keys=True),
        },
    )
