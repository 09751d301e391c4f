"""A desk with its store, and files that are handed in there."""

from dataclasses import dataclass
from pathlib import Path

from dashboard import access, settings
from dashboard.arrivals import Arrival
from dashboard.session import Look, default_selection
from dashboard.source import source_of
from data.schema import LAYERS
from data.store import Store
from tests.files import POLICE_HEADER, police_row

PATIENCE_S = 60.0


@dataclass(frozen=True)
class Desk:
    """A store, and who looks at it."""

    store: Store

    def look(self, *, name: str = "A. Nalyst", layers: tuple[str, ...] = LAYERS) -> Look:
        """Look as someone; behind a proxy that knows one analyst."""
        options = settings.current(
            {
                "HOTSPOTS_STORE": str(self.store.folder),
                "HOTSPOTS_USER_HEADER": "X-User",
                "HOTSPOTS_ANALYSTS": "A. Nalyst",
            }
        )
        source = source_of(self.store, layers=layers, vintage="2020")
        return Look(options, access.Viewer(name, layers), source, default_selection(source))


def settled(arrival: Arrival) -> Arrival:
    """Wait until nothing is being done with a file."""
    assert arrival.job is not None
    assert arrival.job.wait(PATIENCE_S)
    return arrival


def desk_at(folder: Path) -> Desk:
    """Set a desk up before a new store."""
    return Desk(Store(folder / "store"))


def police(*rows: list[str]) -> bytes:
    """Write a police.uk file."""
    return text(POLICE_HEADER, *(rows or [police_row(reference="a"), police_row(reference="b")]))


def text(*rows: list[str]) -> bytes:
    """Write rows without commas in them as CSV."""
    return "\n".join(",".join(row) for row in rows).encode()


AMBIGUOUS = text(
    ["reference", "start", "category", "postcode"],
    ["A1", "03/04/2026", "Drugs", "WA8 7QF"],
    ["A2", "05/04/2026", "Arson", "WA8 7QF"],
)
STRANGE = text(
    ["Log", "When it was", "Where", "What"],
    ["L1", "13/04/2026", "WA8 7QF", "Noise"],
    ["L2", "14/04/2026", "WA8 7QF", "Noise"],
)
MISSING = text(
    ["reference", "person id", "missing from", "returned", "postcode"],
    ["M1", "P1", "13/04/2026", "14/04/2026", "WA8 7QF"],
)
