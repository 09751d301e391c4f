"""Hot spots put together for people: both nulls, which cells are clear, and why there are none."""

from dataclasses import replace

import numpy as np
import pytest

from dashboard.findings import spots
from data import geography
from geo.nulls import Null

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


@pytest.mark.parametrize("null", spots.NULLS)
def test_dealing_the_events_out_again_gives_the_same_classes(null: Null) -> None:
    drawn = np.random.default_rng(4).multinomial(400, np.full(len(STUDY), 1 / len(STUDY)))
    counts = drawn + planted(25)  # many fall where nobody lives, which no rate can judge
    exact, dealt = (
        spots.find(counts, study=STUDY, neighbours=DISKS, null=null, p=p) for p in spots.P_WORDS
    )
    p = exact.found.adjusted_hot
    far = (p < 0.03) | (p > 0.1)  # nearer to the level, the re-dealing's own error decides
    assert far.mean() > 0.9
    one, other = (test.found.levels >= spots.CLEAR for test in (exact, dealt))
    assert one[far].tolist() == other[far].tolist()
    assert one[400]
    assert exact.table["p"].tolist() != dealt.table["p"].tolist()
    assert dealt.table["p"].min() >= 1 / (spots.DRAWS + 1)


def test_each_null_has_its_own_exposure() -> None:
    ground = spots.exposure_of("even", study=STUDY)
    people = spots.exposure_of("residents", study=STUDY)
    assert ground.sum() == pytest.approx(STUDY["area_km2"].sum())
    assert people.sum() == pytest.approx(STUDY["residents"].sum())


def test_a_cell_cut_by_the_boundary_is_expected_to_have_less() -> None:
    found = spots.find(planted(30), study=STUDY, neighbours=DISKS, null="even").table
    share = found["expected"] / STUDY["area_km2"]
    assert share.max() == pytest.approx(share.min())
