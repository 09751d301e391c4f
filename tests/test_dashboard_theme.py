"""The tokens: legible, complete in both modes, and the same wherever they are used."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboard import theme

HEX = re.compile(r"#[0-9A-F]{6}")


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize(
    "ink",
    ["ink", "ink-2", "ink-3", "accent-ink", "incidents-ink", "cuckooing-ink", "missing-ink"],
)
@pytest.mark.parametrize("ground", ["bg", "surface", "sunken"])
def test_text_reaches_four_and_a_half_to_one(mode: theme.Mode, ink: str, ground: str) -> None:
    assert contrast(theme.colour(ink, mode=mode), theme.colour(ground, mode=mode)) >= 4.5


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("name", ["ctl", "accent", "primary", *theme.SHAPES])
def test_controls_and_symbols_reach_three_to_one(mode: theme.Mode, name: str) -> None:
    assert contrast(theme.colour(name, mode=mode), theme.colour("bg", mode=mode)) >= 3


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("layer", list(theme.RAMPS))
def test_the_outline_of_every_filled_cell_reaches_three_to_one_against_the_land(
    mode: theme.Mode, layer: str
) -> None:
    third = theme.ramp(layer, mode=mode)[2]
    assert contrast(third, theme.colour("land", mode=mode)) >= 3


@pytest.mark.parametrize("mode", theme.MODES)
@pytest.mark.parametrize("layer", list(theme.RAMPS))
def test_more_is_always_further_from_the_land(mode: theme.Mode, layer: str) -> None:
    land = theme.colour("land", mode=mode)
    steps = [contrast(step, land) for step in theme.ramp(layer, mode=mode)]
    assert steps == sorted(steps)
    assert len(set(steps)) == 5


@given(classes=st.integers(1, 5), layer=st.sampled_from(list(theme.RAMPS)))
def test_fewer_classes_take_the_far_end_of_the_ramp(classes: int, layer: str) -> None:
    whole = theme.ramp(layer)
    assert theme.ramp(layer, classes=classes) == whole[5 - classes :]


@pytest.mark.parametrize("classes", [0, 6, -1])
def test_a_ramp_of_no_or_too_many_classes_is_refused(classes: int) -> None:
    with pytest.raises(ValueError, match="1 to 5 classes"):
        theme.ramp("incidents", classes=classes)


def test_an_unknown_colour_is_named_in_the_error_with_the_choices() -> None:
    with pytest.raises(LookupError, match=r"'puce'.*ink-2"):
        theme.colour("puce")


@pytest.mark.parametrize("mode", theme.MODES)
def test_every_token_reaches_the_style_sheet_in_both_modes(mode: theme.Mode) -> None:
    css = theme.css_variables(mode)
    for name in theme.COLOURS:
        assert f"--{name}:{theme.colour(name, mode=mode)};" in css
    for layer in theme.RAMPS:
        for number, step in enumerate(theme.ramp(layer, mode=mode), start=1):
            assert f"--{layer}-{number}:{step};" in css


def test_the_modes_name_the_same_variables() -> None:
    names = [re.findall(r"--([\w-]+):", theme.css_variables(mode)) for mode in theme.MODES]
    assert names[0] == names[1]
    assert len(set(names[0])) == len(names[0])


def test_every_plain_colour_is_six_upper_case_hex_digits() -> None:
    plain = [c for name, pair in theme.COLOURS.items() if "veil" not in name for c in pair]
    plain += [step for modes in theme.RAMPS.values() for steps in modes.values() for step in steps]
    assert [c for c in plain if not HEX.fullmatch(c)] == []


def test_the_scales_give_each_size_twice_wide_then_compact() -> None:
    css = theme.css_scales("#frame")
    assert css.startswith("#frame{")
    assert "@media (max-width:1600px){#frame{" in css
    assert re.findall(r"--type-h1:(\d+ \d+px/\d+px)", css) == ["640 28px/36px", "640 20px/26px"]
    assert re.findall(r"--space-margin:(\d+px)", css) == ["32px", "24px"]
    assert css.count("{") == css.count("}")


def test_each_layer_has_its_own_shape_because_colour_alone_is_not_enough() -> None:
    assert len(set(theme.SHAPES.values())) == len(theme.SHAPES) == len(theme.RAMPS)
