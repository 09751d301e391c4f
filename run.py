"""Hotspots: where and when crime, cuckooing and missing-person episodes gather in Halton.

python run.py              open the dashboard (the first start sets everything up)
python run.py import FILE  bring files in
python run.py status       what the store holds
python run.py batches      the imports, one by one
python run.py undo N       undo an import
python run.py quarantine   the rows that were set aside, to correct and bring back
python run.py cells        the counts behind the map, on standard output
python run.py hotspots     which cells stand out from chance
python run.py change       two windows compared
python run.py snapshot     one view of the map as a file
python run.py wards        use official ward outlines of your own
python run.py check        hold the store against its own record
python run.py backup       write the store into one dated file
python run.py restore FILE put such a file back
python run.py tests        run every check

A command explains its options after --help, for example: python run.py import --help
"""

# This file parses on Pythons older than the one that is needed, so that it can say so itself.
from __future__ import annotations

import hashlib
import importlib.util
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from subprocess import PIPE, STDOUT

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"  # what was installed, by the hash of the file that names it
UNFINISHED = VENV / "installing"  # stands only while packages are being installed
NEEDED = (3, 11)
AGAIN = "then run this again."
PROBE = f"""if 1:
    import sys
    from importlib.metadata import distributions
    pip = list(distributions(name="pip"))
    sys.exit(sys.version_info < {NEEDED} or not pip or not pip[0].files)
"""

CHECKS = (
    ("ruff check", ("-m", "ruff", "check", ".")),
    ("ruff format", ("-m", "ruff", "format", "--check", ".")),
    ("mypy", ("-m", "mypy")),
    ("lint-imports", ("-c", "import importlinter.cli as c; c.lint_imports_command()")),
)
# ends at once, so that no library can speak after pytest's closing line (DuckDB's bindings would)
TESTS = """
import os, pytest, sys
code = pytest.main(sys.argv[1:])
sys.stdout.flush()
os._exit(code)
"""
# four even on two cores: browser tests wait half of their time
WORKERS = ("--numprocesses=4", "--dist=loadfile")
PYTEST = ("-c", TESTS, *WORKERS)  # with --cov behind it says what no test runs, a third slower


class SetupError(Exception):
    """Something that a person must mend first; the message is one plain line."""


def main(argv: list[str]) -> int:
    """Set up what is missing, hand over, and return the exit code (1: set-up or a check failed)."""
    try:
        check_python(sys.version_info[:2])
        if argv[:1] in (["-h"], ["--help"], ["help"]):
            print(__doc__)
            return 0
        if argv[:1] == ["tests"]:
            prepare("requirements-dev.txt")
            return run_checks(argv[1:])
        prepare("requirements.txt")
        return hand_over(["-P", "-m", "dashboard.cli", *command(argv)])
    except (SetupError, OSError) as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def check_python(version: tuple[int, ...]) -> None:
    """Refuse a Python that is too old; `version` is its major and minor number."""
    if version < NEEDED:
        found, needed = (".".join(map(str, v)) for v in (version, NEEDED))
        raise SetupError(
            f"Python {needed} or newer is needed and this is {found}: "
            f"install a newer one (python.org/downloads), {AGAIN}"
        )


def command(argv: list[str]) -> list[str]:
    """Put the command in front: `serve` when only options, or nothing, were given."""
    return argv if argv and not argv[0].startswith("-") else ["serve", *argv]


def prepare(requirements: str) -> None:
    """Make sure that `.venv` stands and holds what a requirements file names."""
    if is_whole() and installed().get(requirements) == fingerprint(requirements):
        return
    print(f"Setting up in {VENV} (a minute or two, this once).", file=sys.stderr, flush=True)
    if not is_whole():
        make_environment()
    install(requirements)
    print("Ready.", file=sys.stderr, flush=True)


def is_whole() -> bool:
    """Tell whether `.venv` was made to the end and has a Python that runs, new enough, with pip."""
    if UNFINISHED.exists() or not python().exists():
        return False
    try:
        return subprocess.run([str(python()), "-I", "-c", PROBE], check=False).returncode == 0
    except OSError:
        return False


def python() -> Path:
    """Path of the Python in `.venv`, which need not exist yet."""
    return VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def make_environment() -> None:
    """Make `.venv` anew; whatever was left of an earlier one goes."""
    missing = [part for part in ("venv", "ensurepip") if importlib.util.find_spec(part) is None]
    if missing:
        raise SetupError(
            f"This Python came without {' and '.join(missing)}: install the missing part "
            f"(Debian and Ubuntu: sudo apt install python3-venv), {AGAIN}"
        )
    print("  making an environment of its own", file=sys.stderr, flush=True)
    code, said = watched([sys.executable, "-m", "venv", "--clear", str(VENV)])
    if code:
        raise SetupError(f"The environment {VENV} can't be made ({said}): mend that, {AGAIN}")


def install(requirements: str) -> None:
    """Install what a requirements file names, and remember that it was done."""
    print(f"  installing the packages of {requirements}", file=sys.stderr, flush=True)
    pip = [str(python()), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    UNFINISHED.touch()
    code, said = watched([*pip, "-r", str(ROOT / requirements)])
    UNFINISHED.unlink()
    if code:
        raise SetupError(
            f"The packages of {requirements} can't be installed ({said}): "
            f"check the network connection, or the proxy that pip uses, {AGAIN}"
        )
    done = {name: fingerprint(name) for name in (requirements, *included(requirements))}
    STAMP.write_text(json.dumps({**installed(), **done}), encoding="utf-8")


def installed() -> dict[str, str]:
    """Fingerprint of each requirements file when it was last installed."""
    try:
        found = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return found if isinstance(found, dict) else {}


def fingerprint(requirements: str) -> str:
    """Hash of a requirements file and of those that it includes with `-r`."""
    text = (ROOT / requirements).read_text(encoding="utf-8")
    whole = text + "".join(map(fingerprint, included(requirements)))
    return hashlib.sha256(whole.encode()).hexdigest()


def included(requirements: str) -> list[str]:
    """Names of the files that a requirements file includes with `-r`."""
    lines = (ROOT / requirements).read_text(encoding="utf-8").splitlines()
    return [line[3:].strip() for line in lines if line.startswith("-r ")]


def watched(arguments: list[str]) -> tuple[int, str]:
    """Run a quiet program, showing that time goes by: its exit code, and why it failed."""
    begun = time.monotonic()
    with subprocess.Popen(arguments, stdout=PIPE, stderr=STDOUT, env=environment()) as process:
        while True:
            try:
                said, _ = process.communicate(timeout=1)
            except subprocess.TimeoutExpired:
                show(f"  {time.monotonic() - begun:.0f} s")
            else:
                show("")
                return process.returncode, reason(said.decode("utf-8", errors="replace"))


def show(words: str) -> None:
    """Write over the line where the cursor stands, if there is a terminal to see it."""
    if sys.stderr.isatty():
        print(f"\r{words:<12}\r", end="", file=sys.stderr, flush=True)


def reason(output: str) -> str:
    """Pick the line that says what went wrong: the first error, or else the last line."""
    lines = [line.strip() for line in output.splitlines() if line.strip()]
    errors = [line for line in lines if line.upper().startswith("ERROR")]
    return (errors or lines[-1:] or ["no reason given"])[0].rstrip(".")


def environment() -> dict[str, str]:
    """Variables for what is started: imports from the root, and warnings stay warnings."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONWARNINGS"}
    return {**kept, "PYTHONPATH": str(ROOT)}


def hand_over(arguments: list[str]) -> int:
    """Run the Python of `.venv` in the directory of the caller until it ends: its exit code."""
    with subprocess.Popen([str(python()), *arguments], env=environment()) as process:
        signal.signal(signal.SIGTERM, lambda *_: process.terminate())
        while True:
            try:
                return process.wait()
            except KeyboardInterrupt:
                pass  # Ctrl-C reached the program too: let it close what it holds


def run_checks(arguments: list[str]) -> int:
    """Run every check, also after one has failed; `arguments` are for pytest."""
    os.chdir(ROOT)
    passed = [run_check(name, check) for name, check in CHECKS]
    print("pytest", flush=True)
    # last, and straight to the terminal: its closing line is the last thing that is read
    return int(hand_over([*PYTEST, *arguments]) != 0 or not all(passed))


def run_check(name: str, arguments: tuple[str, ...]) -> bool:
    """Report one check in a line; its output follows only when it failed."""
    begun = time.monotonic()
    program = [str(python()), *arguments]
    done = subprocess.run(program, check=False, stdout=PIPE, stderr=STDOUT, env=environment())
    word = "ok" if done.returncode == 0 else "FAILED"
    print(f"{name:<14}{word:<8}{time.monotonic() - begun:6.1f} s", flush=True)
    if done.returncode:
        print(done.stdout.decode("utf-8", errors="replace"), flush=True)
    return done.returncode == 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
