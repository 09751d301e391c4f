"""The command line: one plain line for every mishap, and the right exit code."""

import argparse
import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from typing import cast

import pytest

from dashboard import cli

ROOT = Path(__file__).parents[1]


def command(outcome: Exception | int, *, seen: list[argparse.Namespace] | None = None) -> object:
    """Make a command `try` that returns or raises what it is told."""

    def run(args: argparse.Namespace) -> int:
        if seen is not None:
            seen.append(args)
        if isinstance(outcome, Exception):
            raise outcome
        return outcome

    def arguments(parser: argparse.ArgumentParser) -> None:
        parser.add_argument("--number", type=int)

    return SimpleNamespace(NAME="try", HELP="tries", arguments=arguments, run=run)


def run_with(
    outcome: Exception | int, monkeypatch: pytest.MonkeyPatch, *arguments: str
) -> tuple[int, list[argparse.Namespace]]:
    """Run a command line whose one command ends as told."""
    seen: list[argparse.Namespace] = []
    monkeypatch.setattr(cli, "COMMANDS", (cast("cli.Command", command(outcome, seen=seen)),))
    return cli.main(["try", *arguments]), seen


@pytest.mark.parametrize(
    ("error", "line"),
    [
        (ValueError("A rule.\nWhat was found. What to do."), "A rule. What was found. What to do."),
        (KeyError("no ward 'X'; near: Y"), "no ward 'X'; near: Y"),
        (FileNotFoundError(2, "No such file or directory", "a.csv"), "No such file or directory"),
        (OSError("The store is busy: try again."), "The store is busy: try again."),
        (ValueError(), "ValueError"),
    ],
)
def test_our_own_errors_are_one_plain_line_and_exit_2(
    error: Exception,
    line: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    code, _ = run_with(error, monkeypatch)
    said = capsys.readouterr()
    assert code == 2
    assert said.err.startswith(line)
    assert said.err.count("\n") == 1
    assert said.out == ""


def test_a_missing_file_is_named(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run_with(FileNotFoundError(2, "No such file or directory", "a.csv"), monkeypatch)
    assert capsys.readouterr().err == "No such file or directory: a.csv\n"


def test_a_fault_of_the_program_says_where_without_a_traceback(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    code, _ = run_with(TypeError("unexpected"), monkeypatch)
    said = capsys.readouterr().err
    assert code == 1
    assert "TypeError: unexpected" in said
    assert "test_dashboard_cli.py, line" in said
    assert said.count("\n") == 1


def test_the_exit_code_of_a_command_is_passed_on(monkeypatch: pytest.MonkeyPatch) -> None:
    assert run_with(0, monkeypatch)[0] == 0
    assert run_with(3, monkeypatch)[0] == 3


def test_ctrl_c_is_quiet(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def interrupted(_: argparse.Namespace) -> int:
        raise KeyboardInterrupt

    own = command(0)
    monkeypatch.setattr(own, "run", interrupted)
    monkeypatch.setattr(cli, "COMMANDS", (cast("cli.Command", own),))
    assert cli.main(["try"]) == 130
    assert capsys.readouterr().err == ""


@pytest.mark.parametrize("wrong", [[], ["unknown"], ["try", "--number", "x"], ["try", "--what"]])
def test_a_usage_error_is_one_line_and_exit_2(
    wrong: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(cli, "COMMANDS", (cast("cli.Command", command(0)),))
    with pytest.raises(SystemExit) as stopped:
        cli.main(wrong)
    said = capsys.readouterr().err
    assert stopped.value.code == 2
    assert said.count("\n") == 1
    assert "--help" in said


def test_the_store_is_the_one_named_else_the_variable_else_var(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("HOTSPOTS_STORE", raising=False)
    assert run_with(0, monkeypatch)[1][0].store == ROOT / "var"
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path))
    assert run_with(0, monkeypatch)[1][0].store == tmp_path
    assert run_with(0, monkeypatch, "--store", "here")[1][0].store == Path("here")


def test_a_wrong_setting_is_one_line_too(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "weather")
    assert run_with(0, monkeypatch)[0] == 2
    assert "weather" in capsys.readouterr().err


def test_every_command_of_the_plan_is_there() -> None:
    names = {command.NAME for command in cli.COMMANDS}
    assert names >= {"serve", "import", "status", "cells", "snapshot", "wards"}


def test_a_reader_that_stops_listening_is_no_error() -> None:
    program = (
        "import sys\nfrom types import SimpleNamespace\nfrom dashboard import cli\n"
        "def run(args):\n"
        "    for i in range(100_000): print(i)\n"
        "    return 0\n"
        "own = SimpleNamespace(NAME='try', HELP='', arguments=lambda p: None, run=run)\n"
        "cli.COMMANDS = (own,)\nsys.exit(cli.main(['try']))\n"
    )
    writer = subprocess.Popen(  # noqa: S603  our own program
        [sys.executable, "-c", program], cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert writer.stdout is not None
    assert writer.stderr is not None
    assert writer.stdout.readline().strip() == b"0"
    writer.stdout.close()
    assert writer.stderr.read() == b""
    writer.stderr.close()
    assert writer.wait(timeout=30) == 0
