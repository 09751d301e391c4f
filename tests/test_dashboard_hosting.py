"""The server as a process: the settings in force, and a clean end."""

import json
import re
import subprocess
import sys
import time
import tomllib
import urllib.error
import urllib.request
from collections.abc import Mapping
from email.message import Message
from pathlib import Path

import pytest

from dashboard import hosting

ROOT = Path(__file__).parents[1]
CONFIG = ROOT / "streamlit_config" / "config.toml"


def options_of(section: Mapping[str, object], *, prefix: str) -> dict[str, object]:
    """Flatten a settings file to dotted names."""
    found: dict[str, object] = {}
    for key, value in section.items():
        name = f"{prefix}{key}"
        found |= options_of(value, prefix=f"{name}.") if isinstance(value, dict) else {name: value}
    return found


def in_force(tmp_path: Path) -> dict[str, object]:
    """Ask Streamlit itself, started as the server is, which options it holds."""
    asked = subprocess.run(
        [sys.executable, "-m", "streamlit", "config", "show"],
        env=hosting.environment(tmp_path),
        cwd=tmp_path,
        capture_output=True,
        check=True,
        text=True,
        encoding="utf-8",
    )
    without_colours = re.sub(r"\x1b\[[0-9;]*m", "", asked.stdout)
    # words to the reader stand before the first section
    sections = without_colours[without_colours.index("\n[") :]
    held = options_of(tomllib.loads(sections), prefix="")
    return {name: meant(value) for name, value in held.items()}


def meant(value: object) -> object:
    """Read what Streamlit holds as text: a list, or a choice that may be yes, no or "auto"."""
    text = isinstance(value, str) and (value.startswith("[") or value in {"true", "false"})
    return json.loads(str(value)) if text else value


def test_every_option_of_the_settings_file_is_in_force(tmp_path: Path) -> None:
    wanted = options_of(tomllib.loads(CONFIG.read_text(encoding="utf-8")), prefix="")
    assert len(wanted) > 20
    held = in_force(tmp_path)
    assert {name: held.get(name) for name in wanted} == wanted


def test_what_must_never_be_forgotten_is_in_the_settings_file(tmp_path: Path) -> None:
    must = {
        "browser.gatherUsageStats": False,
        "server.showEmailPrompt": False,
        "client.showErrorDetails": "none",
        "server.address": "127.0.0.1",
        "server.headless": True,
    }
    held = in_force(tmp_path)
    assert {name: held.get(name) for name in must} == must


def test_a_variable_of_streamlit_wins_over_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STREAMLIT_SERVER_MAX_UPLOAD_SIZE", "7")
    assert in_force(tmp_path)["server.maxUploadSize"] == 7


def test_the_server_is_told_its_store_and_where_to_import_from(tmp_path: Path) -> None:
    told = hosting.environment(tmp_path)
    assert told["HOTSPOTS_STORE"] == str(tmp_path)
    assert told["PYTHONPATH"] == str(ROOT)


def test_a_server_that_ends_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    ended = subprocess.Popen([sys.executable, "-c", "raise SystemExit(3)"])
    ended.wait()
    monkeypatch.setattr(time, "sleep", lambda _seconds: pytest.fail("it is waited for"))
    assert not hosting.answers("http://localhost:1/", while_running=ended)


def test_a_server_that_answers_with_an_error_is_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def broken(url: str, *, timeout: float) -> None:
        assert timeout
        raise urllib.error.HTTPError(url, 500, "broken", Message(), None)

    monkeypatch.setattr("urllib.request.urlopen", broken)
    running = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert not hosting.answers("http://localhost:1/", while_running=running)
    hosting.stop(running)
    assert running.poll() is not None
    running.communicate()


def test_the_dashboard_answers(dashboard: str) -> None:
    with urllib.request.urlopen(f"{dashboard}/_stcore/health") as answer:  # noqa: S310  the loopback
        assert answer.status == 200


@pytest.mark.skipif(sys.platform != "linux", reason="reads the list of open ports that Linux keeps")
def test_the_dashboard_is_reachable_from_this_machine_alone(dashboard: str) -> None:
    port = int(dashboard.rpartition(":")[2])
    assert addresses(port) <= {"0100007F", "0" * 24 + "01000000"}  # 127.0.0.1, ::1
    assert addresses(port)


def addresses(port: int) -> set[str]:
    """Addresses that a port is listened on, as Linux writes them."""
    tables = [Path("/proc/net/tcp"), Path("/proc/net/tcp6")]
    lines = [line.split() for t in tables if t.exists() for line in t.read_text().splitlines()]
    return {
        row[1].split(":")[0] for row in lines if row[1].endswith(f":{port:04X}") and row[3] == "0A"
    }
