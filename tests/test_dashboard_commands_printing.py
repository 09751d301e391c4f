"""What the commands that test share: names with commas between, one layer, what a table is of."""

import argparse
from datetime import date

import pytest

from dashboard.commands import printing
from dashboard.selection import Selection
from data.store import Store
from geo.windows import Window

CHOSEN = Selection(("missing",), "missing", 9, Window(date(2026, 1, 1), date(2026, 2, 1)))


def test_names_are_read_once_each_in_the_order_asked_for() -> None:
    read = printing.names_of(("even", "residents"))
    assert read("residents, even,residents") == ("residents", "even")


@pytest.mark.parametrize("text", ["", "odd", "even,odd", "even,"])
def test_a_name_that_there_is_not_is_refused(text: str) -> None:
    with pytest.raises(argparse.ArgumentTypeError, match="choose from even, residents"):
        printing.names_of(("even", "residents"))(text)


def test_one_layer_may_be_named_twice_but_not_two() -> None:
    printing.require_one_layer(argparse.Namespace(layers=["missing", "missing"]))
    with pytest.raises(ValueError, match="Run the command once for each"):
        printing.require_one_layer(argparse.Namespace(layers=["missing", "incidents"]))


def test_a_table_says_whether_its_events_are_invented(
    demo_store: Store, tmp_path_factory: pytest.TempPathFactory
) -> None:
    assert printing.about(CHOSEN, store=demo_store)["label"] == "Synthetic data"
    found = printing.about(CHOSEN, store=Store(tmp_path_factory.mktemp("none")))
    assert found["label"] == ""
    assert found["selection"]["from"] == "2026-01-01"
    assert "Crown copyright" in found["attribution"]
