"""`serve`: open the dashboard; an empty store is filled with the synthetic borough first."""

import argparse
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
import webbrowser
from pathlib import Path
from typing import BinaryIO

from dashboard import settings
from data import demo
from data.store import Store

NAME = "serve"
HELP = "open the dashboard in the browser"

ROOT = Path(__file__).parents[2]
HOST = "127.0.0.1"
USUAL_PORT = 8501
LOG = "dashboard.log"
"""What the server says goes to this file in the store's folder, made anew at each start."""

PATIENCE = 90.0
"""Seconds that a slow machine may take until the dashboard answers."""


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
        server = start(port, store=store, output=output)
        try:
            if answers(f"{url_of(port)}/_stcore/health", while_running=server):
                welcome(port, browser=not args.no_browser)
                server.wait()
            print(f"The dashboard has ended by itself; {log} says why.", file=sys.stderr)
        except KeyboardInterrupt:
            print("Stopped.", flush=True)
            return 0
        finally:
            stop(server)
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
    print(f"Hotspots is at {url_of(port)}  (Ctrl-C stops it)", flush=True)
    if browser:
        webbrowser.open(url_of(port))


def url_of(port: int) -> str:
    """Address of the dashboard for a browser on this machine.

    Parameters
    ----------
    port : int
        The port it listens on.

    Returns
    -------
    str
        Without a slash at the end.
    """
    return f"http://{HOST}:{port}"


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

    Parameters
    ----------
    folder : Path
        The store's folder; made when missing.
    """
    store = Store(folder)
    if store.is_empty():
        print("The store is empty: filling it with a synthetic borough ...", flush=True)
        demo.fill(store)


def start(port: int, *, store: Path, output: BinaryIO) -> subprocess.Popen[bytes]:
    """Start the server as a process of its own.

    Parameters
    ----------
    port : int
        The port to listen on.
    store : Path
        The store's folder.
    output : file
        Where everything goes that the server says.

    Returns
    -------
    subprocess.Popen
        The running process.
    """
    command = [sys.executable, "-m", "streamlit", "run", str(ROOT / "dashboard" / "server.py")]
    command += ["--server.port", str(port)]
    return subprocess.Popen(  # noqa: S603  our own command, no shell
        command,
        cwd=ROOT,  # so that Streamlit reads no stray .streamlit folder
        env=environment(store),
        stdout=output,
        stderr=subprocess.STDOUT,
    )


def environment(store: Path) -> dict[str, str]:
    """Everything the server's process is told through its environment.

    Parameters
    ----------
    store : Path
        The store's folder.

    Returns
    -------
    dict of str to str
        The settings of `streamlit_config/config.toml`, over them the environment of this process,
        and over both the store and the place to import the three floors from.
    """
    own = {"HOTSPOTS_STORE": str(store), "PYTHONPATH": str(ROOT)}
    # the address is printed here, once it answers; Streamlit's own greeting would come too early
    quiet = {"STREAMLIT_LOGGER_HIDE_WELCOME_MESSAGE": "true"}
    return {**settings.streamlit_environment(), **quiet, **os.environ, **own}


def answers(url: str, *, while_running: subprocess.Popen[bytes]) -> bool:
    """Wait until the server answers.

    Parameters
    ----------
    url : str
        An address that answers as soon as the server is up.
    while_running : subprocess.Popen
        The server's process; no longer waited for once it has ended.

    Returns
    -------
    bool
        False when the process ended, answered with an error, or patience ran out.
    """
    deadline = time.monotonic() + PATIENCE
    while while_running.poll() is None and time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(url, timeout=2):  # noqa: S310  always http on the loopback
                return True
        except urllib.error.HTTPError as refusal:
            refusal.close()
            return False
        except OSError:
            time.sleep(0.1)
    return False


def stop(server: subprocess.Popen[bytes]) -> None:
    """End the server: politely, then surely.

    Parameters
    ----------
    server : subprocess.Popen
        The server's process, running or already ended.
    """
    server.terminate()
    try:
        server.wait(timeout=5)
    except subprocess.TimeoutExpired:
        server.kill()
        server.wait()


def _is_free(port: int) -> bool:
    try:
        with socket.create_connection((HOST, port), timeout=1):
            return False
    except OSError:
        return True


def _any_free_port() -> int:
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])
