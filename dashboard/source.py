"""What every result depends on: the store at this moment, and what one viewer may see of it."""

import hashlib
import json
from pathlib import Path
from typing import NamedTuple

from data import geography
from data.outlines import in_force
from data.store import Store


class Source(NamedTuple):
    """What every result depends on; the version is that of the events and the ward outlines."""

    folder: str
    version: str
    layers: tuple[str, ...]
    vintage: str

    @property
    def path(self) -> Path:
        """The store's folder."""
        return Path(self.folder)

    @property
    def store(self) -> Store:
        """The store; nothing is open until something is asked of it."""
        return Store(self.path)


def source_of(store: Store, *, layers: tuple[str, ...], vintage: str) -> Source:
    """Say what the results for one viewer depend on at this moment.

    Parameters
    ----------
    store
        The store.
    layers
        Layers that the viewer may see.
    vintage
        Which ward outlines.

    Returns
    -------
    Source
    """
    outlines = [in_force(year, store_dir=store.folder) for year in geography.VINTAGES]
    stamps = [f"{path.stat().st_mtime_ns:x}" for path in outlines]
    return Source(str(store.folder), "-".join([store.version(), *stamps]), layers, vintage)


def map_version(source: Source, resolution: int, place: str) -> str:
    """Name the content of a map's data without making it.

    Returns
    -------
    str
        16 hexadecimal digits that change with the store, the permission and the filters.
    """
    essence = json.dumps([source, resolution, place])
    return hashlib.sha256(essence.encode("utf-8")).hexdigest()[:16]
