from pathlib import Path

import pytest

from data.intake import bring_in
from data.mapping import Mapping
from data.mappings import fingerprint, remember, remembered
from data.store import Store
from tests.files import table

MAPPING = Mapping("CRM", "incidents", {"start": "When", "category": "What", "postcode": "Post"})
ROW = {"When": "2026-01-02", "What": "Noise", "Post": "WA7 2AB", "Other": "x"}


def test_columns_have_one_name_whatever_their_order_case_and_spacing() -> None:
    assert fingerprint(["When", "What_is", ""]) == fingerprint(["what is", " WHEN "])
    assert fingerprint(["When", "What"]) != fingerprint(["When", "Who"])


def test_a_mapping_is_remembered_for_the_same_columns_only(tmp_path: Path) -> None:
    remember(tmp_path, list(ROW), MAPPING)
    assert remembered(tmp_path, list(reversed(ROW))) == MAPPING
    assert remembered(tmp_path, ["When", "What"]) is None
    assert remembered(None, list(ROW)) is None


def test_the_later_mapping_of_the_same_columns_stands(tmp_path: Path) -> None:
    remember(tmp_path, list(ROW), MAPPING)
    other = Mapping("Repairs", "incidents", MAPPING.columns)
    path = remember(tmp_path, list(ROW), other)
    assert remembered(tmp_path, list(ROW)) == other
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_what_was_said_of_a_file_holds_for_the_next(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    one = table(tmp_path / "one.csv", ROW)
    two = table(tmp_path / "two.csv", {**ROW, "Other": "y"})
    with pytest.raises(ValueError, match="of a form that is known"):
        bring_in(store, two)
    bring_in(store, one, mapping=MAPPING)
    outcome = bring_in(store, two)
    assert [receipt.source for receipt in outcome.receipts] == ["CRM"]
    assert len(store.events()) == 2


def test_a_refused_file_leaves_no_mapping_behind(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    with pytest.raises(ValueError, match="headings"):
        bring_in(
            store, table(tmp_path / "x.csv", {"When": "2026-01-02", "b": "c"}), mapping=MAPPING
        )
    assert not (store.folder / "mappings").exists()


@pytest.mark.parametrize("text", ["broken = [", 'source = "x"'])
def test_a_mapping_that_somebody_spoilt_is_named_with_what_to_do(tmp_path: Path, text: str) -> None:
    path = remember(tmp_path, list(ROW), MAPPING)
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ValueError, match=rf"{path.name} in the folder mappings .* correct it"):
        remembered(tmp_path, list(ROW))
