"""Kills at random moments, so that nothing acknowledged is lost and nothing is half done.

`python -m tests.kills` has a process import, undo, back up and restore without a pause, kills it
100 times with SIGKILL, and looks after each kill whether the store is as before or as after the
work that was broken off. `--kills` and `--seed` say how often, and which moments.
"""

import argparse
import json
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from random import Random
from typing import Any, NamedTuple

import pandas as pd

from data import archive, upkeep
from data.receipts import Intake
from data.store import Store
from tests.files import intake_of

KILLS, SEED = 100, 20261124
KINDS = ("import", "backup", "undo", "restore")
SHEETS, ROWS, REFERENCES, QUARANTINED = 2, 150, 1500, 3
FILES_OF_A_LIFE = 1000
"""A process that is killed imports fewer files than that."""
KEPT = 3
ROOT = Path(__file__).parents[1]


class Batch(NamedTuple):
    """One import as it should be in the store."""

    file: int
    sheet: int
    undone: bool


State = tuple[Batch, ...]


def intakes(file: int) -> list[Intake]:
    """Make the sheets of a file: its references overlap with those of other files."""
    return [_intake(file, sheet) for sheet in range(SHEETS)]


def references(file: int, sheet: int) -> list[str]:
    """Say which references a sheet has, some of them twice."""
    draw = Random(f"{file} {sheet}")  # noqa: S311  a made-up file
    return [f"R{draw.randrange(REFERENCES):064d}" for _ in range(ROWS)]


def kind_of(file: int, sheet: int) -> str:
    """Give the category of all rows of a sheet, by which its events are told."""
    return f"kind {file} {sheet}"


def _intake(file: int, sheet: int) -> Intake:
    wrong = [(ROWS + 2 + row, "date", "31/02/2024") for row in range(QUARANTINED)]
    rows = references(file, sheet)
    made = intake_of(
        *rows, categories=[kind_of(file, sheet)] * ROWS, file=f"{file}.xlsx", rejected=wrong
    )
    return replace(made, sheet=f"sheet {sheet}")


def expected(state: State) -> dict[str, str]:
    """Say which events a store should hold: the last row of each reference stands."""
    return {
        reference: kind_of(batch.file, batch.sheet)
        for batch in state
        if not batch.undone
        for reference in references(batch.file, batch.sheet)
    }


def held_by(store: Store) -> State:
    """Read which imports a store has on record."""
    return tuple(
        Batch(
            int(batch["file"].removesuffix(".xlsx")),
            int(batch["sheet"].removeprefix("sheet ")),
            not pd.isna(batch["undone_at"]),
        )
        for batch in store.batches().to_dict("records")
    )


def faults(store: Store, state: State) -> list[str]:
    """Hold a store against the imports that it should have."""
    events = store.events()
    found = dict(zip(events["reference"], events["category"], strict=True))
    waiting = QUARANTINED * sum(not batch.undone for batch in state)
    said = upkeep.faults(store)
    if held_by(store) != state:
        said.append(f"it has {held_by(store)} and should have {state}")
    if found != expected(state) or len(events) != len(found):
        said.append(f"its {len(events)} events are not those of its imports")
    if not events["event_id"].is_unique:
        said.append("events share a number")
    if len(store.held()) != waiting:
        said.append(f"{len(store.held())} rows wait in quarantine and should be {waiting}")
    return said


def work(folder: Path, told: dict[str, Any], *, first: int, seed: int) -> None:
    """Work on a store without a pause, saying before each piece what will be, and after it.

    Parameters
    ----------
    folder
        The store's folder.
    told
        What the store holds now, and what each of its backups holds.
    first
        The number of the first file.
    seed
        Which work.
    """
    store = Store(folder, backups=KEPT)
    state = tuple(Batch(*batch) for batch in told["state"])
    saved: dict[str, Any] = told["saved"]
    draw = Random(seed)  # noqa: S311  reproducible
    kinds = ["import", *(draw.choice(KINDS) for _ in range(FILES_OF_A_LIFE - 1))]
    for file, kind in enumerate(kinds, start=first):
        known = [path for path in map(str, _backups(folder)) if path in saved]
        in_force = [place for place, batch in enumerate(state) if not batch.undone]
        before = state
        if kind == "undo" and in_force:
            place = draw.choice(in_force)
            state = (*state[:place], state[place]._replace(undone=True), *state[place + 1 :])
            _say(begin=kind, state=state)
            store.undo(place + 1)
        elif kind == "restore" and known:
            path = draw.choice(known)
            state = tuple(Batch(*batch) for batch in saved[path])
            _say(begin=kind, state=state)
            upkeep.restore(store, path)
        elif kind == "backup":
            _say(begin=kind, state=state)
            upkeep.back_up(store)
        else:
            kind = "import"  # noqa: PLW2901  there is nothing to undo or restore yet
            state = (*state, *(Batch(file, sheet, undone=False) for sheet in range(SHEETS)))
            _say(begin=kind, state=state)
            store.commit_all(intakes(file))
        saved |= {str(path): before for path in _backups(folder) if str(path) not in saved}
        _say(done=kind, state=state, saved=saved)


def _backups(folder: Path) -> list[Path]:
    return archive.listed(folder / archive.FOLDER)


def _say(**what: object) -> None:
    sys.stdout.write(json.dumps(what) + "\n")
    sys.stdout.flush()


@dataclass
class Tally:
    """What the kills did."""

    kills: int = 0
    acknowledged: int = 0
    lost: list[str] = field(default_factory=list)
    broken_off: Counter[str] = field(default_factory=Counter)
    happened: Counter[str] = field(default_factory=Counter)
    slowest_s: float = 0.0

    def in_words(self) -> str:
        """Put it in a few lines."""
        each = ", ".join(
            f"{self.broken_off[kind]} in {kind} ({self.happened[kind]} had happened)"
            for kind in KINDS
        )
        return (
            f"{self.kills} kills: {each}\n"
            f"{self.acknowledged:,} pieces of work acknowledged, {len(self.lost)} stores lost "
            f"something or were half done; the slowest opening afterwards took "
            f"{self.slowest_s:.2f} s"
        )


def run(folder: Path, *, kills: int, seed: int) -> Iterator[Tally]:
    """Kill a process that works on a store, again and again.

    Parameters
    ----------
    folder
        The store's folder.
    kills
        How often.
    seed
        Which moments.

    Yields
    ------
    Tally
        After each kill, the tally so far.
    """
    tally, killer = Tally(), Killer(folder, Random(seed))  # noqa: S311  reproducible
    Store(folder).secret()
    told: dict[str, Any] = {"state": (), "saved": {}}
    for number in range(kills):
        lines = killer.let_work(told, number=number)
        done = [line for line in lines if "done" in line]
        told = done[-1] if done else told
        before = tuple(Batch(*batch) for batch in told["state"])
        doing = lines[-1] if lines and "begin" in lines[-1] else {"begin": "between"}
        after = tuple(Batch(*batch) for batch in doing.get("state", before))
        began = time.monotonic()
        now = held_by(Store(folder))
        tally.slowest_s = max(tally.slowest_s, time.monotonic() - began)
        said = faults(Store(folder), after if now == after else before)
        tally.kills += 1
        tally.acknowledged += len(done)
        tally.broken_off[doing["begin"]] += 1
        tally.happened[doing["begin"]] += now == after
        tally.lost += [f"kill {number} in {doing['begin']}: {line}" for line in said[:1]]
        tally.lost += [] if killer.was_killed else [f"life {number} ended by itself"]
        # a backup that was not told of any more was written before the work that was broken off
        unknown = {str(path): before for path in _backups(folder)}
        told = {"state": now, "saved": _tidied(folder, unknown | told["saved"])}
        yield tally


class Killer:
    """Lets processes work on a store, each until a random moment of a kind of work.

    Parameters
    ----------
    folder
        The store's folder.
    draw
        Chooses the moments.
    """

    def __init__(self, folder: Path, draw: Random) -> None:
        self.folder, self.draw = folder, draw
        self.lasts = dict.fromkeys(KINDS, 0.1)
        self.was_killed = False

    def let_work(self, told: dict[str, Any], *, number: int) -> list[dict[str, Any]]:
        """Let a process work, kill it, and give what it said.

        Parameters
        ----------
        told
            What the store should hold, and its backups.
        number
            The number of this life: its kind of work is each in turn.

        Returns
        -------
        list of dict
            What it said before and after each piece of work.
        """
        first, seed = str(1 + number * FILES_OF_A_LIFE), str(self.draw.randrange(10**9))
        command = [sys.executable, "-m", "tests.kills", "--work", str(self.folder), first, seed]
        pipe, aim = subprocess.PIPE, KINDS[number % len(KINDS)]
        lines: list[dict[str, Any]] = []
        with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True, cwd=ROOT) as process:  # noqa: S603  our own script
            assert process.stdin is not None
            assert process.stdout is not None
            process.stdin.write(json.dumps(told) + "\n")
            process.stdin.flush()
            for line in process.stdout:
                lines.append({**json.loads(line), "at": time.monotonic()})
                if len(lines) > 2 and lines[-1].get("begin") == aim:
                    time.sleep(self.draw.uniform(0, 1.1 * self.lasts[aim]))
                    break
            process.send_signal(signal.SIGKILL)
            self._learn(lines)
            lines += [json.loads(line) for line in process.stdout if line.endswith("\n")]
        self.was_killed = process.returncode == -signal.SIGKILL
        return lines

    def _learn(self, lines: list[dict[str, Any]]) -> None:
        """Learn how long a piece of work lasts."""
        for begun, ended in zip(lines[::2], lines[1::2], strict=False):
            self.lasts[begun["begin"]] = ended["at"] - begun["at"]


def _tidied(folder: Path, saved: dict[str, Any]) -> dict[str, Any]:
    """Keep the disk from filling: what was set aside goes, and old backups."""
    for path in folder.glob("replaced-*"):
        shutil.rmtree(path)
    for path in [*folder.rglob("*.new*"), *_backups(folder)[2 * KEPT :]]:
        shutil.rmtree(path) if path.is_dir() else path.unlink(missing_ok=True)
    there = set(map(str, _backups(folder)))
    return {path: state for path, state in saved.items() if path in there}


def main(argv: list[str]) -> int:
    """Kill as often as is asked for, and say what was lost."""
    parser = argparse.ArgumentParser(prog="python -m tests.kills", description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--work", nargs=3, help=argparse.SUPPRESS)
    args = parser.parse_args(argv)
    if args.work:
        folder, first, seed = args.work
        work(Path(folder), json.loads(sys.stdin.readline()), first=int(first), seed=int(seed))
        return 0
    tally = Tally()
    with tempfile.TemporaryDirectory(prefix="hotspots-kills-") as folder:
        for tally in run(Path(folder) / "store", kills=args.kills, seed=args.seed):
            sys.stderr.write(f"\r{tally.kills} kills, {len(tally.lost)} with a loss ")
    sys.stdout.write("\n".join(["", tally.in_words(), *tally.lost, ""]))
    return 1 if tally.lost else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
