"""The counts of one selection as one small binary file for the map: the HXM1 format.

The browser fetches it once and sums any window by itself: the entries of a layer are sorted by
day, so a window is two binary searches and one loop. Dates, places and names travel as data in
the header, never as script. `static/packed.js` is the reader.
"""

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

MAGIC = b"HXM1"
ALIGNMENT = 8
MEDIA_TYPE = "application/octet-stream"
WIDTHS = {"day": "u16", "cell": "u16", "category": "u8", "count": "u16"}
_DTYPES = {"u8": "<u1", "u16": "<u2", "u64": "<u8"}


class Entries(Protocol):
    """One row per day, cell and category that has events, sorted by day, then cell."""

    @property
    def day(self) -> NDArray[np.integer]:
        """Days since the origin."""

    @property
    def cell(self) -> NDArray[np.integer]:
        """Positions in the sheet's cells."""

    @property
    def category(self) -> NDArray[np.integer]:
        """Positions in the layer's categories."""

    @property
    def count(self) -> NDArray[np.integer]:
        """Events, 1 or more."""


class Ward(NamedTuple):
    """A ward as the map names it."""

    code: str
    name: str
    town: str


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """What all layers share: the ground they lie on and the days they cover.

    Attributes
    ----------
    version
        Changes whenever the content does; the map fetches again when it does.
    resolution, vintage, place
        As in the selection; `place` is "" for the whole borough.
    origin
        Day 0.
    days
        Days covered: a window ends at the latest on `origin` plus this many days.
    synthetic
        Whether the events are invented; the map then says so.
    wards
        The wards that `cell_ward` points into.
    cells
        uint64[m], sorted.
    cell_ward
        [m] positions in `wards`.
    places
        [m] the streets or the place that name each cell.
    """

    version: str
    resolution: int
    vintage: str
    place: str
    origin: date
    days: int
    synthetic: bool
    wards: Sequence[Ward]
    cells: NDArray[np.uint64]
    cell_ward: NDArray[np.integer]
    places: Sequence[str]


@dataclass(frozen=True, kw_only=True)
class Layer:
    """One layer's counts, its words, and how finely its times are known.

    Attributes
    ----------
    name, label
        As in the selection, and as people read it.
    step
        The finest step the clock may take while the layer is visible.
    reason
        Why there is no finer step; "" when days are known.
    categories
        The words that `entries.category` points into.
    entries
        The counts.
    """

    name: str
    label: str
    step: Literal["day", "month"]
    reason: str
    categories: Sequence[str]
    entries: Entries


def pack(sheet: Sheet, *, layers: Sequence[Layer]) -> bytes:
    """Pack the counts of all layers for the map.

    Parameters
    ----------
    sheet
        The ground and the days.
    layers
        The layers, in the order in which the map lists them.

    Returns
    -------
    bytes
        The HXM1 file: magic, header length, JSON header padded with spaces, then the sections,
        all little endian and aligned to 8 bytes.

    Raises
    ------
    ValueError
        When lengths disagree, cells or entries are not sorted, or a number does not fit.
    """
    _check(sheet, layers)
    sections = [
        ("cells", "u64", sheet.cells),
        ("cell_ward", "u8", sheet.cell_ward),
        *(
            (f"{layer.name}.{part}", width, getattr(layer.entries, part))
            for layer in layers
            for part, width in WIDTHS.items()
        ),
    ]
    index, body = _sections(sections)
    header = json.dumps(_header(sheet, layers, index), ensure_ascii=False).encode()
    header += b" " * (-(len(header) + ALIGNMENT) % ALIGNMENT)
    return MAGIC + len(header).to_bytes(4, "little") + header + body


def compressed(packed: bytes) -> bytes:
    """Compress a packed file once, so that serving it costs nothing.

    Parameters
    ----------
    packed
        The result of `pack`.

    Returns
    -------
    bytes
        The same bytes for the same input: no time of day inside.
    """
    return gzip.compress(packed, compresslevel=6, mtime=0)


def _header(sheet: Sheet, layers: Sequence[Layer], index: list[dict[str, object]]) -> object:
    return {
        "version": sheet.version,
        "resolution": sheet.resolution,
        "vintage": sheet.vintage,
        "origin": sheet.origin.isoformat(),
        "days": sheet.days,
        "place": sheet.place,
        "synthetic": sheet.synthetic,
        "layers": [
            {
                "name": layer.name,
                "label": layer.label,
                "step": layer.step,
                "reason": layer.reason,
                "categories": list(layer.categories),
                "entries": len(layer.entries.day),
            }
            for layer in layers
        ],
        "wards": [ward._asdict() for ward in sheet.wards],
        "places": list(sheet.places),
        "sections": index,
    }


def _sections(
    sections: Sequence[tuple[str, str, NDArray[np.generic]]],
) -> tuple[list[dict[str, object]], bytes]:
    index: list[dict[str, object]] = []
    body = bytearray()
    for name, width, values in sections:
        index.append({"name": name, "type": width, "offset": len(body), "length": len(values)})
        body += _narrowed(values, width=width, name=name).tobytes()
        body += bytes(-len(body) % ALIGNMENT)
    return index, bytes(body)


def _narrowed(values: NDArray[np.generic], *, width: str, name: str) -> NDArray[np.unsignedinteger]:
    narrow = np.asarray(values).astype(_DTYPES[width])
    if not np.array_equal(narrow, values):
        raise ValueError(f"Section {name} holds a number that does not fit {width}")
    return narrow


def _check(sheet: Sheet, layers: Sequence[Layer]) -> None:
    if not len(sheet.cells) == len(sheet.cell_ward) == len(sheet.places):
        raise ValueError("Every cell needs one ward and one place name")
    if np.any(sheet.cells[1:] <= sheet.cells[:-1]):
        raise ValueError("Cells must be sorted, each once")
    if np.any(np.asarray(sheet.cell_ward) >= len(sheet.wards)):
        raise ValueError("A cell points to a ward that is not in the list")
    for layer in layers:
        _check_entries(layer, cells=len(sheet.cells), days=sheet.days)


def _check_entries(layer: Layer, *, cells: int, days: int) -> None:
    limits = {"day": days, "cell": cells, "category": len(layer.categories)}
    size = len(layer.entries.day)
    if any(len(getattr(layer.entries, part)) != size for part in WIDTHS):
        raise ValueError(f"Layer {layer.name}: day, cell, category and count differ in length")
    for part, limit in limits.items():
        values = np.asarray(getattr(layer.entries, part))
        if size and not 0 <= values.min() <= values.max() < limit:
            raise ValueError(f"Layer {layer.name}: {part} must lie from 0 to {limit - 1}")
    key = np.asarray(layer.entries.day, dtype=np.int64) * cells + layer.entries.cell
    if np.any(key[1:] < key[:-1]):
        raise ValueError(f"Layer {layer.name}: entries must be sorted by day, then cell")
