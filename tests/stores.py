"""Ways to harm a store, and others who hold it, that the tests of its soundness share."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from data.store import Store
from tests.files import intake_of

HOLDER = """
import sys, time, duckdb
connection = duckdb.connect(sys.argv[1])
print("held", flush=True)
time.sleep(float(sys.argv[2]))
connection.close()
"""


def filled(folder: Path, *, batches: int = 2, rows: int = 50, backups: int = 5) -> Store:
    """Make a store with a key and some imports of some rows, one of each in quarantine."""
    store = Store(folder, patience_s=20, backups=backups)
    store.secret()
    for batch in range(batches):
        references = [f"{batch}-{number:060d}" for number in range(rows)]
        wrong = [(rows + 2, "date", "31/02/2024")]
        store.commit(intake_of(*references, file=f"{batch}.csv", rejected=wrong))
    return store


@contextmanager
def holding(store: Store, *, seconds: float) -> Iterator["subprocess.Popen[str]"]:
    """Let another process open the store for writing, and close it after some seconds."""
    command = [sys.executable, "-c", HOLDER, str(store.file), str(seconds)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  our own script
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process


def cut_short(path: Path, *, by: float = 0.5) -> None:
    """Leave the first part of a file only."""
    content = path.read_bytes()
    path.write_bytes(content[: int(len(content) * (1 - by))])


def zeroed(path: Path, *, start: int = 20_000) -> None:
    """Overwrite all blocks of a file but the first with zeros."""
    content = bytearray(path.read_bytes())
    content[start:] = bytes(len(content) - start)
    path.write_bytes(content)


def flipped(path: Path, *, at: int) -> None:
    """Change one byte of a file."""
    content = bytearray(path.read_bytes())
    content[at] ^= 0xFF
    path.write_bytes(content)


def sql_run(store: Store, *statements: str) -> None:
    """Change the tables behind the store's back."""
    with duckdb.connect(store.file) as connection:
        for statement in statements:
            connection.execute(statement)


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file of a folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }
