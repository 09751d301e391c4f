"""Reading a file in a process of its own: little memory, little time, no rights, no way out."""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from data import limits
from data.drivers import skipped
from data.formats import kinds, transfer
from data.formats.grid import Grid
from data.formats.request import Request

ROOT = Path(__file__).parents[1]
KEPT = ("SYSTEMROOT", "WINDIR")
"""What Windows needs to start a program at all."""
QUIET = {
    "LANG": "C.UTF-8",
    # fewer threads and pools: each takes address space from the little there is
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "MALLOC_ARENA_MAX": "1",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def read_apart(request: Request) -> list[Grid]:
    """Read a file in a process of its own.

    Parameters
    ----------
    request
        The file, and what is asked of it; its scratch folder must be empty.

    Returns
    -------
    list of Grid
        Its sheets.

    Raises
    ------
    ValueError
        If the file is refused, or the process broke a limit and was ended.
    """
    end: dict[str, Any] = {}
    with _started(request) as process, _time_limit(process) as timer:
        for message in _messages(process):
            if "read" in message:
                request.progress(*message["read"])
            else:
                end = message
        process.wait()
        timed_out = not timer.is_alive()
    if end.get("done"):
        return transfer.read(request.scratch)
    raise limits.RefusalError(str(end.get("refused") or _died(timed_out=timed_out)))


@contextmanager
def _started(request: Request) -> Iterator[subprocess.Popen[str]]:
    """Start the process; whatever happens here, it does not outlive us."""
    process = subprocess.Popen(
        [sys.executable, "-E", "-s", "-X", "utf8", "-m", "data.reading_process"],
        cwd=ROOT,
        env=_environment(request),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        encoding="utf-8",
        errors="replace",
    )
    try:
        _ask(process, request)
        yield process
    finally:
        process.kill()
        process.wait()
        for pipe in (process.stdin, process.stdout):
            _close(pipe)


@contextmanager
def _time_limit(process: "subprocess.Popen[str]") -> Iterator[threading.Timer]:
    timer = threading.Timer(limits.limit("HOTSPOTS_READING_SECONDS"), process.kill)
    timer.daemon = True
    timer.start()
    try:
        yield timer
    finally:
        timer.cancel()


def _environment(request: Request) -> dict[str, str]:
    """Tell the process nothing but its limits."""
    kept = {name: os.environ[name] for name in KEPT if name in os.environ}
    ours = {one.name: os.environ[one.name] for one in limits.LIMITS if one.name in os.environ}
    drivers = {"GDAL_SKIP": skipped()} if kinds.is_map(request) else {}
    places = dict.fromkeys(("HOME", "TMPDIR", "TEMP", "TMP"), str(request.scratch))
    return {**kept, **ours, **places, **drivers, **QUIET}


def _ask(process: "subprocess.Popen[str]", request: Request) -> None:
    asked = {
        "path": str(request.path.resolve()),
        "scratch": str(request.scratch),
        "known": sorted(request.known),
        "hidden": request.hidden,
        "maps": request.maps,
        "forces": request.forces,
        "area": request.area,
    }
    try:
        if process.stdin is not None:
            process.stdin.write(json.dumps(asked))
            process.stdin.close()
    except OSError:  # it died at once; what it left unsaid is said below
        return


def _messages(process: "subprocess.Popen[str]") -> Iterator[dict[str, Any]]:
    for line in process.stdout or ():
        try:
            message = json.loads(line)
        except ValueError:
            continue
        if isinstance(message, dict):
            yield message


def _died(*, timed_out: bool) -> str:
    if timed_out:
        return (
            f"Reading it takes longer than {limits.limit('HOTSPOTS_READING_SECONDS')} seconds "
            "(HOTSPOTS_READING_SECONDS). Split it, or raise the limit."
        )
    return (
        "Reading it broke off: it is damaged, or it needs more memory or time than a file may "
        "take. Open it in the program it came from and save it again as CSV UTF-8."
    )


def _close(pipe: IO[str] | None) -> None:
    try:
        if pipe is not None:
            pipe.close()
    except OSError:
        return
