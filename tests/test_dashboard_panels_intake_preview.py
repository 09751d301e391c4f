"""A file's preview groups what is wrong, counts what would come in, and shows cells as text."""

from dataclasses import replace

import pytest

from dashboard.panels.intake import preview
from data.receipts import Flagged, Intake, Receipt, flags_of
from data.schema import FLAGS, RULES
from tests.files import intake_of

RECEIPT = Receipt("a.csv", "police.uk", "incidents", 550, 34, 513, 3, revised=6, outside=2)


def broken(*rows: tuple[int, str, str]) -> Intake:
    return intake_of("a", rejected=list(rows))


def test_one_sheet_is_said_in_one_line() -> None:
    said = preview.recognised([intake_of("a", "b", source="police.uk")])
    for fact in ("<b>police.uk</b>", "Incidents", "2 rows", "1 Jan 2024"):
        assert fact in said
    assert "<table" not in said
    assert "1 row<" in preview.recognised([intake_of("a")])


def test_several_sheets_are_a_table() -> None:
    sheets = [replace(intake_of("a"), sheet=name) for name in ("May", "<i>June")]
    said = preview.recognised(sheets)
    assert said.count("<tr>") == 3
    assert "&lt;i&gt;June" in said
    assert "<i>June" not in said


def test_a_long_archive_lists_a_dozen_sheets_and_counts_the_others() -> None:
    said = preview.recognised([replace(intake_of("a"), sheet=f"m{n}") for n in range(15)])
    assert said.count("<tr>") == 13
    assert "and 3 more sheets" in said


def test_months_known_as_such_have_no_days() -> None:
    intake = intake_of("a")
    events = intake.events.assign(precision="month")
    assert "Jan 2024" in preview.recognised([replace(intake, events=events)])
    assert "1 Jan" not in preview.recognised([replace(intake, events=events)])


def test_a_file_without_a_sound_row_says_so() -> None:
    intake = broken((2, "date", "x"))
    empty = replace(intake, events=intake.events.iloc[:0], rows=1)
    assert "no sound row" in preview.recognised([empty])


def test_the_counts_are_those_of_the_receipts_together() -> None:
    said = preview.counts([RECEIPT, RECEIPT])
    for number in (">68<", ">12<", ">1,014<", ">6<", "4 outside Halton"):
        assert number in said
    assert "outside" not in preview.counts([replace(RECEIPT, outside=0)])


def test_problems_are_grouped_by_rule_the_most_frequent_first() -> None:
    said = preview.problems(
        [
            broken((2, "category", ""), *((row, "date", f"32/0{row}/2026") for row in range(3, 8))),
            broken((9, "date", "yesterday")),
        ]
    )
    assert said.index(">6<") < said.index(">1<")
    assert "row 3: <q>32/03/2026</q>" in said
    assert "row 6" not in said
    assert "row 2: blank" in said
    for rule in ("date", "category"):
        assert RULES[rule].advice.replace("'", "&#x27;") in said


def test_a_file_without_broken_rules_shows_no_problems() -> None:
    assert preview.problems([intake_of("a")]) == ""


def test_a_problem_names_its_sheet() -> None:
    sheet = replace(broken((2, "date", "x")), sheet="May")
    assert "May, row 2" in preview.problems([sheet])


@pytest.mark.parametrize(
    ("cell", "shown"),
    [
        ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
        ("a\nb\x00\x1b", "a\\nb\\u0000\\u001b"),
        ('5" pipe', "5&quot; pipe"),
        ("x" * 500, "x" * 60 + "…"),
    ],
)
def test_a_cell_is_text_and_short(cell: str, shown: str) -> None:
    assert f"<q>{shown}</q>" in preview.problems([broken((2, "date", cell))])


def test_what_is_unusual_is_summed_over_the_sheets() -> None:
    intake = intake_of("a", "b")
    flags = flags_of(intake.events.assign(flags=["outside,put-right", "outside"]))
    said = preview.unusual([replace(RECEIPT, flags=flags)] * 2)
    assert ">4<" in said
    assert FLAGS["outside"] in said
    assert FLAGS["ward-only"] not in said
    assert preview.unusual([RECEIPT]) == ""


def test_every_flag_has_words() -> None:
    every = tuple(Flagged(code, 1, (2,)) for code in FLAGS)
    assert preview.unusual([replace(RECEIPT, flags=every)]).count("<tr>") == len(FLAGS) + 1


def test_notes_say_what_a_person_should_know() -> None:
    odd = replace(
        RECEIPT,
        notes=("It is in UTF-16.",),
        not_asked=12000,
        repeated=4,
        synthetic_removed=40399,
        returned=3,
    )
    said = " ".join(preview.notes([odd, replace(RECEIPT, notes=("It is in UTF-16.",))]))
    for part in ("12,000 rows of other areas", "4 rows without", "40,399 invented", "now: 3 rows"):
        assert part in said
    assert said.count("UTF-16") == 1
    assert preview.notes([RECEIPT]) == []


def test_a_file_that_was_brought_in_before_is_said_to_be() -> None:
    known = replace(RECEIPT, seen_before=True)
    assert "brought in before; nothing" in preview.notes([known])[0]
    assert "1 of its sheets" in preview.notes([known, RECEIPT])[0]
