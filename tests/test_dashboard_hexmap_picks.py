"""Picked cells in the browser: which they are, what they count, and how many there may be."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser

from dashboard import choices
from tests import map_sample
from tests.map_modules import Modules, modules

START, END = 500, 700
GRID = """
  const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
  await new Promise((done) => {
    const script = Object.assign(document.createElement("script"), { onload: done });
    script.src = "/assets/vendor/h3-js/h3-js.umd.js";
    document.head.append(script);
  });
  const cells = grid.makeGrid(data.cells, data.resolution, h3);
"""


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def run(browser: Browser, sample: map_sample.Sample) -> Iterator[Modules]:
    """Call functions of the frame's modules beside packed counts."""
    with modules(browser, {"/cells/a.bin": sample.packed}) as found:
        found.page.goto(found.page.url.replace("/assets/static/dates.js", "/"))
        yield found


def test_a_cell_is_added_and_let_go_and_the_order_says_nothing(run: Modules) -> None:
    assert run("picks", "toggled", ["b"], "a") == ["a", "b"]
    assert run("picks", "toggled", ["a", "b"], "a") == ["b"]
    assert run("picks", "toggled", ["b"], "b") == []
    assert run("picks", "joined", ["c", "a"], ["b", "a"]) == ["a", "b", "c"]


def test_as_many_can_be_picked_as_python_takes(run: Modules) -> None:
    assert run.use(["picks"], "return picks.MOST;") == choices.MOST_PICKED


@pytest.mark.parametrize(("count", "words"), [(1, "1 hexagon"), (12, "12 hexagons")])
def test_how_many_is_said_with_its_noun(run: Modules, count: int, words: str) -> None:
    assert run("picks", "hexagons", count) == words


def test_too_many_are_refused_in_words_that_say_what_to_do(run: Modules) -> None:
    said = run("picks", "tooMany", 1412)
    assert said == (
        "That would be 1,412 hexagons picked; at most 300 can be. Draw a smaller loop, or choose "
        "larger hexagons."
    )


def looped(run: Modules, corners: list[list[float]]) -> list[int]:
    """Find the cells whose centre lies in a loop of longitudes and latitudes."""
    body = f"""{GRID}
      const loop = mercator.unitLine(values[0]);
      return [picks.within(cells, loop), [...cells.x], [...cells.y], [...loop]];
    """
    found: list[Any] = run.use(["packed", "grid", "picks", "mercator"], body, corners)
    inside, x, y, loop = found
    # the even-odd rule once more, by numpy, as the expectation
    ring = np.array(loop).reshape(-1, 2)
    ends = np.roll(ring, -1, axis=0)
    px, py = np.array(x)[:, None], np.array(y)[:, None]
    crosses = (ring[:, 1] > py) != (ends[:, 1] > py)
    with np.errstate(divide="ignore", invalid="ignore"):
        slope = (ends[:, 0] - ring[:, 0]) * (py - ring[:, 1]) / (ends[:, 1] - ring[:, 1])
    expected = (crosses & (px < slope + ring[:, 0])).sum(axis=1) % 2 == 1
    assert inside == np.flatnonzero(expected).tolist()
    return list(inside)


def test_a_loop_picks_the_cells_whose_centre_it_holds(run: Modules) -> None:
    square = [[-2.76, 53.35], [-2.70, 53.35], [-2.70, 53.38], [-2.76, 53.38]]
    assert len(looped(run, square)) > 20
    ear = [[-2.76, 53.35], [-2.70, 53.36], [-2.78, 53.37], [-2.71, 53.39], [-2.74, 53.34]]
    assert looped(run, ear)


def test_a_loop_round_nothing_picks_nothing(run: Modules) -> None:
    assert looped(run, [[-2.76, 53.35], [-2.76, 53.35], [-2.76, 53.35]]) == []
    assert looped(run, [[0.0, 51.0], [0.1, 51.0], [0.1, 51.1]]) == []


def test_counts_of_picked_cells_add_up_to_what_pandas_counts(
    run: Modules, sample: map_sample.Sample
) -> None:
    rng = np.random.default_rng(3)
    chosen = sorted(rng.choice(len(sample.sheet.cells), 60, replace=False).tolist())
    names = [map_sample.hexes(sample)[at] for at in chosen]
    body = f"""{GRID}
      const mask = picks.maskOf(cells, values[0]);
      return data.layers.map((layer) => {{
        const cut = picks.inMask(layer, mask), size = data.cells.length;
        const all = tally.perCell(layer, {START}, {END}, size);
        return [
          picks.sumIn(all, mask), picks.sumIn(all, null),
          tally.perBin(cut, [0, {START}, {END}, {map_sample.DAYS}]),
          [...tally.perCell(cut, {START}, {END}, size)],
          cut.day.every((day, i) => !i || cut.day[i - 1] <= day),
        ];
      }});
    """
    found = run.use(["packed", "grid", "picks", "tally"], body, names)
    for layer, (picked, every, bins, cells, in_order) in zip(map_sample.EVENTS, found, strict=True):
        counted = sample.counts(layer, START, END)
        assert picked == counted[chosen].sum()
        assert every == counted.sum()
        edges = [(0, START), (START, END), (END, map_sample.DAYS)]
        assert bins == [sample.counts(layer, a, b)[chosen].sum() for a, b in edges]
        kept = np.zeros_like(counted)
        kept[chosen] = counted[chosen]
        np.testing.assert_array_equal(cells, kept)
        assert in_order, "entries out of order can't be searched by day"


def test_no_picked_cell_means_all_of_them(run: Modules) -> None:
    body = f"""{GRID}
      const [layer] = data.layers;
      return [picks.maskOf(cells, []), picks.inMask(layer, null) === layer];
    """
    assert run.use(["packed", "grid", "picks"], body) == [None, True]


def test_a_picked_cell_of_another_size_is_left_aside(run: Modules) -> None:
    body = f"{GRID} return [...picks.maskOf(cells, values[0])].reduce((a, b) => a + b, 0);"
    found = run.use(["packed", "grid", "picks"], body, ["8a1950000007fff"])
    assert found == 0
