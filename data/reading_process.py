"""The process in which a partner's file is read: started by `data.sandbox`, one for each file.

It takes a request as JSON on its standard input, fences itself in, writes the sheets into the
scratch folder, and says on its standard output how far it is and how it ended.
"""

import json
import sys
import warnings
from importlib import import_module
from pathlib import Path
from typing import Any

from data import guard, limits
from data.formats import kinds, transfer
from data.formats.request import Request


def main() -> int:
    """Read one file.

    Returns
    -------
    int
        0 when the sheets are in the scratch folder, 1 when the file was refused.
    """
    warnings.simplefilter("ignore")  # libraries warn of things in the file that nobody can change
    asked = json.load(sys.stdin)
    request = _request(asked)
    _fence(request)
    try:
        transfer.write(kinds.read(request), request.scratch)
    except Exception as error:  # noqa: BLE001  a hostile file may raise anything; nobody sees it
        _say(refused=reason_of(error))
        return 1
    _say(done=True)
    return 0


def reason_of(error: Exception) -> str:
    """Put what stopped the reading into a plain sentence.

    Parameters
    ----------
    error
        What was raised.

    Returns
    -------
    str
        Our own words for our own refusals, otherwise what is most likely wrong.
    """
    if isinstance(error, limits.RefusalError):
        return " ".join(str(error).split())
    if isinstance(error, MemoryError):
        return (
            f"Reading it needs more than {limits.limit('HOTSPOTS_READING_MEMORY_MB')} MB of memory "
            "(HOTSPOTS_READING_MEMORY_MB). Split it, or raise the limit."
        )
    if isinstance(error, RecursionError):
        return "It is nested too deeply to be one of the kinds of file that are read."
    return (
        "It is damaged, or not what it says it is. Open it in the program it came from, and save "
        "it again as CSV UTF-8 or as an Excel workbook (.xlsx)."
    )


def _request(asked: dict[str, Any]) -> Request:
    return Request(
        path=Path(asked["path"]),
        scratch=Path(asked["scratch"]),
        known=frozenset(asked["known"]),
        hidden=asked["hidden"],
        maps=asked["maps"],
        forces=tuple(asked["forces"]),
        area=asked["area"],
        progress=lambda done, size: _say(read=[done, size]),
    )


def _fence(request: Request) -> None:
    memory = limits.reading_memory(request.path.stat().st_size)
    guard.bound(memory=memory, seconds=limits.limit("HOTSPOTS_READING_SECONDS"), written=memory)
    import_module(kinds.module_of(request))  # large libraries open much while they are loaded
    guard.close_doors(readable=kinds.files_of(request), scratch=request.scratch)


def _say(**message: object) -> None:
    sys.stdout.write(json.dumps(message) + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main())
