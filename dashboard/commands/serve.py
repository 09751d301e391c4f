"""`serve`: open the dashboard; an empty store is filled with the synthetic borough first."""

import argparse
import signal
import socket
import sys
import webbrowser
from pathlib import Path

from dashboard import hosting
from data import demo
from data.store import Store
from data.troubles import DamageError

NAME = "serve"
HELP = "open the dashboard in the browser"

USUAL_PORT = 8501
LOG = "dashboard.log"
"""What the server says goes to this file in the store's folder, made anew at each start."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """Add the options of `serve`.

    Parameters
    ----------
    parser : argparse.ArgumentParser
        The parser of this command.
    """
    parser.add_argument(
        "--port",
        type=int,
        metavar="N",
        help=f"port to listen on (default: {USUAL_PORT}, or a free one when it is taken)",
    )
    parser.add_argument("--no-browser", action="store_true", help="do not open a browser")


def run(args: argparse.Namespace) -> int:
    """Serve until Ctrl-C.

    Parameters
    ----------
    args : argparse.Namespace
        `store`, `port` and `no_browser`.

    Returns
    -------
    int
        0 after Ctrl-C; 1 if the server ended by itself or never answered.

    Raises
    ------
    ValueError
        If the port that was asked for is taken or out of range.
    """
    port = chosen_port(args.port)
    store = args.store.resolve()
    fill_if_empty(store)
    # a request to end is a Ctrl-C: the server must not outlive this process
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    log = store / LOG
    with log.open("wb") as output:
        server = hosting.start(port, store=store, output=output)
        try:
            if hosting.answers(hosting.url_of(port), while_running=server):
                welcome(port, browser=not args.no_browser)
                server.wait()
            print(f"The dashboard has ended by itself; {log} says why.", file=sys.stderr)
        except KeyboardInterrupt:
            print("Stopped.", flush=True)
            return 0
        finally:
            hosting.stop(server)
    return 1


def welcome(port: int, *, browser: bool) -> None:
    """Say where the dashboard is.

    Parameters
    ----------
    port : int
        The port it listens on.
    browser : bool
        Whether to open it in the browser, too.
    """
    url = hosting.url_of(port)
    print(f"Hotspots is at {url}  (Ctrl-C stops it)", flush=True)
    if browser:
        webbrowser.open(url)


def chosen_port(wanted: int | None) -> int:
    """Choose the port: the one asked for, else the usual one, else any free one.

    Parameters
    ----------
    wanted : int or None
        What the person asked for.

    Returns
    -------
    int
        A port that is free now.

    Raises
    ------
    ValueError
        If the port that was asked for is taken or out of range.
    """
    if wanted is None:
        return USUAL_PORT if _is_free(USUAL_PORT) else _any_free_port()
    if not 1 <= wanted <= 65535:  # noqa: PLR2004  the range of TCP ports
        msg = f"A port is a number from 1 to 65535, not {wanted}: choose another --port."
        raise ValueError(msg)
    if not _is_free(wanted):
        msg = f"Port {wanted} is taken: choose another --port, or leave it out to get a free one."
        raise ValueError(msg)
    return wanted


def fill_if_empty(folder: Path) -> None:
    """Fill a store that holds nothing with the synthetic borough.

    A damaged one is named here and on every page, which the restore of a backup then brings back.

    Parameters
    ----------
    folder : Path
        The store's folder; made when missing.
    """
    store = Store(folder)
    try:
        empty = store.is_empty()
    except DamageError as damage:
        sys.stderr.write(f"{damage}\n")
        return
    if empty:
        print("The store is empty: filling it with a synthetic borough ...", flush=True)
        demo.fill(store)


def _is_free(port: int) -> bool:
    try:
        with socket.create_connection((hosting.HOST, port), timeout=1):
            return False
    except OSError:
        return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((hosting.HOST, 0))
        return int(probe.getsockname()[1])
