"""Severity of every ward from the partnership's own table, and what is wrong with a table."""

from datetime import timedelta
from pathlib import Path

import pytest

from dashboard.findings import gravity
from dashboard.findings import ground as on
from data import geography
from geo.windows import Window
from tests import boards
from tests.test_dashboard_findings_ground import AFTER, BEFORE

WINDOW = Window(boards.FIRST, boards.FIRST + timedelta(days=300))
CHOSEN = boards.selection(window=WINDOW)
GOOD = 'category,weight\nDrugs,3\nBurglary,10\n"Other, unknown",0.5\n'


def table(folder: Path, text: str = GOOD) -> Path:
    path = folder / "weights.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_severity_stands_beside_the_count_of_every_ward(tmp_path: Path) -> None:
    found = gravity.gravity(BEFORE, CHOSEN, path=table(tmp_path)).table
    assert found is not None
    counts = on.ward_counts(BEFORE, CHOSEN, window=WINDOW)
    assert found["count"].tolist() == counts.tolist()
    assert found["name"].tolist() == geography.wards()["name"].tolist()
    inside = BEFORE.events["ward"].ne("") & BEFORE.events["layer"].eq("incidents")
    weights = {"Drugs": 3, "Burglary": 10, "Other, unknown": 0.5}
    total = BEFORE.events.loc[inside, "category"].map(weights).sum()
    assert found["severity"].sum() == pytest.approx(total)


def test_a_category_left_out_on_the_map_weighs_nothing(tmp_path: Path) -> None:
    drugs = boards.selection(categories=(("incidents", "Drugs"),), window=WINDOW)
    found = gravity.gravity(BEFORE, drugs, path=table(tmp_path)).table
    assert found is not None
    assert found["severity"].tolist() == (3 * found["count"]).tolist()
    assert found.loc[found["count"] > 0, "largest_share"].eq(1).all()


def test_what_is_known_by_its_ward_alone_is_weighed_there(tmp_path: Path) -> None:
    before, after = (
        gravity.gravity(one, CHOSEN, path=table(tmp_path)).table for one in (BEFORE, AFTER)
    )
    assert before is not None
    assert after is not None
    grown = after["count"] - before["count"]
    assert grown.tolist() == [7] + [0] * (len(grown) - 1)
    assert after["severity"].iloc[0] > before["severity"].iloc[0]


def test_the_place_changes_nothing(tmp_path: Path) -> None:
    there = boards.selection(place="Widnes", window=WINDOW)
    one, other = (gravity.gravity(BEFORE, c, path=table(tmp_path)).table for c in (there, CHOSEN))
    assert one is not None
    assert other is not None
    assert one.equals(other)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,weight\nDrugs,3\n", "columns category and weight"),
        ("", "columns category and weight"),
        ("category,weight\nDrugs,much\n", "must be a number"),
        ("category,weight\nDrugs,\n", "must be a number"),
        ("category,weight\nDrugs\n", "must be a number"),
        ("category,weight\nDrugs,3\n", "Burglary"),
        (GOOD.replace("10", "-1"), "Burglary"),
        (GOOD.replace("10", "nan"), "Burglary"),
    ],
)
def test_a_table_that_does_not_fit_is_a_sentence_and_no_figure(
    tmp_path: Path, text: str, said: str
) -> None:
    found = gravity.gravity(BEFORE, CHOSEN, path=table(tmp_path, text))
    assert found.table is None
    assert said in found.reason


def test_a_table_that_is_gone_is_said(tmp_path: Path) -> None:
    found = gravity.gravity(BEFORE, CHOSEN, path=tmp_path / "nothing.csv")
    assert found.table is None
    assert "nothing.csv" in found.reason


def test_a_table_from_a_spreadsheet_with_a_mark_at_its_start_is_read(tmp_path: Path) -> None:
    path = tmp_path / "weights.csv"
    path.write_text("category,weight\n Drugs ,3\n", encoding="utf-8-sig")
    assert gravity.read_weights(path) == {"Drugs": 3.0}
