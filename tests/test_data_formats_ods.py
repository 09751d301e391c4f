from pathlib import Path

import pytest

from tests.hostile import ODS_NAMES, ods_cell, zipped
from tests.reading import faults_of, grid, grids, rows_of

KNOWN = frozenset({"reference", "category", "date"})
STYLES = """<office:automatic-styles>
<number:date-style style:name="N1"><number:month/><number:text>-</number:text><number:year/>
</number:date-style>
<number:date-style style:name="N2"><number:day/><number:month/><number:year/></number:date-style>
<style:style style:name="month" style:family="table-cell" style:data-style-name="N1"/>
<style:style style:name="day" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="gone" style:family="table"><style:table-properties table:display="false"/>
</style:style></office:automatic-styles>"""
MORE_NAMES = (
    'xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" '
    'xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0"'
)
HEADER = (
    f"<table:table-row>{ods_cell(text='Reference')}{ods_cell(text='Category')}</table:table-row>"
)


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "some.ods"


def write(file: Path, *tables: str) -> Path:
    content = (
        f"<office:document-content {ODS_NAMES} {MORE_NAMES}>{STYLES}<office:body>"
        f"<office:spreadsheet>{''.join(tables)}</office:spreadsheet></office:body>"
        "</office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    file.write_bytes(zipped({"mimetype": kind, "content.xml": content}))
    return file


def table(*rows: str, name: str = "Cases", style: str = "") -> str:
    begun = f'<table:table table:name="{name}" table:style-name="{style}">'
    return f"{begun}{HEADER}{''.join(rows)}</table:table>"


def row(*cells: str, again: int = 1) -> str:
    repeated = f' table:number-rows-repeated="{again}"' if again > 1 else ""
    return f"<table:table-row{repeated}>{''.join(cells)}</table:table-row>"


def typed(kind: str, name: str, value: str, more: str = "") -> str:
    return ods_cell(f'office:value-type="{kind}" office:{name}="{value}" {more}', text="shown")


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (typed("float", "value", "351200"), "351200"),
        (typed("float", "value", "-2.7352"), "-2.7352"),
        (typed("date", "date-value", "2026-03-29T14:30:00"), "2026-03-29 14:30"),
        (typed("date", "date-value", "2026-03-29", 'table:style-name="day"'), "2026-03-29"),
        (typed("date", "date-value", "2026-03-01", 'table:style-name="month"'), "2026-03"),
        (typed("time", "time-value", "PT09H05M00S"), "9:05"),
        (typed("boolean", "boolean-value", "true"), "TRUE"),
        (typed("string", "string-value", "x"), "shown"),
        (ods_cell(text="a</text:p><text:p>b"), "a\nb"),
    ],
)
def test_typed_cells_become_plain_text(file: Path, cell: str, text: str) -> None:
    found = grid(write(file, table(row(ods_cell(text="A"), cell))), known=KNOWN)
    assert rows_of(found) == {2: ["A", text]}


def test_repeated_rows_and_cells_count_as_often(file: Path) -> None:
    twice = ods_cell('table:number-columns-repeated="2"', text="A")
    rows = [row(twice, again=2), row("", again=5), row(twice)]
    assert list(rows_of(grid(write(file, table(*rows)), known=KNOWN))) == [2, 3, 9]


def test_blank_cells_without_end_are_no_columns(file: Path) -> None:
    filler = '<table:table-cell table:number-columns-repeated="16000"/>'
    found = grid(write(file, table(row(ods_cell(text="A"), ods_cell(), filler))), known=KNOWN)
    assert rows_of(found) == {2: ["A", "x"]}


def test_a_formula_without_its_value_costs_its_row(file: Path) -> None:
    unknown = '<table:table-cell table:formula="of:=[.A1]"/>'
    worked = ods_cell('table:formula="of:=[.A1]" office:value-type="string"', text="x")
    rows = [row(ods_cell(text="A"), unknown), row(ods_cell(text="B"), worked)]
    found = grid(write(file, table(*rows)), known=KNOWN)
    assert faults_of(found) == [(2, "formula")]
    assert rows_of(found) == {3: ["B", "x"]}


def test_a_cell_that_spans_rows_belongs_to_each(file: Path) -> None:
    first = ods_cell('table:number-rows-spanned="2"', text="both")
    rows = [row(ods_cell(text="A"), first), row(ods_cell(text="B"), "<table:covered-table-cell/>")]
    found = grid(write(file, table(*rows, row(ods_cell(text="C")))), known=KNOWN)
    assert [cells[1] for cells in rows_of(found).values()] == ["both", "both", ""]


def test_hidden_tables_are_read_only_when_asked_for(file: Path) -> None:
    write(file, table(row(ods_cell(), ods_cell())), table(name="Old", style="gone"))
    found = grids(file, known=KNOWN)
    assert [one.name for one in found] == ["Cases"]
    assert found[0].notes == ("Hidden sheets were not read: 'Old'.",)
    assert [one.name for one in grids(file, known=KNOWN, hidden=True)] == ["Cases", "Old"]
