"""The documents keep their word: commands run, settings are listed, links lead somewhere."""

import re
import shlex
import shutil
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from dashboard import cli, settings
from data.limits import LIMITS

ROOT = Path(__file__).parents[1]
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").glob("*.md")])
BLOCK = re.compile(r"^```(?P<kind>\S+)\n(?P<body>.*?)^```", re.MULTILINE | re.DOTALL)
RUNNABLE = {"console", "bash"}
STAYS = ("python run.py", "python run.py tests")
"""Commands that serve or test: tests/test_run.py and tests/test_dashboard_commands_serve.py."""


class Written(NamedTuple):
    """One command as a document prints it."""

    document: str
    command: str


def commands(kinds: set[str]) -> list[Written]:
    """Every command in the fenced blocks of these kinds."""
    return [
        Written(document.name, line.removeprefix("$ ").strip())
        for document in DOCUMENTS
        for block in BLOCK.finditer(document.read_text(encoding="utf-8"))
        if block["kind"] in kinds
        for line in block["body"].splitlines()
        if line.strip() and not line.startswith("#")
    ]


def stays(command: str) -> bool:
    """Tell whether a command serves, or runs the checks that this test is part of."""
    return command in STAYS or command.startswith("python run.py --")


def anchors(document: Path) -> set[str]:
    """Names that a link can point at inside a document."""
    titles = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(document: Path) -> list[str]:
    """Targets of the links and pictures of a document."""
    return re.findall(r"\]\(([^)\s]+)\)", document.read_text(encoding="utf-8"))


@pytest.mark.parametrize(
    "written",
    [w for w in commands(RUNNABLE) if not stays(w.command)],
    ids=lambda written: f"{written.document}: {written.command}",
)
def test_a_printed_command_runs(
    written: Written,
    demo_store: Any,  # noqa: ANN401  see conftest
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    shutil.copytree(demo_store.folder, tmp_path / "var")
    program, script, *arguments = shlex.split(written.command.partition(" > ")[0])
    assert (program, script) == ("python", "run.py"), "documents show the one command people need"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOTSPOTS_STORE", str(tmp_path / "var"))
    # the set-up that `run.py` does first and the process that it starts are tested by themselves
    code: object = 0
    try:
        code = cli.main(arguments)
    except SystemExit as end:  # such as that of --help
        code = end.code
    said = capsys.readouterr()
    assert code in {0, None}, said.err
    assert said.out


@pytest.mark.parametrize("written", commands({"text"}), ids=lambda written: written.command)
def test_a_command_on_a_file_of_ones_own_has_options_that_exist(written: Written) -> None:
    program, script, name, *_ = shlex.split(written.command.partition(" > ")[0])
    assert (program, script) == ("python", "run.py")
    assert name in {command.NAME for command in cli.COMMANDS}


def test_there_are_commands_to_test() -> None:
    assert {w.document for w in commands(RUNNABLE)} >= {"README.md", "user-guide.md"}
    assert "python run.py" in {w.command for w in commands(RUNNABLE)}


@pytest.mark.parametrize("setting", settings.SETTINGS.values(), ids=lambda s: s.variable)
def test_every_setting_is_listed_with_its_default(setting: settings.Setting) -> None:
    text = (ROOT / "docs" / "deployment.md").read_text(encoding="utf-8")
    rows = [line for line in text.splitlines() if line.startswith(f"| `{setting.variable}`")]
    assert len(rows) == 1
    assert f"`{setting.default}`" in rows[0] if setting.default else "*(empty)*" in rows[0]


def test_no_setting_is_listed_that_does_not_exist() -> None:
    known = {setting.variable for setting in settings.SETTINGS.values()}
    known |= {limit.name for limit in LIMITS}
    for document in DOCUMENTS:
        named = set(re.findall(r"HOTSPOTS_\w+", document.read_text(encoding="utf-8")))
        assert named <= known, document.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.name)
def test_every_link_leads_somewhere(document: Path) -> None:
    for link in links(document):
        if link.startswith("https://"):
            continue
        path, _, anchor = link.partition("#")
        target = (document.parent / path).resolve() if path else document
        assert target.exists(), link
        assert not anchor or anchor in anchors(target), link


def test_every_document_is_found_from_the_readme() -> None:
    named = {(ROOT / link).resolve() for link in links(ROOT / "README.md")}
    assert set(DOCUMENTS) - {ROOT / "README.md"} <= named


def test_every_command_is_explained_to_users() -> None:
    text = "".join(path.read_text(encoding="utf-8") for path in DOCUMENTS)
    for command in cli.COMMANDS:
        assert command.NAME == "serve" or f"python run.py {command.NAME}" in text
