"""The frame's arithmetic in a real browser, against Python: counts, classes, dates, the clock."""

import calendar
import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import numpy as np
import pytest
from playwright.sync_api import Browser, Page

from dashboard import classes
from tests import map_frame, map_sample

EPOCH = date(1970, 1, 1)
DATA = {"from": 19_700, "to": 20_780}


@pytest.fixture(scope="module")
def sample() -> map_sample.Sample:
    """Counts of the whole borough."""
    return map_sample.sample()


class Modules:
    """The frame's modules in a page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    def __call__(self, module: str, name: str, *arguments: object) -> Any:  # noqa: ANN401  any JSON
        """Call a function of a module."""
        return self.page.evaluate(
            "async ([module, name, values]) =>"
            " (await import(`/assets/static/${module}.js`))[name](...values)",
            [module, name, list(arguments)],
        )


@pytest.fixture(scope="module")
def run(browser: Browser, sample: map_sample.Sample) -> Iterator[Modules]:
    """Call a function of one of the frame's modules: run("dates", "toDay", "2026-01-01")."""
    site = map_frame.Site(policy=False)
    site.files["/cells/a.bin"] = sample.packed
    with map_frame.running(site) as served:
        page = browser.new_page()
        page.goto(f"{served.address}/assets/static/dates.js")
        yield Modules(page)
        page.close()


def day(text: str) -> int:
    """Number of a day as the frame counts them."""
    return (date.fromisoformat(text) - EPOCH).days


def text(number: int) -> str:
    """Day of a number."""
    return (EPOCH + timedelta(days=number)).isoformat()


def words(span: dict[str, int] | None) -> tuple[str, str] | None:
    """Write a window as two days."""
    return (text(span["from"]), text(span["to"])) if span else None


def test_the_browser_unpacks_what_python_packed(run: Modules, sample: map_sample.Sample) -> None:
    found = run.page.evaluate(
        """async () => {
          const { decode } = await import("/assets/static/packed.js");
          const data = decode(await (await fetch("/cells/a.bin")).arrayBuffer());
          return {
            cells: data.cells, start: data.start, end: data.end, places: data.places.length,
            counts: data.layers.map((layer) => [...layer.count].reduce((a, b) => a + b, 0)),
          };
        }"""
    )
    assert found["cells"] == map_sample.hexes(sample)
    assert (text(found["start"]), found["end"] - found["start"]) == ("2023-11-24", map_sample.DAYS)
    assert found["counts"] == list(map_sample.EVENTS.values())
    assert found["places"] == len(sample.sheet.cells)


def test_any_window_counts_in_the_browser_as_in_pandas(
    run: Modules, sample: map_sample.Sample
) -> None:
    rng = random.Random(5)  # noqa: S311  windows to try, no secret
    windows = [sorted(rng.sample(range(map_sample.DAYS + 1), 2)) for _ in range(25)]
    windows += [[0, map_sample.DAYS], [7, 7], [0, 1], [map_sample.DAYS - 1, map_sample.DAYS]]
    found = run.page.evaluate(
        """async (windows) => {
          const { decode } = await import("/assets/static/packed.js");
          const { perCell } = await import("/assets/static/tally.js");
          const data = decode(await (await fetch("/cells/a.bin")).arrayBuffer());
          return windows.map(([a, b]) => data.layers.map((layer) =>
            [...perCell(layer, a, b, data.cells.length)]));
        }""",
        windows,
    )
    for (start, end), layers in zip(windows, found, strict=True):
        for layer, counts in zip(map_sample.EVENTS, layers, strict=True):
            np.testing.assert_array_equal(counts, sample.counts(layer, start, end))


def test_bars_and_single_cells_add_up_to_the_same(run: Modules, sample: map_sample.Sample) -> None:
    edges, cell = [0, 7, 37, 400, map_sample.DAYS], 3
    bars, ones = run.page.evaluate(
        """async ([edges, cell]) => {
          const { decode } = await import("/assets/static/packed.js");
          const { perBin, ofCell } = await import("/assets/static/tally.js");
          const [layer] = decode(await (await fetch("/cells/a.bin")).arrayBuffer()).layers;
          return [perBin(layer, edges),
            edges.slice(1).map((end, i) => ofCell(layer, edges[i], end, cell))];
        }""",
        [edges, cell],
    )
    spans = list(pairwise(edges))
    assert bars == [int(sample.counts("incidents", *span).sum()) for span in spans]
    assert ones == [int(sample.counts("incidents", *span)[cell]) for span in spans]


@pytest.mark.parametrize("layer", map_sample.EVENTS)
def test_classes_in_the_browser_are_the_classes_in_python(run: Modules, layer: str) -> None:
    rng = np.random.default_rng(8)
    tables = [rng.poisson(mean, 60) for mean in (0.02, 0.3, 1, 4, 30)]
    tables += [rng.geometric(0.2, 400) - 1, np.zeros(9, int), np.array([1]), np.array([4] * 9)]
    tables += [np.arange(n) for n in range(1, 12)]
    for table in tables:
        counts = [int(count) for count in table]
        ends = run("classes", "breaks", layer, counts)
        assert tuple(ends) == classes.breaks(layer, counts), counts
        assert tuple(run("classes", "labels", ends)) == classes.labels(ends)
        assert run("classes", "symbolLeast", layer, counts) == classes.symbol_least(layer, counts)
        every = [run("classes", "classOf", count, ends) for count in sorted(set(counts))]
        assert every == classes.class_of(sorted(set(counts)), ends).tolist()


def test_symbols_have_the_sizes_that_python_gives_them(run: Modules) -> None:
    sizes = run.page.evaluate(
        "async () => (await import('/assets/static/classes.js')).SYMBOL_BREAKS"
    )
    assert tuple(sizes) == classes.SYMBOL_BREAKS


def test_days_are_the_days_of_the_calendar(run: Modules) -> None:
    for shown in ("2024-02-29", "2026-03-29", "2026-10-25", "1999-12-31"):
        assert run("dates", "toDay", shown) == day(shown)
        assert run("dates", "toIso", day(shown)) == shown
        assert text(run("dates", "monthStart", day(shown))) == f"{shown[:8]}01"


def test_months_on_keep_the_date_or_end_with_a_shorter_month(run: Modules) -> None:
    rng = random.Random(2)  # noqa: S311  dates to try, no secret
    for _ in range(60):
        start = date(2024, 1, 1) + timedelta(days=rng.randrange(900))
        months = rng.randrange(-30, 31)
        year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
        last = calendar.monthrange(year, month + 1)[1]
        expected = date(year, month + 1, min(start.day, last)).isoformat()
        assert text(run("dates", "addMonths", (start - EPOCH).days, months)) == expected


@pytest.mark.parametrize(
    ("start", "end", "window", "length"),
    [
        ("2026-09-24", "2026-11-23", "24 Sep to 22 Nov 2026", "60 days"),
        ("2025-12-01", "2026-02-01", "1 Dec 2025 to 31 Jan 2026", "2 months"),
        ("2026-10-01", "2026-11-01", "1 Oct to 31 Oct 2026", "1 month"),
        ("2026-11-22", "2026-11-23", "22 Nov 2026", "1 day"),
    ],
)
def test_a_window_reads_as_people_say_it(
    run: Modules, start: str, end: str, window: str, length: str
) -> None:
    assert run("dates", "windowWords", day(start), day(end)) == window
    assert run("dates", "lengthWords", day(start), day(end)) == length


def test_a_month_step_stops_only_at_months_and_at_the_ends_of_the_data(run: Modules) -> None:
    data = {"from": day("2023-11-24"), "to": day("2026-11-23")}
    stops = {
        run("clockscale", "snap", at, "month", data) for at in range(data["from"], data["to"], 3)
    }
    inner = {text(stop) for stop in stops} - {"2023-11-24", "2026-11-23"}
    assert inner
    assert {stop[8:] for stop in inner} == {"01"}
    assert text(run("clockscale", "snap", day("2026-03-20"), "month", data)) == "2026-04-01"
    assert text(run("clockscale", "snap", day("2026-03-20"), "day", data)) == "2026-03-20"
    assert run("clockscale", "snap", 0, "day", data) == data["from"]


def test_a_window_is_widened_to_whole_months(run: Modules) -> None:
    data = {"from": day("2023-11-24"), "to": day("2026-11-23")}
    span = {"from": day("2026-09-24"), "to": day("2026-11-23")}
    assert words(run("clockscale", "snapped", span, "month", data)) == ("2026-09-01", "2026-11-23")
    assert words(run("clockscale", "snapped", span, "day", data)) == ("2026-09-24", "2026-11-23")
    late = {"from": day("2027-01-01"), "to": day("2027-02-01")}
    assert words(run("clockscale", "snapped", late, "day", data)) == ("2026-11-22", "2026-11-23")


@pytest.mark.parametrize("step", ["day", "week", "month"])
def test_no_hand_can_make_an_empty_window_or_leave_the_data(run: Modules, step: str) -> None:
    rng = random.Random(step)  # noqa: S311  windows to try, no secret
    for _ in range(120):
        a, b = sorted(rng.sample(range(DATA["from"], DATA["to"] + 1), 2))
        span = run("clockscale", "snapped", {"from": a, "to": b}, step, DATA)
        part = rng.choice(["start", "end", "middle", "empty"])
        places = [rng.uniform(DATA["from"] - 50, DATA["to"] + 50) for _ in "ab"]
        days = dict(zip(("from", "to"), places, strict=True))
        after = run("handles", "windowAfter", part, span, days, step, DATA)
        key = rng.choice(["ArrowLeft", "ArrowRight", "PageUp", "PageDown", "Home", "End"])
        pressed = run(
            "handles", "windowAfterKey", rng.choice(["start", "end"]), key, span, step, DATA
        )
        far = run("clockscale", "stride", span, step, DATA)
        far, whole = rng.choice([(far, far == "month"), (step, step != "day")])
        moved = run("clockscale", "moved", span, rng.choice([-1, 1]), far, DATA, whole)
        for found in (after, pressed, moved or span):
            assert DATA["from"] <= found["from"] < found["to"] <= DATA["to"], (
                part,
                key,
                span,
                found,
            )


def test_whole_months_move_by_months_and_other_windows_by_weeks(run: Modules) -> None:
    data = {"from": day("2023-12-01"), "to": day("2026-11-23")}
    month = {"from": day("2026-10-01"), "to": day("2026-11-01")}
    odd = {"from": day("2026-09-10"), "to": day("2026-10-20")}

    def moved(span: dict[str, int], direction: int, step: str) -> tuple[str, str] | None:
        far = run("clockscale", "stride", span, step, data)
        return words(run("clockscale", "moved", span, direction, far, data))

    assert moved(month, -1, "day") == ("2026-09-01", "2026-10-01")
    assert moved(month, 1, "day") == ("2026-11-01", "2026-11-23")
    assert moved(odd, 1, "day") == ("2026-09-17", "2026-10-27")
    assert moved(odd, -1, "day") == ("2026-09-03", "2026-10-13")
    assert moved({"from": day("2026-11-01"), "to": data["to"]}, -1, "month") == (
        "2026-10-01",
        "2026-11-01",
    )
    assert moved({"from": data["to"] - 40, "to": data["to"]}, 1, "day") is None
    assert moved(data, -1, "month") is None


def test_presets_are_whole_periods_that_the_data_cover(run: Modules) -> None:
    data = {"from": day("2023-11-24"), "to": day("2026-11-23")}
    found = {row["id"]: words(row["span"]) for row in run("presets", "presets", data, "day")}
    assert found == {
        "month": ("2026-10-01", "2026-11-01"),
        "two": ("2026-09-01", "2026-11-01"),
        "quarter": ("2026-07-01", "2026-10-01"),
        "year": ("2025-11-23", "2026-11-23"),
        "all": ("2023-11-24", "2026-11-23"),
    }
    december = {"from": day("2023-11-24"), "to": day("2026-12-01")}
    ends = {row["id"]: words(row["span"]) for row in run("presets", "presets", december, "month")}
    assert ends["month"] == ("2026-11-01", "2026-12-01")
    assert ends["year"] == ("2025-12-01", "2026-12-01")


def test_the_time_since_the_last_meeting_is_a_preset_where_there_was_one(run: Modules) -> None:
    data = {"from": day("2023-11-24"), "to": day("2026-11-23")}
    meetings = [day("2026-05-12"), day("2026-09-24"), day("2027-01-10")]
    for step, start in (("day", "2026-09-24"), ("month", "2026-09-01")):
        found = {
            row["id"]: words(row["span"]) for row in run("presets", "presets", data, step, meetings)
        }
        assert list(found)[:2] == ["month", "meeting"]
        assert found["meeting"] == (start, "2026-11-23")
    assert "meeting" not in {row["id"] for row in run("presets", "presets", data, "day", [])}


def test_bars_are_months_or_for_short_data_weeks(run: Modules) -> None:
    short = {"from": 20_000, "to": 20_100}
    assert run("clockscale", "barStep", "", "day", DATA, 900) == "month"
    assert run("clockscale", "barStep", "", "day", short, 900) == "week"
    assert run("clockscale", "barStep", "", "month", short, 900) == "month"
    long = run("clockscale", "barEdges", DATA, "month")
    assert [long[0], long[-1]] == list(DATA.values())
    assert {text(edge)[8:] for edge in long[1:-1]} == {"01"}


@pytest.mark.parametrize(
    ("x", "part"),
    [(80, "empty"), (95, "start"), (108, "start"), (150, "middle"), (195, "end"), (230, "empty")],
)
def test_the_ends_of_a_window_can_be_grasped_beside_their_line(
    run: Modules, x: float, part: str
) -> None:
    assert run("handles", "partAt", x, 100, 200) == part


def test_even_a_narrow_window_can_be_taken_by_its_middle(run: Modules) -> None:
    assert [run("handles", "partAt", x, 100, 106) for x in (99, 103, 107)] == [
        "start",
        "middle",
        "end",
    ]


@pytest.mark.parametrize(
    ("name", "lines"),
    [
        ("Appleton", ["Appleton"]),
        ("Central & West Bank", ["Central &", "West Bank"]),
        ("Daresbury, Moore & Sandymoor", ["Daresbury,", "Moore & Sandymoor"]),
        ("Halton Castle", ["Halton", "Castle"]),
    ],
)
def test_a_long_ward_name_takes_two_lines(run: Modules, name: str, lines: list[str]) -> None:
    assert run("placing", "nameLines", name) == lines


def test_mercator_there_and_back_again(run: Modules) -> None:
    for lng, lat in ((-2.73, 53.34), (0.0, 0.0), (10.5, -60.0)):
        assert run("mercator", "lngOf", run("mercator", "unitX", lng)) == pytest.approx(lng)
        assert run("mercator", "latOf", run("mercator", "unitY", lat)) == pytest.approx(lat)


def test_the_scale_bar_is_true_at_this_latitude(run: Modules) -> None:
    view = {"scale": 256 * 2**12.3, "top": run("mercator", "unitY", 53.34) * 256 * 2**12.3}
    bar = run("corner", "scaleBar", view | {"height": 0}, 110)
    metres = 2 * np.pi * 6_378_137 * np.cos(np.radians(53.34)) / view["scale"] * bar["pixels"]
    assert bar["metres"] == pytest.approx(metres, rel=1e-3)
    assert 40 < bar["pixels"] <= 110
