"""The shape of the house: three floors, one home for each idea, and nothing too long to read."""

import ast
import importlib.metadata
import re
import statistics
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FLOORS = ("geo", "data", "dashboard")
MODULES = sorted(path for floor in FLOORS for path in (ROOT / floor).rglob("*.py"))
TESTS = sorted((ROOT / "tests").glob("*.py"))
Function = ast.FunctionDef | ast.AsyncFunctionDef

HOMES = {
    "h3": ("geo/cells.py",),
    "duckdb": ("data/database.py",),
    "folium": ("dashboard/hexmap/",),
    "branca": ("dashboard/hexmap/",),
    "openpyxl": ("data/formats/excel.py", "data/formats/excel_written.py"),
    "defusedxml": ("data/formats/ods.py",),
    "pyogrio": ("data/formats/maps.py",),
}
"""Where alone a package may be imported."""

NOT_IN_GEO = {"streamlit", "folium", "duckdb", "pathlib", "io", "os"}
NOT_IN_DATA = {"streamlit", "folium", "matplotlib"}
ADDRESSES = {
    "localhost",
    "127.0.0.1",
    "www.w3.org",  # the names of XML vocabularies; nothing is fetched from there
}


def where(path: Path) -> str:
    """Name a file from the root, with slashes on every system."""
    return path.relative_to(ROOT).as_posix()


def tree_of(path: Path) -> ast.Module:
    """Parse a file."""
    return ast.parse(path.read_text(encoding="utf-8"))


def imports(tree: ast.AST) -> set[str]:
    """Top-level packages that a module imports anywhere in its text."""
    names = {a.name for n in ast.walk(tree) if isinstance(n, ast.Import) for a in n.names}
    names |= {n.module or "" for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    return {name.split(".")[0] for name in names}


def functions(tree: ast.AST) -> Iterator[Function]:
    """Every function and method."""
    return (n for n in ast.walk(tree) if isinstance(n, Function))


def body_lines(function: Function) -> int:
    """Lines of a function after its signature and docstring."""
    documented = ast.get_docstring(function) is not None
    body = function.body[1:] if documented else function.body
    return (function.end_lineno or 0) - body[0].lineno + 1 if body else 0


def statements(path: Path) -> int:
    """Lines of a file that do something: neither empty nor comment nor docstring."""
    tree = tree_of(path)
    texts = [n for n in ast.walk(tree) if isinstance(n, ast.Expr) and is_text(n.value)]
    documents = {line for n in texts for line in range(n.lineno, (n.end_lineno or n.lineno) + 1)}
    lines = enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
    return sum(
        bool(line.strip()) and not line.lstrip().startswith("#") and number not in documents
        for number, line in lines
    )


def is_text(value: ast.expr) -> bool:
    """Tell whether an expression is a plain text: a docstring, as a statement."""
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def misplaced(package: str, homes: tuple[str, ...]) -> list[str]:
    """Modules that import a package away from its home."""
    users = (where(path) for path in MODULES if package in imports(tree_of(path)))
    return [user for user in users if not user.startswith(homes)]


def test_no_floor_imports_from_above() -> None:
    done = subprocess.run(
        [sys.executable, "-c", "import importlinter.cli as c; c.lint_imports_command()"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("package", HOMES)
def test_each_idea_has_one_home(package: str) -> None:
    assert misplaced(package, HOMES[package]) == []


def test_a_module_away_from_its_home_is_noticed() -> None:
    assert misplaced("numpy", ("geo/",))


@pytest.mark.parametrize(("floor", "strangers"), [("geo", NOT_IN_GEO), ("data", NOT_IN_DATA)])
def test_the_lower_floors_know_nothing_of_the_screen(floor: str, strangers: set[str]) -> None:
    found = {where(p): imports(tree_of(p)) & strangers for p in (ROOT / floor).rglob("*.py")}
    assert {path: names for path, names in found.items() if names} == {}


def test_the_process_that_reads_files_starts_without_the_large_libraries() -> None:
    code = "import sys, data.reading_process, data.formats.delimited; print(*sys.modules)"
    done = subprocess.run(  # noqa: S603  our own modules
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, encoding="utf-8", check=True
    )
    large = {"geopandas", "shapely", "duckdb", "streamlit", "pyogrio", "openpyxl"}
    assert large & set(done.stdout.split()) == set()


def test_only_the_results_are_cached() -> None:
    caching = [where(p) for p in MODULES if "cache_" in p.read_text(encoding="utf-8")]
    streamlits = re.compile(r"\bst\.cache_|import cache_(data|resource)|\.cache_(data|resource)\b")
    texts = {path: (ROOT / path).read_text(encoding="utf-8") for path in caching}
    users = [path for path, text in texts.items() if streamlits.search(text)]
    assert set(users) <= {"dashboard/results.py"}


def test_no_module_is_too_long_to_read() -> None:
    lengths = {where(p): len(p.read_text(encoding="utf-8").splitlines()) for p in MODULES}
    assert {path: n for path, n in lengths.items() if n > 250} == {}
    assert statistics.median(lengths.values()) <= 120


def test_no_function_is_too_long_to_read() -> None:
    lengths = {
        f"{where(path)}:{function.lineno} {function.name}": body_lines(function)
        for path in [*MODULES, ROOT / "run.py"]
        for function in functions(tree_of(path))
    }
    assert {name: n for name, n in lengths.items() if n > 40} == {}
    assert statistics.median(lengths.values()) <= 10


def test_the_launcher_is_short_enough_to_trust() -> None:
    assert len((ROOT / "run.py").read_text(encoding="utf-8").splitlines()) <= 250


def test_everything_public_is_explained() -> None:
    bare = [
        f"{where(path)}:{function.lineno} {function.name}"
        for path in MODULES
        for function in tree_of(path).body
        if isinstance(function, Function)
        and not function.name.startswith("_")
        and not ast.get_docstring(function)
    ]
    assert bare == []


def test_there_is_at_least_as_much_test_as_code() -> None:
    assert sum(map(statements, TESTS)) >= sum(map(statements, MODULES))


def test_nothing_is_left_for_later() -> None:
    words = re.compile(r"\b(TO" + r"DO|FIX" + r"ME|X" + r"XX|HA" + r"CK)\b")
    files = [*MODULES, *TESTS, *ours("*.js"), *ours("*.css"), ROOT / "run.py"]
    assert [where(p) for p in files if words.search(p.read_text(encoding="utf-8"))] == []


@pytest.mark.parametrize("ending", ["py", "js", "css", "html", "json"])
def test_no_address_outside_this_machine_is_in_the_dashboard(ending: str) -> None:
    host = re.compile(r"\b(?:https?|wss?)://([^/:\s\"'`{}<>)]+)")
    found = {where(path): host.findall(text_of(path)) for path in ours(f"*.{ending}")}
    outside = {path: set(hosts) - ADDRESSES for path, hosts in found.items()}
    assert {path: hosts for path, hosts in outside.items() if hosts} == {}


def test_no_module_of_the_dashboard_hides_a_library() -> None:
    # Streamlit puts the folder of its script first on the path
    taken = set(importlib.metadata.packages_distributions()) | sys.stdlib_module_names
    taken |= {"data", "geo"}
    names = {path.stem for path in (ROOT / "dashboard").iterdir() if "__" not in path.stem}
    assert names & taken == set()


def test_every_folder_of_code_is_a_package_that_says_what_it_holds() -> None:
    folders = {path.parent for path in MODULES}
    bare = [where(f) for f in folders if not (f / "__init__.py").exists()]
    assert bare == []
    assert [where(f) for f in folders if not ast.get_docstring(tree_of(f / "__init__.py"))] == []


def ours(pattern: str) -> list[Path]:
    """Files of the dashboard that were written here."""
    found = (ROOT / "dashboard").rglob(pattern)
    return sorted(path for path in found if "vendor" not in path.parts)


def text_of(path: Path) -> str:
    """Read a file, whatever it holds."""
    return path.read_text(encoding="utf-8", errors="replace")
