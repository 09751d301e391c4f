"""The store: every event that was brought in, in one DuckDB file, opened for a moment at a time.

Nothing stays open between two calls, so that an import from the command line and a running
dashboard share one store. An import is one transaction: killed at any moment, the store is as
before it or as after it.
"""

from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd

from data import backups as copies
from data import folder as private
from data import soundness, sql
from data.commit import commit
from data.database import HARDENED, Database
from data.frames import as_batches, as_events, as_quarantine
from data.receipts import Intake, Receipt, Undone
from data.troubles import StoreError, damaged
from data.undo import undo

__all__ = ["HARDENED", "Store", "StoreError"]


class Store:
    """The events in one folder.

    Parameters
    ----------
    folder
        Where the store lies; made, for its owner alone, by the first import.
    patience_s
        How long to wait while another process has the store, in seconds.
    on_wait
        Called when such a wait is no longer short, with who has the store.
    backups
        How many of the backups that are made before a change are kept; 0 for none at all.
    person
        Who is named to others that wait; the account of this process when left out.
    """

    def __init__(
        self,
        folder: Path,
        *,
        patience_s: float = 60.0,
        on_wait: Callable[[str], None] = lambda _who: None,
        backups: int = copies.KEPT,
        person: str = "",
    ) -> None:
        self.folder = Path(folder)
        self.file = self.folder / "store.duckdb"
        self.backups = backups
        self.database = Database(self.file, patience_s=patience_s, on_wait=on_wait, person=person)

    def version(self) -> str:
        """Name the present content without opening it; "" while there is no store."""
        return self.database.version()

    def is_empty(self) -> bool:
        """Say whether no import is in force: nothing was brought in, or all of it undone."""
        return bool(self.batches()["undone_at"].notna().all())

    def is_synthetic(self) -> bool:
        """Say whether the events are invented: all are or none, they are never mixed."""
        return bool(self.batches()["synthetic"].any())

    def secret(self) -> bytes:
        """Read the random key that turns person ids into pseudonyms; the first call makes it.

        Returns
        -------
        bytes
            32 bytes, the same at each call; OSError says that the key file is damaged or gone.
        """
        private.make_private(self.folder)
        path = self.folder / private.KEY_FILE
        if not private.is_key(path):
            with self.database.reading() as connection:
                self._refuse(soundness.key_faults(connection, self.folder))
        return private.key(path)

    def events(self) -> pd.DataFrame:
        """Read the events: for each reference the last row handed in, and all without one.

        Returns
        -------
        pd.DataFrame
            `schema.EVENT_COLUMNS`, sorted by `event_id`.
        """
        with self.database.reading() as connection:
            self._refuse(soundness.faults(connection, self.folder))
            return as_events(connection.execute(sql.EVENTS).df())

    def history(self) -> pd.DataFrame:
        """Read the rows that a later one with the same reference has replaced.

        Returns
        -------
        pd.DataFrame
            `schema.EVENT_COLUMNS`; `event_id` is that of the event it became.
        """
        return as_events(self.database.read(sql.HISTORY))

    def batches(self) -> pd.DataFrame:
        """Read the imports, in their order.

        Returns
        -------
        pd.DataFrame
            One row for each import: `batch_id`, `imported_at` and `undone_at` (UTC), `file`,
            `sha256`, `source`, `layer`, `sheet`, `synthetic`, and the counts of its receipt.
        """
        return as_batches(self.database.read(sql.BATCHES))

    def quarantine(self) -> pd.DataFrame:
        """Read what is wrong with the rows that were not let in.

        Returns
        -------
        pd.DataFrame
            `batch_id`, `file`, `layer`, `row`, `rule`, `found`, `advice`: one line for each rule
            that a row broke.
        """
        return as_quarantine(self.database.read(sql.QUARANTINED))

    def held(self) -> pd.DataFrame:
        """Read the rows that wait in quarantine, as they were handed in.

        Returns
        -------
        pd.DataFrame
            `batch_id`, `file`, `layer`, `sheet`, `row`, `origin` (its name for good), `cells` and
            `header` (JSON lists of texts), `source`, and `settled` (what the whole file settled
            about its columns, a JSON object).
        """
        return self.database.read(sql.HELD)

    def once_held(self) -> pd.DataFrame:
        """Read every row that was ever in quarantine, those that were let in since as well.

        Returns
        -------
        pd.DataFrame
            One line for each rule that it broke when it was last handed in: `origin`, `cells`,
            `layer`, `source`, `settled`, `rule`, `found`.
        """
        return self.database.read(sql.ONCE_HELD)

    def commit(self, intake: Intake, *, synthetic: bool = False) -> Receipt:
        """Put one file's events in the store, all or nothing.

        Real events push invented ones out, in the same transaction.

        Parameters
        ----------
        intake
            The file as read.
        synthetic
            Whether its events are invented.

        Returns
        -------
        Receipt
            What became of each row.

        Raises
        ------
        ValueError
            If invented events would join real ones, or rows come back that can't.
        StoreError
            If the store is damaged, made by another release, or busy for too long.
        """
        return self.commit_all([intake], synthetic=synthetic)[0]

    def commit_all(
        self, intakes: Sequence[Intake], *, synthetic: bool = False
    ) -> tuple[Receipt, ...]:
        """Put the sheets of a file in the store: all of them or none.

        Parameters
        ----------
        intakes
            The sheets as read.
        synthetic
            Whether their events are invented.

        Returns
        -------
        tuple of Receipt
            What became of each row of each sheet.

        Raises
        ------
        ValueError, StoreError
            As for `commit`.
        """
        private.make_private(self.folder)
        private.sweep(self.folder)
        self.database.make()
        self._back_up_first(synthetic=synthetic)
        with self.database.writing() as connection:
            self._refuse(soundness.faults(connection, self.folder))
            soundness.mark_key(connection, self.folder)
            return tuple(
                commit(connection, intake, synthetic=synthetic, folder=self.folder)
                for intake in intakes
            )

    def undo(self, batch_id: int) -> Undone:
        """Undo one import whole; it stays on record as undone.

        The same file may be brought in again.

        Parameters
        ----------
        batch_id
            Which import.

        Returns
        -------
        Undone
            What became of its events.

        Raises
        ------
        LookupError, ValueError, StoreError
            If there is no such import, it can't be undone, or as for `commit`.
        """
        if not self.database.exists():
            raise LookupError(f"There is no import {batch_id}: nothing has been brought in.")
        self._back_up_first(synthetic=False)
        with self.database.writing() as connection:
            self._refuse(soundness.faults(connection, self.folder))
            return undo(connection, batch_id)

    def _refuse(self, faults: Sequence[str]) -> None:
        if faults:
            raise damaged(self.folder, faults[0])

    def _back_up_first(self, *, synthetic: bool) -> None:
        """Keep what is there before it is changed; invented events are not worth it."""
        if self.backups and not synthetic:
            batches = self.batches()
            if not batches.loc[~batches["synthetic"], "undone_at"].notna().all():
                copies.before_change(self.database, kept=self.backups)
