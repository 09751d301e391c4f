"""What is asked of a reading: the file, and what of it."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

Progress: TypeAlias = Callable[[int, int], None]
"""Told how much of how much has been read, in the file's own measure."""


@dataclass(frozen=True)
class Request:
    """What is asked of a reading.

    Parameters
    ----------
    path
        The file.
    scratch
        A folder for what has to be unpacked; the caller removes it.
    known
        Headings that some source uses, in the form of `headings.normal`; they help to find the
        header and the delimiter.
    hidden
        Whether hidden sheets are asked for.
    maps
        Whether the formats that only GDAL reads are: shapefile and GeoPackage.
    forces
        Whose street files of a police.uk archive, as its file names spell them.
    area
        How the names of the areas (LSOA) begin whose rows of an archive are asked for.
    progress
        Told how much of how much has been read.
    """

    path: Path
    scratch: Path
    known: frozenset[str] = frozenset()
    hidden: bool = False
    maps: bool = False
    forces: tuple[str, ...] = ("cheshire",)
    area: str = "Halton "
    progress: Progress = lambda _done, _size: None
