"""A file that was handed in: what it holds, what it asks, and what its import would do.

It lies in memory from its arrival until it is brought in or taken away again. On disk it lies only
while it is read, in a folder of its own.
"""

from dataclasses import dataclass, field

from dashboard.jobs import Job, Progress
from dashboard.words import LAYER_LABELS
from data import scratch
from data.given import Given
from data.looking import Seen, Told, WhichColumns, WhichLayer, see
from data.mappings import remember
from data.receipts import Receipt
from data.rehearsal import rehearse
from data.sheets import Sheet, open_sheets
from data.store import Store

LONGEST_NAME = 100
NOT_YOURS = "It is of layers that you may not see."
WORKING, REFUSED, ASKING, READY, DONE = "working", "refused", "asking", "ready", "done"


@dataclass
class Arrival:
    """One file that was handed in.

    Parameters
    ----------
    name, content
        Its name as it is shown, and its bytes.
    sheets
        Its sheets, once it was opened.
    told
        What the person has said of each sheet, by its place.
    left_out
        The places of sheets that shall not be brought in.
    seen
        What each sheet holds, or asks.
    counts
        What the import would do, and the version of the store for which that was said.
    receipts
        What the import did.
    job
        What is being done with it.
    drawn
        Its preview, as HTML; made once, as a long file takes long to draw.
    """

    name: str
    content: bytes = field(repr=False)
    sheets: tuple[Sheet, ...] = ()
    told: dict[int, Told] = field(default_factory=dict)
    left_out: set[int] = field(default_factory=set)
    seen: tuple[Seen, ...] = ()
    counts: tuple[Receipt, ...] = ()
    version: str | None = None
    receipts: tuple[Receipt, ...] = ()
    job: Job | None = None
    drawn: tuple[str, ...] = ()

    @property
    def kept(self) -> list[tuple[int, Seen]]:
        """The sheets that shall be brought in, with their places."""
        return [(at, seen) for at, seen in enumerate(self.seen) if at not in self.left_out]

    @property
    def state(self) -> str:
        """What it waits for: work, a person's answer or word, or nothing any more."""
        if self.receipts:
            return DONE
        if self.job is None or not self.job.over:
            return WORKING
        if self.trouble:
            return REFUSED
        return READY if self.counts else ASKING

    @property
    def trouble(self) -> str:
        """Why it can't be brought in at all, as a sentence; "" if it can."""
        if self.job is not None and self.job.trouble:
            return self.job.trouble
        return next((seen.refused for _, seen in self.kept if seen.refused), "")


def read(arrival: Arrival, store: Store, layers: tuple[str, ...], progress: Progress) -> None:
    """Read a file as far as it was not read yet, and count what its import would do.

    Parameters
    ----------
    arrival
        The file.
    store
        Where it would go; nothing in it changes.
    layers
        Those that the person may see; nothing of another is kept.
    progress
        Told how far the reading is; it raises when the person wants an end.

    Raises
    ------
    ValueError, OSError
        If the file is refused whole.
    """
    given = Given(store.secret(), folder=store.folder)
    with scratch.folder() as folder:
        path = folder / "upload"
        path.write_bytes(arrival.content)
        arrival.sheets = arrival.sheets or tuple(open_sheets(path, progress=progress))
        seen = list[Seen]()
        for at, sheet in enumerate(arrival.sheets):
            progress(1, 1)
            told = arrival.told.get(at, Told())
            found = see(path, sheet, file=arrival.name, given=given, told=told)
            seen.append(_permitted(found, layers))
    progress(1, 1)
    _count(arrival, store, tuple(seen))


def commit(arrival: Arrival, store: Store, _progress: Progress) -> None:
    """Bring a file in: all of it, or nothing; what was said of its columns is remembered.

    Parameters
    ----------
    arrival
        The file.
    store
        Where it goes.

    Raises
    ------
    ValueError, OSError
        If it is refused, or the store can't be used.
    """
    kept = [(at, seen.intake) for at, seen in arrival.kept if seen.intake is not None]
    arrival.receipts = store.commit_all([intake for _, intake in kept])
    for at, intake in kept:
        mapping = arrival.told.get(at, Told()).mapping
        if mapping is not None:
            remember(store.folder, intake.header, mapping)
    arrival.content, arrival.sheets, arrival.seen, arrival.drawn = b"", (), (), ()


def shown_name(name: str) -> str:
    """Make a file's name safe to show and keep: no folder, nothing that can't be seen.

    Parameters
    ----------
    name
        As the browser says it.

    Returns
    -------
    str
        At most `LONGEST_NAME` characters, at least one.
    """
    last = name.replace("\\", "/").rsplit("/", maxsplit=1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    return kept[-LONGEST_NAME:] or "file without a name"


def _count(arrival: Arrival, store: Store, seen: tuple[Seen, ...]) -> None:
    """Say what the import would do, if nothing more is asked."""
    if not seen:
        raise ValueError("It holds nothing: the first row must name the columns.")
    arrival.seen = seen
    if any(one.intake for one in seen):
        arrival.left_out |= {at for at, one in enumerate(seen) if _is_strange(one, at, arrival)}
    intakes = [one.intake for _, one in arrival.kept if one.intake is not None]
    if intakes and len(intakes) == len(arrival.kept):
        version = store.version()
        arrival.counts, arrival.version = rehearse(store, intakes), version


def _is_strange(seen: Seen, at: int, arrival: Arrival) -> bool:
    """Tell a sheet of no known form, such as one of notes, that nobody has asked for."""
    return isinstance(seen.question, WhichColumns) and at not in arrival.told


def _permitted(seen: Seen, layers: tuple[str, ...]) -> Seen:
    """Keep back what is of a layer that the person may not see."""
    if seen.intake is not None and seen.intake.layer not in layers:
        return Seen(refused=not_permitted(seen.intake.layer))
    if isinstance(seen.question, WhichLayer):
        open_to = tuple(layer for layer in seen.question.layers if layer in layers)
        return Seen(question=WhichLayer(open_to)) if open_to else Seen(refused=NOT_YOURS)
    return seen


def not_permitted(layer: str) -> str:
    """Say that a person may not see a layer."""
    return f"It is of the layer {LAYER_LABELS[layer]}, which you may not see."
