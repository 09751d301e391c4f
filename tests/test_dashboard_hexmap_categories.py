"""The categories of a layer: what counts is cut once, and everything on the map follows."""

from collections.abc import Iterator

import numpy as np
import pytest
from playwright.sync_api import Browser

from data.basemap import basemap
from tests import map_frame, map_sample
from tests.map_driver import Driver, driving
from tests.map_modules import Modules, modules
from tests.map_sample import day_number

START, END = day_number("2026-09-24"), day_number("2026-11-23")
NAMES = ["one", "two", "three"]


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough at the middle size."""
    return map_sample.sample()


@pytest.fixture(scope="module")
def run(browser: Browser, sample: map_sample.Sample) -> Iterator[Modules]:
    """Call a function of one of the frame's modules."""
    with modules(browser, {"/cells/a.bin": sample.packed}) as opened:
        yield opened


@pytest.fixture(scope="module")
def site(sample: map_sample.Sample) -> Iterator[map_frame.Site]:
    """Serve one set of data."""
    site = map_frame.Site()
    site.put_basemap(basemap())
    site.files["/cells/a.bin"] = sample.packed
    with map_frame.running(site) as served:
        yield served


@pytest.fixture
def driver(browser: Browser, site: map_frame.Site) -> Iterator[Driver]:
    """Open the frame for exploring."""
    with driving(browser, site) as driver:
        yield driver.show()


def kept(
    sample: map_sample.Sample, layer: str, *names: str
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Count some categories of a layer per cell in the first window, by pandas."""
    table = sample.table
    wanted = table["category"].isin([NAMES.index(name) for name in names])
    return map_sample.Sample(sample.packed, table[wanted], sample.sheet).counts(layer, START, END)


@pytest.mark.parametrize("names", [["one"], ["two", "three"], ["three", "one", "unheard of"]])
def test_a_sifted_layer_counts_only_what_is_kept(
    run: Modules, sample: map_sample.Sample, names: list[str]
) -> None:
    found = run.use(
        ["packed", "sift", "tally"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const layer = sift.sift(data.layers[0], values[0]);
        return [[...tally.perCell(layer, values[1], values[2], data.cells.length)],
          [...layer.day].every((day, i) => !i || day >= layer.day[i - 1])];""",
        names,
        START,
        END,
    )
    known = [name for name in names if name in NAMES]
    assert found == [kept(sample, "incidents", *known).tolist(), True]


def test_all_categories_are_the_layer_itself(run: Modules) -> None:
    assert run.use(
        ["packed", "sift"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const [layer] = data.layers;
        return [sift.sift(layer, []) === layer, sift.sift(layer) === layer,
          sift.sift(layer, layer.categories).count.length === layer.count.length];""",
    ) == [True, True, True]


def test_only_a_layer_whose_choice_has_changed_is_cut_again(run: Modules) -> None:
    assert run.use(
        ["packed", "sift", "store"],
        """const data = packed.decode(await (await fetch("/cells/a.bin")).arrayBuffer());
        const kept = store.makeStore({ data, kept: { incidents: ["one"] }, layers: [] });
        sift.keepLayers(kept);
        kept.flush();
        const before = kept.state.layers;
        kept.set({ kept: { incidents: ["one"], missing: ["two"] } });
        kept.flush();
        const after = kept.state.layers;
        return before.map((layer, i) => layer === after[i]);""",
    ) == [True, True, False]
