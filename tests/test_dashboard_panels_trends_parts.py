"""The pieces of Trends: names are text, ratios in words, ranges drawn where they lie."""

import math
import re

import pytest

from dashboard.panels.trends import parts
from dashboard.panels.trends.parts import Column

NASTY = '<img src=x onerror="alert(1)">'


@pytest.mark.parametrize(
    ("ratio", "words"),
    [
        (1.0, "±0%"),
        (1.004, "±0%"),
        (1.25, "+25%"),
        (0.5, "−50%"),  # noqa: RUF001  a true minus
        (2.99, "+199%"),
        (3.0, "×3.0"),  # noqa: RUF001  a true times sign
        (12.4, "×12"),  # noqa: RUF001  a true times sign
        (1234.0, "×1,234"),  # noqa: RUF001  a true times sign
        (math.inf, "none before"),
        (math.nan, "none in either"),
    ],
)
def test_a_ratio_is_said_as_a_change(ratio: float, words: str) -> None:
    assert parts.change_words(ratio) == words


def test_a_range_without_an_end_says_so() -> None:
    assert parts.range_words(0.5, math.inf).endswith("to no limit")
    assert parts.range_words(0.5, 2.0) == f"{parts.change_words(0.5)} to +100%"


def lefts(drawn: str) -> list[float]:
    return [float(found) for found in re.findall(r"left:([\d.]+)%", drawn)]


def test_a_range_is_drawn_on_a_scale_where_each_step_doubles() -> None:
    same, double, half = (lefts(parts.interval(r, r, r, kind="same"))[1] for r in (1, 2, 0.5))
    assert same == 50
    assert double - same == pytest.approx(same - half, abs=0.11)
    assert double - same == pytest.approx(50 / 3, abs=0.1)


@pytest.mark.parametrize(
    ("ratio", "low", "high"),
    [(math.inf, 3.0, math.inf), (0.0, 0.0, 0.2), (100.0, 50.0, 200.0), (1.0, 0.0, math.inf)],
)
def test_an_endless_range_stays_inside_the_drawing(ratio: float, low: float, high: float) -> None:
    drawn = parts.interval(ratio, low, high, kind="rise")
    (width,) = (float(found) for found in re.findall(r"width:([\d.]+)%", drawn))
    assert all(0 <= left <= 100 for left in lefts(drawn))
    assert lefts(drawn)[0] + width <= 100.1


def test_a_missing_ratio_has_a_range_and_no_dot() -> None:
    assert "hs-dot" not in parts.interval(math.nan, 0.1, 9, kind="few")
    assert "hs-dot" in parts.interval(1.0, 0.1, 9, kind="few")


def test_drawings_are_hidden_from_those_who_hear_the_page() -> None:
    assert 'aria-hidden="true"' in parts.interval(1, 0.5, 2, kind="same")
    assert 'aria-hidden="true"' in parts.axis()
    assert parts.axis().count("<i") == len(parts.TICKS)


@pytest.mark.parametrize(
    "written",
    [
        parts.place(NASTY, NASTY, href='./?"><script>'),
        parts.on_map('./?"><script>'),
        parts.quietly(NASTY),
        parts.section(NASTY, "", note=NASTY),
        parts.facts([(NASTY, NASTY, NASTY)]),
        parts.reading(NASTY, [NASTY]),
        parts.table(NASTY, [Column("x")], []),
    ],
)
def test_names_are_text_everywhere(written: str) -> None:
    assert "<img" not in written
    assert "<script" not in written


def test_a_table_has_a_caption_headings_and_a_cell_for_each_column() -> None:
    columns = (Column("Place", "wide"), Column("Count", "figure"))
    written = parts.table("What it holds", columns, [("A", "<b>1</b>"), ("B", "2")])
    assert "<caption" in written
    assert written.count('scope="col"') == 2
    assert written.count('<td class="hs-figure">') == 2
    with pytest.raises(ValueError, match="zip"):
        parts.table("x", columns, [("A",)])


def test_a_place_with_an_address_is_a_link_and_without_one_it_is_not() -> None:
    assert parts.place("A", "B", href="./?x=1").startswith('<a class="hs-on-map" href="./?x=1"')
    assert "<a" not in parts.place("A", "B")
    assert "hs-under" not in parts.place("A")


def test_what_can_not_be_said_follows_what_is_shown() -> None:
    written = parts.reading("It shows.", ["Not this.", "Nor that."])
    assert written.index("It shows.") < written.index("Not this.") < written.index("Nor that.")
    assert written.count("<li>") == 2
