"""`run.py`, the only command people need: what it does on a machine that is not as it should be."""

import ast
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import run

ROOT = Path(run.__file__).parent


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let `run` work in a folder of its own, with requirements that are always met."""
    venv = tmp_path / ".venv"
    monkeypatch.setattr(run, "ROOT", tmp_path)
    monkeypatch.setattr(run, "VENV", venv)
    monkeypatch.setattr(run, "STAMP", venv / "installed.json")
    monkeypatch.setattr(run, "UNFINISHED", venv / "installing")
    (tmp_path / "requirements.txt").write_text("pip>=1\n", encoding="utf-8")
    (tmp_path / "requirements-dev.txt").write_text("-r requirements.txt\n", encoding="utf-8")
    return tmp_path


@pytest.fixture
def programs(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Record what would be run to set up, without running it; `.venv` appears when made."""
    asked: list[str] = []

    def watched(arguments: list[str]) -> tuple[int, str]:
        asked.append(arguments[2])
        if arguments[2] == "venv":
            run.python().parent.mkdir(parents=True, exist_ok=True)
            run.python().unlink(missing_ok=True)
            run.python().symlink_to(sys.executable)
        return 0, ""

    assert elsewhere.is_dir()
    monkeypatch.setattr(run, "watched", watched)
    return asked


def stderr_of(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> str:
    """Run the launcher, which must fail, and return what it says, its progress left out."""
    assert run.main(arguments) == 1
    lines = capsys.readouterr().err.splitlines(keepends=True)
    return "".join(line for line in lines if not line.startswith(("Setting up", "  ")))


@pytest.mark.parametrize("version", [(3, 8), (3, 10)])
def test_an_old_python_is_named_in_one_line(
    version: tuple[int, int],
    programs: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setattr(sys, "version_info", version)
    said = stderr_of([], capsys)
    assert f"Python 3.11 or newer is needed and this is 3.{version[1]}" in said
    assert said.count("\n") == 1
    assert programs == []


def test_this_python_is_new_enough() -> None:
    run.check_python(run.NEEDED)


def test_the_launcher_parses_on_an_old_python_so_that_it_can_say_so() -> None:
    ast.parse((ROOT / "run.py").read_text(encoding="utf-8"), feature_version=(3, 8))


def test_the_launcher_imports_the_standard_library_alone() -> None:
    tree = ast.parse((ROOT / "run.py").read_text(encoding="utf-8"))
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    assert {name.split(".")[0] for name in names} <= sys.stdlib_module_names


@pytest.mark.parametrize("part", ["venv", "ensurepip"])
def test_a_missing_part_of_python_is_named_with_its_remedy(
    part: str,
    programs: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == part else find(name)
    )
    said = stderr_of([], capsys)
    assert part in said
    assert "sudo apt install python3-venv" in said
    assert said.count("\n") == 1
    assert programs == []


def test_the_first_start_makes_the_environment_then_installs(programs: list[str]) -> None:
    run.prepare("requirements.txt")
    assert programs == ["venv", "pip"]


def test_set_up_says_nothing_where_a_command_prints_its_answer(
    programs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    run.prepare("requirements.txt")
    said = capsys.readouterr()
    assert programs == ["venv", "pip"]
    assert said.out == ""
    assert "Setting up" in said.err


def test_a_second_start_installs_nothing(programs: list[str], elsewhere: Path) -> None:
    run.prepare("requirements.txt")
    make_whole(elsewhere)
    programs.clear()
    run.prepare("requirements.txt")
    assert programs == []


def test_a_changed_requirements_file_is_installed_again(
    programs: list[str], elsewhere: Path
) -> None:
    run.prepare("requirements.txt")
    make_whole(elsewhere)
    programs.clear()
    (elsewhere / "requirements.txt").write_text("pip>=2\n", encoding="utf-8")
    run.prepare("requirements.txt")
    assert programs == ["pip"]


def test_a_change_of_an_included_file_counts(elsewhere: Path) -> None:
    before = run.fingerprint("requirements-dev.txt")
    (elsewhere / "requirements.txt").write_text("pip>=2\n", encoding="utf-8")
    assert run.fingerprint("requirements-dev.txt") != before


def test_what_the_checks_need_covers_what_the_dashboard_needs(
    programs: list[str], elsewhere: Path
) -> None:
    run.prepare("requirements-dev.txt")
    make_whole(elsewhere)
    programs.clear()
    run.prepare("requirements.txt")
    assert programs == []


def test_an_installation_that_was_cut_off_starts_anew(programs: list[str], elsewhere: Path) -> None:
    run.prepare("requirements.txt")
    make_whole(elsewhere)
    run.UNFINISHED.touch()
    programs.clear()
    run.prepare("requirements.txt")
    assert programs == ["venv", "pip"]


def test_an_unreadable_note_of_what_was_installed_only_costs_a_check(elsewhere: Path) -> None:
    run.STAMP.parent.mkdir()
    for text in ("{", "[]", ""):
        run.STAMP.write_text(text, encoding="utf-8")
        assert run.installed() == {}
    assert elsewhere.is_dir()


def test_a_failed_installation_is_one_line_and_leaves_no_promise(
    elsewhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    missing = "--no-index\nno-such-package-anywhere\n"
    (elsewhere / "requirements.txt").write_text(missing, encoding="utf-8")
    run.make_environment()
    said = stderr_of([], capsys)
    assert "The packages of requirements.txt can't be installed" in said
    assert "no-such-package-anywhere" in said
    assert "network" in said
    assert said.count("\n") == 1
    assert run.installed() == {}
    assert run.is_whole(), "a refusal by pip leaves a sound environment: no need to remake it"


def test_a_damaged_environment_is_remade_and_works(elsewhere: Path) -> None:
    run.make_environment()
    assert run.is_whole()
    for damage in damages(elsewhere):
        assert not run.is_whole(), damage
    run.prepare("requirements.txt")
    assert run.is_whole()
    assert json.loads(run.STAMP.read_text(encoding="utf-8"))


def damages(folder: Path) -> list[str]:
    """Leave pip without the list of its files, as a set-up that was cut off does."""
    records = [*(folder / ".venv").rglob("pip-*/RECORD")]
    for record in records:
        record.unlink()
    return [str(record) for record in records]


def test_warnings_as_errors_do_not_reach_pip(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PYTHONWARNINGS", "error")
    monkeypatch.setenv("PIP_INDEX_URL", "kept")
    assert "PYTHONWARNINGS" not in run.environment()
    assert run.environment()["PIP_INDEX_URL"] == "kept"
    assert run.environment()["PYTHONPATH"] == str(ROOT)


@pytest.mark.parametrize(
    ("typed", "handed"),
    [
        ([], ["serve"]),
        (["--port", "8600"], ["serve", "--port", "8600"]),
        (["--no-browser"], ["serve", "--no-browser"]),
        (["import", "a.csv"], ["import", "a.csv"]),
        (["status", "--json"], ["status", "--json"]),
    ],
)
def test_options_alone_open_the_dashboard(typed: list[str], handed: list[str]) -> None:
    assert run.command(typed) == handed


def test_help_needs_no_set_up(programs: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["--help"]) == 0
    assert "python run.py import FILE" in capsys.readouterr().out
    assert programs == []


@pytest.mark.parametrize(
    ("output", "line"),
    [
        ("Collecting x\nERROR: No matching distribution for x.\nhint: y\n", "ERROR: No matching"),
        ("one\n\nlast words\n", "last words"),
        ("", "no reason given"),
    ],
)
def test_the_line_that_says_what_went_wrong_is_found(output: str, line: str) -> None:
    assert run.reason(output).startswith(line)


def test_checks_go_on_after_one_fails_and_the_verdict_is_kept(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(run, "python", lambda: Path(sys.executable))
    monkeypatch.chdir(ROOT)
    failing = ("first", ("-c", "print('why it failed'); raise SystemExit(3)"))
    passing = ("second", ("-c", "print('not shown')"))
    monkeypatch.setattr(run, "CHECKS", (failing, passing))
    monkeypatch.setattr(run, "PYTEST", ("-c", "pass"))
    assert run.run_checks([]) == 1
    said = capsys.readouterr().out
    assert "FAILED" in said.splitlines()[0]
    assert "why it failed" in said
    assert "not shown" not in said
    assert said.index("why it failed") < said.index("second") < said.index("pytest")
    monkeypatch.setattr(run, "CHECKS", (passing,))
    assert run.run_checks([]) == 0
    monkeypatch.setattr(run, "PYTEST", ("-c", "raise SystemExit(1)"))
    assert run.run_checks([]) == 1


def test_arguments_after_tests_go_to_pytest(monkeypatch: pytest.MonkeyPatch) -> None:
    handed: list[str] = []
    monkeypatch.setattr(run, "CHECKS", ())
    monkeypatch.setattr(run, "prepare", lambda _: None)

    def hand_over(arguments: list[str]) -> int:
        handed.extend(arguments)
        return 0

    monkeypatch.setattr(run, "hand_over", hand_over)
    monkeypatch.chdir(ROOT)
    assert run.main(["tests", "-k", "cells"]) == 0
    assert handed[-2:] == ["-k", "cells"]


@pytest.mark.parametrize(("body", "code"), [("pass", 0), ("assert 0", 1)])
def test_the_closing_line_of_pytest_is_the_last_one(body: str, code: int, tmp_path: Path) -> None:
    late = "import atexit, sys\natexit.register(lambda: print('late', file=sys.stderr))\n"
    test = tmp_path / "test_it.py"
    test.write_text(f"{late}def test_it():\n    {body}\n", encoding="utf-8")
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-c", run.TESTS, str(test), "--rootdir", str(tmp_path)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
        cwd=tmp_path,
    )
    assert done.returncode == code
    assert done.stdout.splitlines()[-1].startswith("=====")


def test_every_check_of_the_plan_is_run() -> None:
    assert [name for name, _ in run.CHECKS] == [
        "ruff check",
        "ruff format",
        "mypy",
        "lint-imports",
    ]
    assert "pytest.main" in run.PYTEST[1]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no interrupt signal for one process")
def test_ctrl_c_lets_the_program_close_what_it_holds_and_is_quiet(tmp_path: Path) -> None:
    closing = tmp_path / "closed"
    held = (
        "import time, pathlib, sys\n"
        "try:\n    print('up', flush=True); time.sleep(30)\n"
        f"except KeyboardInterrupt:\n    time.sleep(0.5); pathlib.Path({str(closing)!r}).touch()\n"
    )
    launcher = (
        "import run, sys, pathlib; run.python = lambda: pathlib.Path(sys.executable)\n"
        f"sys.exit(run.hand_over(['-c', {held!r}]))"
    )
    program = subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-c", launcher],
        cwd=ROOT,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        start_new_session=True,
    )
    assert program.stdout is not None
    assert program.stdout.readline().strip() == b"up"
    time.sleep(0.1)
    os.killpg(program.pid, signal.SIGINT)
    _, said = program.communicate(timeout=20)
    assert closing.exists()
    assert said == b""


def make_whole(folder: Path) -> None:
    """Turn the recorded environment into one that passes for whole."""
    python = folder / ".venv" / "whole-python"
    python.write_text("#!/bin/sh\nexit 0\n", encoding="utf-8")
    python.chmod(0o755)
    run.python().unlink()
    run.python().symlink_to(python)
