"""Hot spots put together for people: both nulls, which cells are clear, and why there are none."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.findings import spots
from data import geography

STUDY = geography.cells(9)
DISKS = spots.disks(STUDY)


def planted(total: int, *, at: int = 400) -> np.ndarray:
    counts = np.zeros(len(STUDY), dtype=np.int64)
    counts[at] = total
    return counts


def test_the_table_has_the_promised_columns_and_every_cell() -> None:
    found = spots.find(planted(30), study=STUDY, neighbours=DISKS, null="even")
    assert list(found.table) == ["cell", "count", "expected", "z", "p", "p_adjusted", "class"]
    assert found.table["cell"].tolist() == STUDY["cell"].tolist()
    assert found.table["expected"].sum() == pytest.approx(30)


def test_a_cell_that_holds_all_events_is_clear_and_its_empty_neighbours_are_not() -> None:
    found = spots.find(planted(30), study=STUDY, neighbours=DISKS, null="even")
    assert found.clear.tolist() == [400]


def test_clear_spots_come_surest_first_and_then_by_count() -> None:
    found = spots.find(
        planted(30) + planted(20, at=401), study=STUDY, neighbours=DISKS, null="even"
    )
    levels = found.found.levels[found.clear]
    assert (np.diff(levels.astype(int)) <= 0).all()
    weak = replace(found.found, levels=np.where(found.found.levels > 0, 90, 0).astype(np.int8))
    assert not found._replace(found=weak).clear.size


def test_too_few_events_are_said_instead_of_an_empty_map() -> None:
    found = spots.find(planted(3), study=STUDY, neighbours=DISKS, null="even")
    assert set(found.table["class"]) == {spots.TOO_FEW}
    assert found.reason.startswith("Too few events to test: 3 ")
    assert "Cold spots cannot show" in found.cold_reason


def test_each_null_has_its_own_exposure() -> None:
    ground = spots.exposure_of("even", study=STUDY)
    people = spots.exposure_of("residents", study=STUDY)
    assert ground.sum() == pytest.approx(STUDY["area_km2"].sum())
    assert people.sum() == pytest.approx(STUDY["residents"].sum())


def test_a_cell_cut_by_the_boundary_is_expected_to_have_less() -> None:
    found = spots.find(planted(30), study=STUDY, neighbours=DISKS, null="even").table
    share = found["expected"] / STUDY["area_km2"]
    assert share.max() == pytest.approx(share.min())
