"""Ways to read a file as sheets, shared by the tests of the formats."""

from pathlib import Path
from typing import Any

from data.formats import kinds
from data.formats.delimited import read_text
from data.formats.grid import Grid
from data.formats.request import Request


def grids(path: Path, **asked: Any) -> list[Grid]:  # noqa: ANN401  of Request
    """Read a file of any kind here, without a process of its own."""
    scratch = path.parent / "scratch"
    scratch.mkdir(exist_ok=True)
    return kinds.read(Request(path, scratch, **asked))


def grid(path: Path, **asked: Any) -> Grid:  # noqa: ANN401  of Request
    """Read a file with one sheet."""
    (found,) = grids(path, **asked)
    return found


def text_grid(path: Path, content: str | bytes, *, known: frozenset[str] = frozenset()) -> Grid:
    """Write and read a delimited text."""
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return read_text(path, known=known, progress=lambda _done, _size: None)


def rows_of(found: Grid) -> dict[int, list[str]]:
    """Give the rows of a sheet's table by their numbers."""
    columns = found.table.to_pydict().values()
    return {row: list(cells) for row, *cells in zip(*columns, strict=True)}


def faults_of(found: Grid) -> list[tuple[int, str]]:
    """Give the rows that are in no table, and the rule that each broke."""
    return [(fault.row, fault.rule) for fault in found.faults]
