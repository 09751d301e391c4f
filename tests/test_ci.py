"""The scripts that run the checks: on a build machine and before a commit."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
BASH = shutil.which("bash") or ""

pytestmark = pytest.mark.skipif(not BASH, reason="the script of the build machine needs bash")


def a_program(folder: Path, name: str, *, does: str = ":") -> Path:
    """Put a small shell program into a folder."""
    program = folder / name
    program.write_text(f"#!{BASH}\n{does}\n", encoding="utf-8")
    program.chmod(0o755)
    return program


def ci(programs: Path) -> "subprocess.CompletedProcess[str]":
    """Run the script where nothing but the given programs is found."""
    python = a_program(programs, "a-python", does='echo "CI=$CI in $PWD: $*"')
    return subprocess.run(  # noqa: S603  our own script
        [BASH, str(ROOT / ".ci" / "run")],
        env={"PATH": str(programs), "PYTHON": str(python)},
        capture_output=True,
        text=True,
        check=False,
        cwd=programs,
    )


def test_with_a_browser_it_goes_straight_to_the_checks(tmp_path: Path) -> None:
    a_program(tmp_path, "chromium")
    done = ci(tmp_path)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == f"CI=true in {ROOT}: run.py tests"


def test_without_a_browser_it_installs_one(tmp_path: Path) -> None:
    a_program(tmp_path, "apt-get", does='echo "apt-get $*"')
    a_program(tmp_path, "sudo", does='shift; "$@"')
    done = ci(tmp_path)
    assert done.returncode == 0, done.stderr
    assert "apt-get install" in done.stdout
    assert "chromium" in done.stdout
    assert done.stdout.splitlines()[-1].endswith("run.py tests")


def test_without_the_browser_that_has_no_windows_it_installs_the_usual_one(tmp_path: Path) -> None:
    a_program(tmp_path, "apt-get", does='echo "apt-get $*"; [[ "$*" != *-shell ]]')
    a_program(tmp_path, "sudo", does='shift; "$@"')
    done = ci(tmp_path)
    assert done.returncode == 0, done.stderr
    assert [line.split()[-1] for line in done.stdout.splitlines() if "apt-get install" in line] == [
        "chromium-headless-shell",
        "chromium",
        "fonts-dejavu-core",
    ]


def test_where_nothing_can_be_installed_it_says_what_is_missing(tmp_path: Path) -> None:
    done = ci(tmp_path)
    assert done.returncode == 1
    assert done.stderr.startswith("Missing: chromium")
    assert done.stderr.count("\n") == 1


def test_the_script_can_be_started_in_a_fresh_clone() -> None:
    assert os.access(ROOT / ".ci" / "run", os.X_OK)


def test_the_checks_before_a_commit_are_well_formed_and_fetch_nothing() -> None:
    config = ROOT / ".pre-commit-config.yaml"
    subprocess.run(  # noqa: S603  our own command
        [sys.executable, "-m", "pre_commit", "validate-config", str(config)], check=True
    )
    repos = [ln for ln in config.read_text(encoding="utf-8").splitlines() if "repo:" in ln]
    assert [line.split(":")[1].strip() for line in repos] == ["local"]
