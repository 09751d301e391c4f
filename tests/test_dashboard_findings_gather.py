"""Counts of every unit: zeros included, nothing lost, a ward by the point and not the cell."""

from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from dashboard.findings import gather
from dashboard.selection import Selection
from data import geography
from data.placed import placed
from data.store import Store
from geo.windows import Window

WINDOW = Window(date(2026, 8, 23), date(2026, 11, 23))
CHOSEN = Selection(("incidents",), "incidents", 9, WINDOW)


@pytest.fixture(scope="module")
def events(demo_store: Store) -> pd.DataFrame:
    return placed(demo_store.events())


def test_cells_and_wards_hold_the_same_events(events: pd.DataFrame) -> None:
    found = gather.chosen(events, CHOSEN, window=WINDOW)
    study = geography.cells(9)
    in_cells = gather.in_cells(found, study=study, resolution=9)
    in_wards = gather.in_wards(found, wards=geography.wards())
    assert in_cells.sum() == in_wards.sum() == len(found)
    assert (len(in_cells), len(in_wards)) == (len(study), 18)
    assert (in_cells == 0).any()


def test_a_ward_holds_the_events_whose_point_is_in_it(events: pd.DataFrame) -> None:
    found = gather.chosen(events, CHOSEN, window=WINDOW)
    wards = geography.wards()
    counted = dict(zip(wards["code"], gather.in_wards(found, wards=wards), strict=True))
    assert counted == found["ward"].value_counts().reindex(wards["code"], fill_value=0).to_dict()


def test_the_place_narrows_what_is_listed_and_never_what_is_counted(events: pd.DataFrame) -> None:
    narrow = replace(CHOSEN, place="Widnes")
    assert len(gather.chosen(events, narrow, window=WINDOW)) == len(
        gather.chosen(events, CHOSEN, window=WINDOW)
    )
    study = geography.cells(9)
    widnes = gather.of_place(study, "Widnes", code="ward_code")
    assert set(study.loc[widnes, "town"]) == {"Widnes"}
    assert gather.of_place(study, "", code="ward_code").all()
    one = gather.of_place(geography.wards(), "E05013180", code="code")
    assert one.sum() == 1


def test_picked_hexagons_narrow_what_is_listed_within_the_place() -> None:
    study = geography.cells(9)
    towns = study.groupby("town")["cell"].first()
    picked = tuple(sorted(f"{cell:x}" for cell in towns))
    both = gather.listed_cells(study, replace(CHOSEN, picked=picked))
    assert set(study.loc[both, "cell"]) == set(towns)
    widnes = gather.listed_cells(study, replace(CHOSEN, picked=picked, place="Widnes"))
    assert study.loc[widnes, "cell"].tolist() == [towns["Widnes"]]
    assert gather.listed_cells(study, CHOSEN).all()


def test_a_category_and_a_window_are_kept_to(events: pd.DataFrame) -> None:
    drugs = gather.chosen(
        events, replace(CHOSEN, categories=(("incidents", "Drugs"),)), window=WINDOW
    )
    assert set(drugs["category"]) == {"Drugs"}
    assert WINDOW.holds(drugs["start"]).all()


def test_a_month_that_is_cut_is_refused(events: pd.DataFrame) -> None:
    monthly = events.assign(precision="month")
    with pytest.raises(ValueError, match="known only by their month"):
        gather.chosen(monthly, CHOSEN, window=Window(date(2026, 8, 23), date(2026, 9, 10)))
