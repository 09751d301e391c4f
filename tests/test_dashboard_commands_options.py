"""The options that say a selection."""

import argparse
import shlex
from datetime import date

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboard.commands import options
from dashboard.selection import Selection
from data import schema
from geo.windows import Window
from tests.boards import hex_at
from tests.sheets import event, here, selection

EVENTS = here(
    event(),
    event(category="Anti-social behaviour", start="2026-10-21 09:00"),
    event(layer="missing", category="high", start="2026-11-02 09:00"),
)
DATES = ["--from", "2026-09-01", "--to", "2026-11-01"]
WARDS = ["Daresbury, Moore & Sandymoor", "Daresbury Moore and Sandymoor", "E05013175"]


def parsed(words: list[str], *, defaults: bool = True) -> argparse.Namespace:
    parser = argparse.ArgumentParser(exit_on_error=False)
    options.add(parser, defaults=defaults)
    return parser.parse_args(words)


def chosen(*words: str, events: pd.DataFrame = EVENTS) -> Selection:
    return options.selection(parsed(list(words)), events=events)


def test_the_first_layer_named_is_in_focus_and_layers_keep_their_order() -> None:
    found = chosen("--layer", "missing", "--layer", "incidents", *DATES)
    assert found.focus == "missing"
    assert found.layers == ("incidents", "missing")


def test_without_a_layer_all_that_are_held_are_shown() -> None:
    assert chosen(*DATES).layers == ("incidents", "missing")


@pytest.mark.parametrize("defaults", [True, False])
def test_the_help_says_what_is_taken_where_nothing_is_asked(*, defaults: bool) -> None:
    parser = argparse.ArgumentParser()
    options.add(parser, defaults=defaults)
    said = " ".join(parser.format_help().split())
    assert said.count("(default: the last three months held)") == (2 if defaults else 0)
    assert ("all that are held" in said) is defaults


def test_the_window_is_half_open_as_given() -> None:
    assert chosen(*DATES).window == Window(date(2026, 9, 1), date(2026, 11, 1))


@pytest.mark.parametrize("only", [DATES[:2], DATES[2:]])
def test_half_a_window_is_refused(only: list[str]) -> None:
    with pytest.raises(ValueError, match="both --from and --to"):
        chosen(*only)


@pytest.mark.parametrize("wrong", ["01/09/2026", "2026-9-1", "20260901", "2026-13-01", "today"])
def test_a_date_that_is_none_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        chosen("--from", wrong, "--to", "2026-11-01")


def test_a_window_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(ValueError, match="end after it starts"):
        chosen("--from", "2026-11-01", "--to", "2026-09-01")


@pytest.mark.parametrize("missing", ["--layer", "--from", "--to"])
def test_counting_never_guesses_layer_or_window(
    missing: str, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["--layer", "incidents", *DATES]
    at = words.index(missing)
    with pytest.raises((SystemExit, argparse.ArgumentError)):
        parsed(words[:at] + words[at + 2 :], defaults=False)
    capsys.readouterr()


def test_without_a_window_the_last_three_months_of_the_layer_in_focus_are_shown() -> None:
    assert chosen("--layer", "incidents").window == Window(date(2026, 7, 22), date(2026, 10, 22))


def test_months_known_only_as_such_make_the_default_window_whole_months() -> None:
    april = event(start="2024-04-01", end="2024-05-01", precision="month")
    assert chosen(events=here(april)).window == Window(date(2024, 2, 1), date(2024, 5, 1))


def test_an_empty_store_is_explained() -> None:
    with pytest.raises(ValueError, match="bring a file in first"):
        chosen(events=schema.empty_events().assign(ward="", town=""))


def test_categories_are_found_whatever_their_capitals_and_kept_once() -> None:
    found = chosen("--layer", "incidents", "--category", "drugs", "--category", "DRUGS", *DATES)
    assert found.categories == (("incidents", "Drugs"),)


def test_a_category_may_name_its_layer_and_leaves_the_others_whole() -> None:
    found = chosen("--category", "incidents:drugs", "--category", "missing:High", *DATES)
    assert found.categories == (("incidents", "Drugs"), ("missing", "high"))
    with pytest.raises(ValueError, match="no incidents or missing of category high"):
        chosen("--category", "incidents:high", *DATES)


def test_an_unknown_category_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match="Anti-social behaviour, Drugs, high"):
        chosen("--category", "Drug", *DATES)


@pytest.mark.parametrize("ward", WARDS)
def test_a_ward_is_found_by_code_and_by_either_spelling(ward: str) -> None:
    assert chosen("--ward", ward, *DATES).place == chosen("--ward", WARDS[0], *DATES).place


def test_a_town_is_a_place_too() -> None:
    assert chosen("--ward", "widnes", *DATES).place == "Widnes"


def test_an_unknown_ward_is_refused() -> None:
    with pytest.raises(LookupError):
        chosen("--ward", "Atlantis", *DATES)


LAYERS = st.sampled_from(["incidents", "missing"])
NAMES = st.sampled_from(["Drugs", "Anti-social behaviour", 'say "when"', "$(ls) `x` it's", "a\\b"])


@settings(deadline=None, max_examples=50)
@given(
    focus=st.sampled_from(["incidents", "missing"]),
    resolution=st.sampled_from([7, 8, 9, 10]),
    categories=st.lists(st.tuples(LAYERS, NAMES), unique=True, max_size=3),
    place=st.sampled_from(["", "Widnes", "E05013175"]),
    positions=st.lists(st.integers(0, 12), unique=True, max_size=4),
)
def test_a_written_selection_reads_back_as_itself(
    focus: str,
    resolution: int,
    categories: list[tuple[str, str]],
    place: str,
    positions: list[int],
) -> None:
    picked = tuple(sorted(hex_at(position, resolution=resolution) for position in positions))
    held = (event(layer=layer, category=name) for layer, name in categories)
    events = here(*held, event(layer="missing"))
    before = selection(
        layers=("incidents", "missing"),
        focus=focus,
        resolution=resolution,
        categories=tuple(sorted(categories, key=lambda pair: schema.LAYERS.index(pair[0]))),
        place=place,
        picked=picked,
    )
    words = shlex.split(options.written(before))
    assert options.selection(parsed(words), events=events) == before


def test_hexagons_are_named_by_their_index_in_any_order_and_any_capitals() -> None:
    names = [hex_at(position) for position in (7, 3)]
    asked = chosen("--cell", names[0].upper(), "--cell", names[1], *DATES)
    assert asked.picked == tuple(sorted(names))
    assert f"--cell {names[1]}" in options.written(asked)


@pytest.mark.parametrize("wrong", ["8a195a00001ffff", "891f1d48177ffff"])
def test_a_hexagon_of_another_size_or_place_is_refused_by_name(wrong: str) -> None:
    with pytest.raises(LookupError, match=f"no hexagon {wrong} at resolution 9"):
        chosen("--cell", wrong, *DATES)


def test_a_hexagon_that_is_no_index_is_refused() -> None:
    with pytest.raises(ValueError, match="15 hexadecimal digits"):
        chosen("--cell", "Southway", *DATES)


def test_the_wards_of_the_year_before_are_written_too() -> None:
    before = selection(vintage="2013")
    assert "--wards 2013" in options.written(before)
    assert chosen(*shlex.split(options.written(before))) == before
