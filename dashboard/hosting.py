"""The server as a process of its own: what it is told, its start, its answer and its end."""

import os
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path
from typing import BinaryIO

from dashboard import settings

ROOT = Path(__file__).parents[1]
HOST = "127.0.0.1"
HEALTH = "/_stcore/health"
PATIENCE = 90.0
"""Seconds that a slow machine may take until the dashboard answers."""


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
        Address of the dashboard.
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
            with urllib.request.urlopen(url + HEALTH, timeout=2):  # noqa: S310  always http on the loopback
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
