"""Opening the dashboard: the port, the browser, and an end with nothing left behind."""

import argparse
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard import hosting
from dashboard.commands import serve
from tests.stores import contents, filled, zeroed

ROOT = Path(__file__).parents[1]


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that somebody listens on."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        yield listener.getsockname()[1]


def test_a_port_that_was_asked_for_and_is_taken_is_refused(taken: int) -> None:
    with pytest.raises(ValueError, match=f"Port {taken} is taken: choose another"):
        serve.chosen_port(taken)


@pytest.mark.parametrize("port", [0, -1, 65536])
def test_a_port_that_cannot_be_is_refused(port: int) -> None:
    with pytest.raises(ValueError, match="a number from 1 to 65535"):
        serve.chosen_port(port)


def test_when_the_usual_port_is_taken_a_free_one_is_found(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(serve, "USUAL_PORT", taken)
    found = serve.chosen_port(None)
    assert found != taken
    assert serve.chosen_port(found) == found


def test_the_usual_port_is_taken_when_it_is_free(
    taken: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    free = serve.chosen_port(None) if taken == serve.USUAL_PORT else taken + 1
    monkeypatch.setattr(serve, "USUAL_PORT", free)
    monkeypatch.setattr(serve, "_is_free", lambda port: port == free)
    assert serve.chosen_port(None) == free


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a store that the first server fills."""
    return tmp_path_factory.mktemp("store")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")
@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM], ids=["Ctrl-C", "a kill"])
def test_the_server_ends_with_its_launcher_and_quietly(
    ending: signal.Signals, folder: Path
) -> None:
    first = not list(folder.iterdir())
    port = serve.chosen_port(None)
    launcher = subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", "dashboard.cli", "serve", "--no-browser", "--port", str(port)],
        cwd=ROOT,
        env={**os.environ, "HOTSPOTS_STORE": str(folder)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
        text=True,
    )
    assert launcher.stdout is not None
    said = ""
    while "Ctrl-C" not in said:
        line = launcher.stdout.readline()
        assert line, "the server ended by itself"
        said += line
    assert ("synthetic borough" in said) == first
    os.kill(launcher.pid, ending)
    _, complaint = launcher.communicate(timeout=30)
    assert launcher.returncode == 0
    assert complaint == ""
    assert serve.chosen_port(port) == port


def test_a_filled_store_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    filled: list[object] = []
    monkeypatch.setattr("data.demo.fill", filled.append)
    serve.fill_if_empty(tmp_path)
    assert len(filled) == 1
    monkeypatch.setattr("data.store.Store.is_empty", lambda _: False)
    serve.fill_if_empty(tmp_path)
    assert len(filled) == 1


def test_a_damaged_store_is_named_and_left_as_it_is(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store = filled(tmp_path / "store", rows=3000)
    zeroed(store.file)
    before = contents(store.folder)
    serve.fill_if_empty(store.folder)
    assert "is damaged: its tables can't be read. Put back how it was on" in capsys.readouterr().err
    assert contents(store.folder) == before


@pytest.mark.parametrize("asked", [True, False])
def test_the_browser_is_opened_once_the_dashboard_answers(
    asked: bool,  # noqa: FBT001  a parameter of the test
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    opened: list[str] = []
    ended = subprocess.Popen([sys.executable, "-c", "pass"])
    ended.wait()
    monkeypatch.setattr(serve, "fill_if_empty", lambda _: None)
    monkeypatch.setattr(hosting, "start", lambda *_, **__: ended)
    monkeypatch.setattr(hosting, "answers", lambda *_, **__: True)
    monkeypatch.setattr("webbrowser.open", opened.append)
    port = serve.chosen_port(None)
    args = argparse.Namespace(port=port, store=tmp_path, no_browser=not asked)
    assert serve.run(args) == 1, "a server that ends by itself is no success"
    assert "dashboard.log says why" in capsys.readouterr().err
    assert opened == ([hosting.url_of(port)] if asked else [])
