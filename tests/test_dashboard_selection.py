"""A selection round-trips through the address, and nothing hostile becomes part of one."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import choices
from dashboard.selection import Selection, place_name
from data import geography, schema
from geo import cells
from geo.windows import Window

START = Selection(
    layers=schema.LAYERS,
    focus="incidents",
    resolution=9,
    window=Window(date(2026, 9, 24), date(2026, 11, 23)),
)
STUDY_CELL = str(cells.hex_of(geography.cells(9)["cell"].to_numpy()[:1])[0])
NAMES = st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"]), min_size=1, max_size=30)

PAIRS = st.lists(st.tuples(st.sampled_from(schema.LAYERS), NAMES), max_size=4, unique=True)
PICKS = st.lists(st.integers(0, 20), max_size=5, unique=True)


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    layers = draw(st.lists(st.sampled_from(schema.LAYERS), min_size=1, unique=True))
    visible = tuple(name for name in schema.LAYERS if name in layers)
    vintage = draw(st.sampled_from(geography.VINTAGES))
    resolution = draw(st.sampled_from(cells.RESOLUTIONS))
    start = draw(st.dates(date(1990, 1, 1), date(2098, 1, 1)))
    study = geography.cells(resolution, vintage)["cell"].to_numpy()
    cell = draw(st.none() | st.integers(0, len(study) - 1))
    return Selection(
        layers=visible,
        focus=draw(st.sampled_from(visible)),
        resolution=resolution,
        window=Window(start, start + timedelta(days=draw(st.integers(1, 700)))),
        categories=tuple(sorted(draw(PAIRS), key=lambda pair: schema.LAYERS.index(pair[0]))),
        place=draw(st.sampled_from(list(choices.places(vintage)))),
        vintage=vintage,
        cell="" if cell is None else str(cells.hex_of(study[cell : cell + 1])[0]),
        measure=draw(st.sampled_from(choices.MEASURES)),
        picked=tuple(sorted(cells.hex_of(study[draw(PICKS)]).tolist())),
        against=draw(st.sampled_from(["year", "before", "2025-01-01..2025-03-01"])),
        swipe=draw(st.booleans()),
        step=draw(st.sampled_from(["", *choices.STEPS])),
    )


@given(selections())
def test_a_selection_comes_back_whole_from_its_address(selection: Selection) -> None:
    assert Selection.from_query(selection.to_query(), defaults=START) == selection


@given(selections())
def test_a_selection_comes_back_whole_from_its_view(selection: Selection) -> None:
    elsewhere = replace(START, place=selection.place, vintage=selection.vintage)
    assert elsewhere.from_view(selection.to_view()) == selection


def test_an_empty_address_is_the_default() -> None:
    assert Selection.from_query({}, defaults=START) == START


@given(
    st.dictionaries(
        st.sampled_from(
            [
                "layers",
                "focus",
                "resolution",
                "from",
                "to",
                "category",
                "place",
                "wards",
                "cell",
                "measure",
                "cells",
                "against",
                "compare",
                "step",
            ]
        ),
        st.text(max_size=40),
    )
)
def test_any_address_gives_a_valid_selection(query: dict[str, str]) -> None:
    found = Selection.from_query(query, defaults=START)
    assert found.focus in found.layers
    assert found.resolution in cells.RESOLUTIONS
    assert found.place in choices.places(found.vintage)
    assert Selection.from_query(found.to_query(), defaults=START) == found


def test_one_bad_choice_in_an_address_leaves_the_others_standing() -> None:
    found = Selection.from_query(
        {"layers": "missing,cuckooing", "focus": "burglary", "resolution": "8", "place": "Leeds"},
        defaults=START,
    )
    assert found == replace(START, layers=("cuckooing", "missing"), focus="cuckooing", resolution=8)


def test_a_layer_that_is_not_permitted_never_comes_from_an_address_or_a_view() -> None:
    query = {"layers": "incidents,cuckooing", "focus": "cuckooing"}
    narrow = replace(START, layers=("incidents",))
    found = Selection.from_query(query, defaults=narrow, permitted=("incidents",))
    assert found.layers == ("incidents",)
    assert found.focus == "incidents"
    view = {**START.to_view(), "layers": ["cuckooing"], "focus": "cuckooing"}
    with pytest.raises(ValueError, match="cuckooing"):
        narrow.from_view(view, permitted=("incidents",))


HOSTILE: list[tuple[str, Any]] = [
    ("layers", "incidents"),  # text where a list belongs is read as an address would be
    ("layers", []),
    ("layers", ["<script>"]),
    ("layers", {"0": "incidents"}),
    ("focus", "burglary"),
    ("focus", ["incidents"]),
    ("focus", None),
    ("resolution", 11),
    ("resolution", True),
    ("resolution", "9; drop table"),
    ("resolution", 9.5),
    ("resolution", float("nan")),
    ("resolution", None),
    ("measure", "guess"),
    ("measure", ["hot"]),
    ("category", ["incidents:Drugs"]),
    ("category", "x" * 81),
    ("cells", "<img>"),
    ("cells", {"0": "x"}),
    ("cells", [5]),
    ("against", "2025-13-01..2025-14-01"),
    ("compare", "side"),
    ("step", "hour"),
    ("from", "2026-13-01"),
    ("from", "yesterday"),
    ("from", "0001-01-01"),
    ("from", 20260924),
    ("from", "2026-11-23"),
    ("to", "9999-12-31"),
    ("to", "\u0662\u0660\u0662\u0666-11-23"),
    ("to", "2026-09-24"),
    ("cell", "<img src=x onerror=alert(1)>"),
    ("cell", "8919518aa6bfff"),
    ("cell", "8919518AA6BFFFF"),
    ("cell", 5),
    ("cell", None),
    ("cell", "../../etc/passwd"),
]


@pytest.mark.parametrize(("field", "value"), HOSTILE[1:])
def test_a_hostile_view_is_refused_with_what_was_found(field: str, value: object) -> None:
    with pytest.raises(ValueError, match=r"found|window"):
        START.from_view({**START.to_view(), field: value})


@pytest.mark.parametrize("view", [None, [], "view", 7])
def test_what_is_no_view_at_all_is_refused(view: object) -> None:
    with pytest.raises(ValueError, match="A view is an object"):
        START.from_view(view)


def test_every_problem_of_a_view_is_named_at_once() -> None:
    view = {**START.to_view(), "focus": "burglary", "resolution": 3, "cell": "?"}
    with pytest.raises(ValueError, match=r"resolution.*focus.*15 hexadecimal"):
        START.from_view(view)


def test_a_view_may_not_change_what_belongs_to_other_controls() -> None:
    view = {**START.to_view(), "place": "Widnes", "vintage": "2013", "wards": "2013"}
    assert START.from_view(view) == START


def test_a_cell_outside_the_study_area_is_no_choice() -> None:
    manchester = "891951864d3ffff"
    assert START.from_view({**START.to_view(), "cell": manchester}).cell == ""
    assert START.from_view({**START.to_view(), "cell": STUDY_CELL}).cell == STUDY_CELL


def test_a_cell_of_another_resolution_is_no_choice() -> None:
    assert Selection.from_query({"cell": STUDY_CELL, "resolution": "8"}, defaults=START).cell == ""


def test_a_comma_inside_a_category_does_not_split_it() -> None:
    pairs = (("incidents", "Harassment, stalking"), ("missing", "100% sure"))
    kept = replace(START, categories=pairs)
    assert Selection.from_query(kept.to_query(), defaults=START) == kept


def test_the_words_say_every_choice_and_also_that_none_was_made() -> None:
    assert START.words() == (
        "Incidents, Cuckooing, Missing; 24 Sep to 22 Nov 2026; Whole borough; all categories; "
        "cells at resolution 9; wards of 2020"
    )
    assert "Widnes; Drugs, Burglary" in (
        replace(
            START, place="Widnes", categories=(("incidents", "Drugs"), ("incidents", "Burglary"))
        ).words()
    )


def test_a_ward_code_is_read_out_as_its_name() -> None:
    ward = geography.wards().iloc[0]
    assert place_name(ward["code"], vintage="2020") == ward["name"]


def test_the_default_ward_outlines_are_left_out_of_the_address() -> None:
    assert "wards" not in START.to_query()
    assert replace(START, vintage="2013").to_query()["wards"] == "2013"


def test_a_layer_in_no_pair_counts_all_of_its_categories() -> None:
    chosen = replace(START, categories=(("incidents", "Drugs"), ("missing", "high")))
    assert chosen.kept("incidents") == ("Drugs",)
    assert chosen.kept("cuckooing") == ()


def test_a_category_is_named_with_its_layer_where_several_layers_are_cut_down() -> None:
    one = replace(START, categories=(("incidents", "Drugs"),))
    both = replace(START, categories=(("incidents", "Drugs"), ("missing", "high")))
    assert one.category_names() == ("Drugs",)
    assert both.category_names() == ("Drugs (incidents)", "high (missing)")


def test_what_was_not_chosen_is_not_in_the_address() -> None:
    assert set(START.to_query()) == {"layers", "focus", "resolution", "from", "to"}
