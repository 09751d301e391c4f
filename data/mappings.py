"""Mappings that were used once, kept in the store's folder for the next file with those columns."""

import hashlib
from collections.abc import Sequence
from pathlib import Path

from data import folder
from data.headings import normal
from data.mapping import Mapping, from_toml, to_toml

FOLDER = "mappings"


def fingerprint(header: Sequence[str]) -> str:
    """Name a set of columns, whatever their order, case and spacing.

    Parameters
    ----------
    header
        The cells of the header.

    Returns
    -------
    str
        16 hexadecimal digits.
    """
    names = sorted(normal(cell) for cell in header if cell.strip())
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]


def remember(store_folder: Path, header: Sequence[str], mapping: Mapping) -> Path:
    """Keep a mapping for the next file with the same columns.

    Parameters
    ----------
    store_folder
        The store's folder.
    header
        The cells of the header.
    mapping
        The mapping; one kept before is replaced.

    Returns
    -------
    Path
        The file, which a person may correct.
    """
    path = _path(store_folder, header)
    folder.make_private(path.parent)
    draft = path.with_suffix(".new")
    draft.write_text(to_toml(mapping), encoding="utf-8", newline="\n")
    draft.replace(path)
    return path


def remembered(store_folder: Path | None, header: Sequence[str]) -> Mapping | None:
    """Find the mapping that was kept for a file's columns.

    Parameters
    ----------
    store_folder
        The store's folder; None for no store.
    header
        The cells of the header.

    Returns
    -------
    Mapping or None

    Raises
    ------
    ValueError
        If somebody has changed it since and it can't be used; names the file.
    """
    if store_folder is None or not _path(store_folder, header).exists():
        return None
    path = _path(store_folder, header)
    try:
        return from_toml(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise ValueError(
            f"{error} It is the one that was kept for files with these columns, {path.name} in "
            f"the folder {FOLDER} of the store: correct it or remove it."
        ) from error


def _path(store_folder: Path, header: Sequence[str]) -> Path:
    return store_folder / FOLDER / f"{fingerprint(header)}.toml"
