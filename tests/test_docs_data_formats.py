"""The document of the data formats says what the code does: its tables are those of the code.

After a change of a reader or a rule, `python -m tests.test_docs_data_formats` writes them anew.
"""

import re
from pathlib import Path
from textwrap import dedent

import pytest

from data.columns import Reader
from data.dates import FIRST_YEAR, LAST_YEAR
from data.limits import LIMITS
from data.missing import RISKS
from data.readers import readers
from data.schema import ACCURACY_M, FLAGS, LAYERS, RULES
from tests.files import broken, read

DOCUMENT = Path(__file__).parents[1] / "docs" / "data-formats.md"
BLOCK = re.compile(r"<!-- table: (?P<name>[^>]+) -->\n(?P<table>.*?)\n?<!-- end -->", re.DOTALL)


def text() -> str:
    return DOCUMENT.read_text(encoding="utf-8")


def columns_table(reader: Reader) -> str:
    """Write the columns of a source as a table."""
    lines = ["| column | needed | also accepted | what it holds |", "|---|---|---|---|"]
    one_of = {name for group in reader.one_of for name in group}
    for column in reader.columns:
        needed = "yes" if column.required else "one place" if column.name in one_of else ""
        spellings = ", ".join(f"`{spelling}`" for spelling in column.spellings)
        lines.append(f"| `{column.name}` | {needed} | {spellings} | {column.meaning} |")
    return "\n".join(lines)


def rules_table() -> str:
    """Write the rules as a table."""
    lines = ["| code | rule | what to do |", "|---|---|---|"]
    lines += [f"| `{code}` | {rule.says} | {rule.advice} |" for code, rule in RULES.items()]
    return "\n".join(lines)


def flags_table() -> str:
    """Write the flags as a table."""
    lines = ["| flag | what it says |", "|---|---|"]
    lines += [f"| `{code}` | {says} |" for code, says in FLAGS.items()]
    return "\n".join(lines)


def limits_table() -> str:
    """Write the limits as a table."""
    lines = ["| variable | limit | why |", "|---|---|---|"]
    lines += [f"| `{one.name}` | {one.value:,} {one.unit} | {one.reason} |" for one in LIMITS]
    return "\n".join(lines)


def tables() -> dict[str, str]:
    """Give every table that the document holds, by name."""
    return {
        **{reader.source: columns_table(reader) for reader in readers()},
        "flags": flags_table(),
        "rules": rules_table(),
        "limits": limits_table(),
    }


def renewed(document: str) -> str:
    """Put the tables of the code into the document."""
    made = tables()
    return BLOCK.sub(
        lambda block: f"<!-- table: {block['name']} -->\n{made[block['name']]}\n<!-- end -->",
        document,
    )


@pytest.mark.parametrize("name", tables())
def test_the_document_holds_the_table_of_the_code(name: str) -> None:
    written = {block["name"]: block["table"] for block in BLOCK.finditer(text())}
    assert written.get(name) == tables()[name]


def test_the_document_holds_no_table_that_the_code_has_not() -> None:
    assert {block["name"] for block in BLOCK.finditer(text())} == set(tables())


def test_every_source_layer_and_accuracy_is_named() -> None:
    for word in [*LAYERS, *(reader.source for reader in readers()), *RISKS]:
        assert word in text()
    for placing, metres in ACCURACY_M.items():
        assert re.search(rf"{placing}\W.*\b{metres:.0f} m", text())
    assert f"{FIRST_YEAR} to {LAST_YEAR}" in text()


def examples() -> list[str]:
    """Find the examples of the document: indented lines of CSV, a header and rows."""
    blocks = re.findall(r"(?:^    \S.*\n)+", text(), re.MULTILINE)
    return [dedent(block) for block in blocks if block.count(",") > 2]


@pytest.mark.parametrize("example", examples(), ids=lambda example: example.split(",")[0])
def test_every_example_comes_in_as_it_stands(tmp_path: Path, example: str) -> None:
    file = tmp_path / "example.csv"
    file.write_text(example, encoding="utf-8")
    intake = read(file)
    assert broken(intake) == set()
    assert len(intake.events) == example.count("\n") - 1


def test_every_source_but_the_open_one_has_an_example() -> None:
    assert len(examples()) == len([reader for reader in readers() if reader.source != "police.uk"])


def test_a_table_that_fell_behind_is_written_anew() -> None:
    stale = "<!-- table: rules -->\n| old |\n<!-- end -->"
    assert renewed(stale) == f"<!-- table: rules -->\n{rules_table()}\n<!-- end -->"
    assert renewed(text()) == text()


if __name__ == "__main__":
    DOCUMENT.write_text(renewed(text()), encoding="utf-8", newline="\n")
