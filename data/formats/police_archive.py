"""The archive of data.police.uk as downloaded: many months and forces, and only some is read."""

import hashlib
import re
import shutil
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pyarrow.compute as pc

from data import limits
from data.formats import packed
from data.formats.delimited import read_text
from data.formats.grid import Grid
from data.formats.request import Progress, Request
from data.headings import normal
from data.limits import RefusalError

NAME = re.compile(
    r"(?:.*/)?(?P<month>\d{4}-\d\d)-(?P<force>[a-z-]+?)-(?P<kind>street|outcomes|stop-and-search)"
    r"\.csv"
)
AREA = "lsoa name"


def read(request: Request) -> list[Grid]:
    """Read the street files of the forces that are asked for.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        A sheet for each month and force; rows of other areas are counted as not asked for.

    Raises
    ------
    ValueError
        If it is beyond a limit, or holds no such file.
    """
    limits.check("HOTSPOTS_MAX_ARCHIVE_MB", request.path.stat().st_size)
    with packed.opened(request.path) as archive:
        entries = [one for one in archive.infolist() if not one.is_dir()]
        asked = [entry for entry in entries if _is_asked(entry.filename, request.forces)]
        if not asked:
            raise RefusalError(_none_asked(entries, request.forces))
        packed.check_unpacked(asked)
        note = _left_out(entries, asked)
        grids = list[Grid]()
        for done, entry in enumerate(sorted(asked, key=lambda one: one.filename), start=1):
            grid = _month(archive, entry, request)
            grids.append(grid if grids else grid.with_notes(*note))
            request.progress(done, len(asked))
    return grids


def _is_asked(name: str, forces: tuple[str, ...]) -> bool:
    match = NAME.fullmatch(name)
    return match is not None and match["kind"] == "street" and match["force"] in forces


def _month(archive: zipfile.ZipFile, entry: zipfile.ZipInfo, request: Request) -> Grid:
    """Unpack one file under a name of ours, and keep the rows of the area."""
    copy = request.scratch / "street.csv"
    with archive.open(entry) as packed_file, copy.open("wb") as file:
        shutil.copyfileobj(packed_file, file)
    grid = read_text(copy, known=request.known, progress=_silent(), name=entry.filename)
    digest = _digest(copy)
    copy.unlink()
    return replace(_of_area(grid, request.area), digest=f"{digest} {request.area.strip()}")


def _silent() -> Progress:
    return lambda _done, _size: None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _of_area(grid: Grid, area: str) -> Grid:
    """Keep the rows whose area's name begins as asked; faults are kept, they can't be told."""
    headings = [normal(cell) for cell in grid.header]
    if AREA not in headings:
        return grid
    names = grid.table.column(str(headings.index(AREA)))
    table = grid.table.filter(pc.starts_with(names, area))
    others = len(grid.table) - len(table)
    unplaced = pc.sum(pc.equal(names, "")).as_py() or 0
    notes = [f"Rows of no area were not asked for either: {unplaced:,}."] if unplaced else []
    return replace(grid, table=table, not_asked=others).with_notes(*notes)


def _left_out(entries: list[zipfile.ZipInfo], asked: list[zipfile.ZipInfo]) -> list[str]:
    """Say how many files of which kind were not asked for."""
    wanted = {entry.filename for entry in asked}
    kinds = Counter(_kind(entry.filename) for entry in entries if entry.filename not in wanted)
    if not kinds:
        return []
    said = ", ".join(f"{count:,} {kind}" for kind, count in sorted(kinds.items()))
    return [
        f"Of the archive's {len(entries):,} files {len(asked):,} were asked for; left out: {said}."
    ]


def _kind(name: str) -> str:
    match = NAME.fullmatch(name)
    if match is None:
        return "of another kind"
    return {"street": "of other forces"}.get(match["kind"], f"of {match['kind']}")


def _none_asked(entries: list[zipfile.ZipInfo], forces: tuple[str, ...]) -> str:
    found = {match["force"] for one in entries if (match := NAME.fullmatch(one.filename))}
    return (
        f"It holds no street files of {' or '.join(forces)}, only of "
        f"{', '.join(sorted(found)[:5]) or 'no force'}. Download the archive of that force."
    )
