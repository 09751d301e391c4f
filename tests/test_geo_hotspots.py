"""Hot spots that hold up: few false ones at any number of events, the true ones found."""

import json
import logging
from pathlib import Path
from random import Random

import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from scipy import stats
from shapely.geometry import box

from geo.cells import cells_touching, neighbours_of, outlines_of
from geo.gi_star import gi_star
from geo.hotspots import find_hot_spots, find_hot_spots_by_permutation
from tests.hexagons import disks, hexagon, uniform_maps

LATTICE = hexagon(15)
NEIGHBOURS = disks(LATTICE)
CELLS = len(LATTICE)
CENTRE = int(np.flatnonzero((LATTICE == 0).all(axis=1))[0])
MAPS = 400
SAY = logging.getLogger(__name__).info  # shown by pytest --log-cli-level=INFO


def planted(events: int, *, risk: float, rng: np.random.Generator) -> NDArray[np.int64]:
    """Maps whose centre disk has `risk` times the chance of the other cells, ``[n, maps]``."""
    weight = np.ones(CELLS)
    weight[NEIGHBOURS[[CENTRE], :].indices] = risk
    return rng.multinomial(events, weight / weight.sum(), size=MAPS).T


def analytical(maps: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Hot at 95 % by the usual way: normal p-values of Gi*, then Benjamini-Hochberg."""
    p = stats.norm.sf(gi_star(maps, neighbours=NEIGHBOURS))
    return np.asarray(stats.false_discovery_control(p, axis=0) <= 0.05)


@pytest.mark.parametrize("events", [20, 60, 250, 900, 5_000, 20_000])
def test_maps_of_pure_chance_show_a_false_hot_spot_in_at_most_one_of_twenty(events: int) -> None:
    maps = uniform_maps(events, cells=CELLS, maps=MAPS, rng=np.random.default_rng(events))
    found = find_hot_spots(maps, neighbours=NEIGHBOURS)
    assert found.reasons == ("",) * MAPS
    false_hot = float((found.levels >= 95).any(axis=0).mean())
    false_cold = float((found.levels <= -95).any(axis=0).mean())
    usual = float(analytical(maps).any(axis=0).mean())
    SAY("%d events: %.3f of maps falsely hot (usual method %.3f)", events, false_hot, usual)
    highest = 0.05 + 3 * np.sqrt(0.05 * 0.95 / MAPS)
    assert false_hot <= highest
    assert false_cold <= highest
    assert false_hot < usual


def test_cells_cut_by_the_boundary_need_their_area_or_edges_turn_cold_and_the_middle_hot() -> None:
    area = box(-2.80, 53.30, -2.68, 53.37)
    cells = cells_touching(area, resolution=9)
    inside = shapely.area(shapely.intersection(outlines_of(cells), area))
    neighbours = neighbours_of(cells, steps=1)
    rng = np.random.default_rng(1)
    maps = rng.multinomial(15_000, inside / inside.sum(), size=MAPS).T
    fair = find_hot_spots(maps, neighbours=neighbours, exposure=inside).levels
    highest = 0.05 + 3 * np.sqrt(0.05 * 0.95 / MAPS)
    assert (fair >= 95).any(axis=0).mean() <= highest
    assert (fair <= -95).any(axis=0).mean() <= highest
    equal = find_hot_spots(maps, neighbours=neighbours).levels
    assert (equal <= -95).any(axis=0).mean() > 0.9  # why the area is asked for


def test_the_score_of_the_even_null_is_gi_star_whatever_the_areas() -> None:
    counts = planted(900, risk=4, rng=np.random.default_rng(1))[:, 0]
    areas = np.random.default_rng(2).uniform(0.2, 1, CELLS)
    found = find_hot_spots(counts, neighbours=NEIGHBOURS, exposure=areas)
    np.testing.assert_array_equal(found.z, gi_star(counts, neighbours=NEIGHBOURS))


@pytest.mark.parametrize("events", [250, 900])
def test_the_same_holds_for_the_null_in_proportion_to_residents(events: int) -> None:
    rng = np.random.default_rng(events)
    residents = np.round(rng.gamma(0.6, 300, size=CELLS))
    maps = rng.multinomial(events, residents / residents.sum(), size=MAPS).T
    found = find_hot_spots(maps, neighbours=NEIGHBOURS, null="residents", exposure=residents)
    highest = 0.05 + 3 * np.sqrt(0.05 * 0.95 / MAPS)
    assert (found.levels >= 95).any(axis=0).mean() <= highest
    assert (found.levels <= -95).any(axis=0).mean() <= highest
    even = find_hot_spots(maps, neighbours=NEIGHBOURS)
    assert (even.levels >= 95).any(axis=0).mean() > 0.3  # the other null is another question


@pytest.mark.parametrize(("events", "risk"), [(60, 25), (250, 8), (900, 4), (5_000, 1.9)])
def test_a_planted_cluster_is_found_as_often_as_by_the_usual_method_at_equal_false_alarms(
    events: int, risk: float
) -> None:
    rng = np.random.default_rng(events)
    maps = planted(events, risk=risk, rng=rng)
    near = NEIGHBOURS[[CENTRE], :].indices
    found = find_hot_spots(maps, neighbours=NEIGHBOURS).levels[near] >= 95
    power = float(found.any(axis=0).mean())
    usual = float(analytical(maps)[near].any(axis=0).mean())
    chance = gi_star(uniform_maps(events, cells=CELLS, maps=MAPS, rng=rng), neighbours=NEIGHBOURS)
    limit = np.quantile(chance.max(axis=0), 0.95)  # the usual score made as honest as ours
    honest = float((gi_star(maps, neighbours=NEIGHBOURS)[near] > limit).any(axis=0).mean())
    SAY("%d events, risk x%.1f: power %.3f, usual %.3f,", events, risk, power, usual)
    SAY("... and %.3f when the usual one keeps to 5 %% false alarms", honest)
    assert power >= 0.9
    assert power >= honest - 0.05


def test_benjamini_and_hochbergs_own_example(shared: Path) -> None:
    case = json.loads((shared / "cases/fdr_bh_1995.json").read_text(encoding="utf-8"))
    adjusted = stats.false_discovery_control(case["inputs"]["p"])
    np.testing.assert_allclose(adjusted, case["expected"]["adjusted"], rtol=1e-12)
    assert (adjusted <= case["inputs"]["q"]).sum() == case["expected"]["n_reject_bh"] == 4


def test_the_adjustment_is_benjamini_and_hochbergs_over_all_cells() -> None:
    counts = uniform_maps(250, cells=CELLS, maps=1, rng=np.random.default_rng(5))[:, 0]
    found = find_hot_spots(counts, neighbours=NEIGHBOURS)
    order = np.argsort(found.p_hot)
    steps = found.p_hot[order] * CELLS / np.arange(1, CELLS + 1)
    by_hand = np.minimum(np.minimum.accumulate(steps[::-1])[::-1], 1.0)
    np.testing.assert_allclose(found.adjusted_hot[order], by_hand, rtol=1e-12)


def test_a_cell_whose_own_count_is_not_above_expectation_is_never_hot() -> None:
    counts = np.ones(CELLS, dtype=np.int64)
    ring = np.setdiff1d(NEIGHBOURS[[CENTRE], :].indices, [CENTRE])
    counts[ring], counts[CENTRE] = 30, 0
    found = find_hot_spots(counts, neighbours=NEIGHBOURS)
    assert found.adjusted_hot[CENTRE] < 1e-9
    assert found.levels[CENTRE] == 0
    assert (found.levels[ring] == 99).all()


def test_a_cell_whose_own_count_is_not_below_expectation_is_never_cold() -> None:
    counts = np.full(CELLS, 20)
    disk = NEIGHBOURS[[CENTRE], :].indices
    counts[disk] = 0
    counts[CENTRE] = 30
    found = find_hot_spots(counts, neighbours=NEIGHBOURS)
    assert found.levels[CENTRE] == 0
    assert (found.levels[np.setdiff1d(disk, [CENTRE])] == -99).all()


def test_two_events_in_one_place_are_not_a_hot_spot() -> None:
    counts = np.zeros(CELLS, dtype=np.int64)
    counts[[CENTRE, 5, 300, 700]] = [2, 1, 1, 1]
    assert (find_hot_spots(counts, neighbours=NEIGHBOURS).levels == 0).all()
    counts[CENTRE] = 4
    assert find_hot_spots(counts, neighbours=NEIGHBOURS).levels[CENTRE] == 99


def test_too_few_events_give_a_reason_and_no_class() -> None:
    counts = np.zeros((CELLS, 2), dtype=np.int64)
    counts[CENTRE] = [4, 400]
    found = find_hot_spots(counts, neighbours=NEIGHBOURS)
    assert found.reasons[0].startswith("Too few events to test: 4 in this window")
    assert found.reasons[1] == ""
    assert (found.levels[:, 0] == 0).all()
    assert found.levels[CENTRE, 1] == 99
    assert found.cold_reasons[0] != ""
    assert found.cold_reasons[1] == ""


def test_no_event_at_all_is_an_answer_and_not_an_error() -> None:
    found = find_hot_spots(np.zeros(CELLS), neighbours=NEIGHBOURS)
    assert "0 in this window" in found.reasons[0]
    assert set(found.table(np.arange(CELLS))["class"]) == {"not clear"}


def test_weighted_counts_are_refused_and_never_rounded() -> None:
    with pytest.raises(ValueError, match="Weighted sums"):
        find_hot_spots(np.full(CELLS, 0.5), neighbours=NEIGHBOURS)


def test_the_table_has_every_cell_and_the_side_the_disk_lies_on() -> None:
    counts = planted(900, risk=4, rng=np.random.default_rng(1))[:, 0]
    found = find_hot_spots(counts, neighbours=NEIGHBOURS)
    table = found.table(np.arange(CELLS))
    assert list(table.columns) == ["cell", "count", "expected", "z", "p", "p_adjusted", "class"]
    assert len(table) == CELLS
    assert table["count"].sum() == 900
    assert table["expected"].sum() == pytest.approx(900)
    hot = table["class"].str.startswith("hot")
    assert hot.any()
    assert (table.loc[hot, "p_adjusted"] <= 0.10).all()
    assert (table.loc[hot, "count"] > table.loc[hot, "expected"]).all()


def test_residents_turn_a_dense_estate_into_an_ordinary_place() -> None:
    residents = np.full(CELLS, 10.0)
    disk = NEIGHBOURS[[CENTRE], :].indices
    residents[disk] = 400.0
    counts = np.ones(CELLS, dtype=np.int64)
    counts[disk] = 40
    even = find_hot_spots(counts, neighbours=NEIGHBOURS)
    fair = find_hot_spots(counts, neighbours=NEIGHBOURS, null="residents", exposure=residents)
    assert even.levels[CENTRE] == 99
    assert fair.levels[CENTRE] == 0
    assert abs(fair.z[CENTRE]) < 1


def test_a_disk_without_residents_is_not_called_anything() -> None:
    residents = np.full(CELLS, 10.0)
    disk = NEIGHBOURS[[CENTRE], :].indices
    residents[disk] = 0.0
    counts = np.ones(CELLS, dtype=np.int64)
    counts[CENTRE] = 50
    found = find_hot_spots(counts, neighbours=NEIGHBOURS, null="residents", exposure=residents)
    assert found.levels[CENTRE] == 0
    assert found.p_hot[CENTRE] == 1
    assert found.z[CENTRE] == 0


def test_many_bins_at_once_equal_one_bin_at_a_time() -> None:
    maps = planted(250, risk=6, rng=np.random.default_rng(2))[:, :5]
    together = find_hot_spots(maps, neighbours=NEIGHBOURS)
    for column in range(5):
        alone = find_hot_spots(maps[:, column], neighbours=NEIGHBOURS)
        np.testing.assert_array_equal(together.levels[:, column], alone.levels)
        np.testing.assert_array_equal(together.adjusted_hot[:, column], alone.adjusted_hot)


def test_the_permutation_test_finds_the_same_hot_spots() -> None:
    counts = planted(250, risk=8, rng=np.random.default_rng(3))[:, 0]
    exact = find_hot_spots(counts, neighbours=NEIGHBOURS)
    dealt = find_hot_spots_by_permutation(counts, neighbours=NEIGHBOURS, draws=9_999, seed=2)
    clear = (exact.adjusted_hot < 0.02) | (exact.adjusted_hot > 0.2)
    np.testing.assert_array_equal((exact.levels >= 95)[clear], (dealt.levels >= 95)[clear])
    np.testing.assert_array_equal(exact.z, dealt.z)
    assert (exact.levels >= 95).any()


def test_draws_too_few_to_pass_the_correction_are_refused() -> None:
    with pytest.raises(ValueError, match="at least 2059 draws"):
        find_hot_spots_by_permutation(np.ones(CELLS), neighbours=NEIGHBOURS, draws=999)


def test_the_permutation_test_takes_one_time_bin() -> None:
    with pytest.raises(ValueError, match="one time bin"):
        find_hot_spots_by_permutation(np.ones((CELLS, 2)), neighbours=NEIGHBOURS)


SMALL = disks(hexagon(4))
small_maps = st.lists(st.integers(0, 6), min_size=61, max_size=61).map(np.array)


@settings(deadline=None, max_examples=50)
@given(small_maps, st.permutations(range(61)))
def test_relabelling_the_cells_changes_no_result(
    counts: NDArray[np.int64], order: list[int]
) -> None:
    residents = np.arange(1.0, 62.0)
    found = find_hot_spots(counts, neighbours=SMALL, null="residents", exposure=residents)
    moved = find_hot_spots(
        counts[order],
        neighbours=SMALL[order][:, order],
        null="residents",
        exposure=residents[order],
    )
    np.testing.assert_array_equal(moved.levels, found.levels[order])
    np.testing.assert_allclose(moved.adjusted_hot, found.adjusted_hot[order], rtol=1e-9)


@settings(deadline=None, max_examples=50)
@given(st.lists(st.integers(0, 60), max_size=120), st.randoms(), st.integers(0, 120))
def test_order_of_events_and_splitting_a_file_in_two_change_nothing(
    events: list[int], random: Random, cut: int
) -> None:
    mixed = list(events)
    random.shuffle(mixed)
    whole = np.bincount(np.array(events, dtype=np.int64), minlength=61)
    parts = sum(
        np.bincount(np.array(part, dtype=np.int64), minlength=61)
        for part in (mixed[:cut], mixed[cut:])
    )
    np.testing.assert_array_equal(
        find_hot_spots(whole, neighbours=SMALL).levels,
        find_hot_spots(parts, neighbours=SMALL).levels,
    )


@settings(deadline=None, max_examples=50)
@given(small_maps, st.integers(0, 60))
def test_one_more_event_never_makes_its_own_disk_less_hot(
    counts: NDArray[np.int64], cell: int
) -> None:
    more = counts.copy()
    more[cell] += 1
    before = find_hot_spots(counts, neighbours=SMALL)
    after = find_hot_spots(more, neighbours=SMALL)
    assert after.p_hot[cell] <= before.p_hot[cell] * (1 + 1e-12)
