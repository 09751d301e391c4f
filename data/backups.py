"""Backups: written by hand, and before the store is changed; only a whole store is backed up."""

from pathlib import Path

from data import archive, soundness
from data import folder as private
from data.database import Database
from data.troubles import damaged

KEPT = 5
"""How many of the backups that are made before a change are kept, unless a setting says more."""


def write(database: Database, to: Path, *, begins: str) -> Path:
    """Write everything into one dated file.

    Its cost is in proportion to the size of the store: everything is read once to be held against
    its checksums, and once to be copied.

    Parameters
    ----------
    database
        The tables; their folder holds the rest.
    to
        The folder of the backup; made private if it is new.
    begins
        How the file's name begins.

    Returns
    -------
    Path
        The file, readable by its owner alone; it appears whole or not at all.

    Raises
    ------
    DamageError
        If the store is damaged, so that no good backup makes room for a bad one.
    """
    private.make_private(to)
    private.sweep(to)
    with database.settled() as connection:
        found = soundness.faults(connection, database.folder, thorough=True)
        if found:
            raise damaged(database.folder, found[0])
        path = to / archive.named(begins)
        with private.made_whole(path) as draft:
            archive.pack(database.folder, draft, version=database.version())
    return path


def before_change(database: Database, *, kept: int) -> None:
    """Keep what is there before it is changed, unless the newest backup holds just that.

    Parameters
    ----------
    database
        The tables.
    kept
        How many such backups stay; the oldest go.
    """
    folder = database.folder / archive.FOLDER
    known = archive.listed(folder)
    if not known or archive.version_of(known[0]) != database.version():
        write(database, folder, begins=archive.AUTOMATIC)
    for path in archive.listed(folder, begins=archive.AUTOMATIC)[kept:]:
        path.unlink(missing_ok=True)
