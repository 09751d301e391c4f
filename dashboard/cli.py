"""The command line: finds the command, runs it, and says in one plain line what went wrong."""

import argparse
import io
import os
import sys
import traceback
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn, Protocol

from dashboard import settings
from dashboard.commands import (
    backup,
    batches,
    cells,
    change,
    check,
    hotspots,
    import_files,
    quarantine,
    restore,
    serve,
    snapshot,
    status,
    undo,
    wards,
)

DONE, FAULT, REFUSED, INTERRUPTED = 0, 1, 2, 130


class Command(Protocol):
    """What a module in `dashboard.commands` offers."""

    NAME: str
    HELP: str

    def arguments(self, parser: argparse.ArgumentParser) -> None:
        """Add the command's own options to its parser."""

    def run(self, args: argparse.Namespace) -> int:
        """Do the work and return the exit code."""


COMMANDS: tuple[Command, ...] = (
    serve,
    import_files,
    status,
    batches,
    undo,
    quarantine,
    cells,
    hotspots,
    change,
    snapshot,
    wards,
    check,
    backup,
    restore,
)


class _Parser(argparse.ArgumentParser):
    """A parser whose complaint is one line, without the usage block above it."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong, where to read on, and stop."""
        self.exit(REFUSED, f"{message[:1].upper()}{message[1:]} (see {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Parameters
    ----------
    argv : sequence of str, optional
        The arguments after the program's name; those of the process when left out.

    Returns
    -------
    int
        0 when done, 1 for a fault of ours, 2 for a usage or input error, 130 when interrupted.
    """
    _speak_utf8()
    args = _parser().parse_args(argv)
    try:
        args.store = args.store or settings.current().store
        return int(args.run(args))
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # the reader of our output (`| head`) has had enough; Python must not complain at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return DONE
    except (ValueError, LookupError, OSError) as error:
        return _say(plain(error), code=REFUSED)
    except Exception as error:  # noqa: BLE001  a person at a terminal must never meet a traceback
        return _say(_fault(error), code=FAULT)


def plain(error: Exception) -> str:
    """Put an error in one line for a person.

    Parameters
    ----------
    error : Exception
        One of our own errors, or one that the operating system raised.

    Returns
    -------
    str
        The message alone: no class name, no error number, no line break.
    """
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.strerror}: {error.filename}"
    # the text of a KeyError is its message in quotes
    message = error.args[0] if isinstance(error, KeyError) and error.args else error
    return " ".join(str(message).split()) or type(error).__name__


def _parser() -> argparse.ArgumentParser:
    common = _Parser(add_help=False)
    common.add_argument(
        "--store",
        type=Path,
        metavar="DIR",
        help="folder of the store (default: the variable HOTSPOTS_STORE, else var/)",
    )
    parser = _Parser(prog="python run.py", description="Hotspot map of Widnes and Runcorn.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND", dest="command")
    for command in COMMANDS:
        own = commands.add_parser(
            command.NAME, help=command.HELP, description=command.HELP, parents=[common]
        )
        command.arguments(own)
        own.set_defaults(run=command.run)
    return parser


def _speak_utf8() -> None:
    """Write UTF-8 also where the system's own encoding is another (Windows)."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")


def _say(line: str, *, code: int) -> int:
    sys.stderr.write(line + "\n")
    return code


def _fault(error: Exception) -> str:
    place = traceback.extract_tb(error.__traceback__)[-1]
    where = f"{Path(place.filename).name}, line {place.lineno}"
    what = f"{type(error).__name__}: {plain(error)}"
    return f"A fault in the program, please report it: {what} ({where})"


if __name__ == "__main__":
    sys.exit(main())
