"""Files that are zip archives: which kind they are, and whether they may be opened at all."""

import stat
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from data import limits
from data.limits import MB, RefusalError

SMALL = 1 * MB
"""Bytes that an entry may always unpack to, whatever its ratio: short sheets repeat themselves."""
WORKBOOK, DOCUMENT = "xl/workbook.xml", "content.xml"
STREET = "-street.csv"
ENCRYPTED = 0x1


def kind_of(path: Path) -> str:
    """Tell which kind of file a zip archive is.

    Parameters
    ----------
    path
        The file.

    Returns
    -------
    str
        The module of this package that reads it.

    Raises
    ------
    ValueError
        If it is none that is read, or may not be opened.
    """
    with opened(path) as archive:
        names = archive.namelist()
    if WORKBOOK in names:
        return "excel"
    if DOCUMENT in names and "mimetype" in names:
        return "ods"
    if any(name.endswith(STREET) for name in names):
        return "police_archive"
    raise RefusalError(
        "It is a zip archive, but no Excel workbook, OpenDocument spreadsheet or police.uk "
        "archive. Unpack it and bring its files in one by one."
    )


@contextmanager
def opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a zip archive after looking at its table of contents.

    Parameters
    ----------
    path
        The file.

    Yields
    ------
    zipfile.ZipFile
        The archive, whose entries have sound names and are not too many.

    Raises
    ------
    ValueError
        If an entry has a password, leads out of the archive, or there are too many of them.
    """
    try:
        archive = zipfile.ZipFile(path)
    except (zipfile.BadZipFile, NotImplementedError, ValueError) as error:
        raise RefusalError("It is a damaged zip archive. Ask for it again.") from error
    with archive:
        entries = archive.infolist()
        limits.check("HOTSPOTS_MAX_ENTRIES", len(entries))
        for entry in entries:
            _refuse_bad(entry)
        _refuse_twins(entries)
        yield archive


def check_unpacked(entries: list[zipfile.ZipInfo]) -> None:
    """Refuse entries that unpack to too much, as far as they say so themselves.

    Parameters
    ----------
    entries
        Those that will be read.

    Raises
    ------
    ValueError
        If they are larger in all, or packed more tightly, than is read.
    """
    limits.check("HOTSPOTS_MAX_UNPACKED_MB", sum(entry.file_size for entry in entries))
    for entry in entries:
        if entry.file_size > SMALL:
            limits.check("HOTSPOTS_MAX_RATIO", entry.file_size / max(entry.compress_size, 1))


def _refuse_bad(entry: zipfile.ZipInfo) -> None:
    name = entry.filename.replace("\\", "/")
    if entry.flag_bits & ENCRYPTED:
        raise RefusalError("It is protected by a password. Save it without one.")
    if name.startswith("/") or ".." in PurePosixPath(name).parts or ":" in name.split("/")[0]:
        raise RefusalError("It is a trap: an entry of the archive leads out of it.")
    if stat.S_ISLNK(entry.external_attr >> 16):
        raise RefusalError("It is a trap: an entry of the archive is a link to another file.")


def _refuse_twins(entries: list[zipfile.ZipInfo]) -> None:
    if len({entry.filename for entry in entries}) < len(entries):
        raise RefusalError("It is a damaged zip archive: two of its entries have one name.")
