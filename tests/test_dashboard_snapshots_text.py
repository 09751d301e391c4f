"""Lettering: what is measured is what is drawn, and no text is more than text."""

import hashlib
import tomllib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.font_manager import get_font
from matplotlib.ft2font import LoadFlags

from dashboard.snapshots import text
from dashboard.snapshots.text import (
    BOLD,
    ITALIC,
    REGULAR,
    STRONG,
    Run,
    cut_to,
    printable,
    spaced_out,
    width_of,
    wrapped,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=80)


def test_every_font_file_is_the_one_that_was_vendored() -> None:
    listed = tomllib.loads((text.FONTS / "VENDOR.toml").read_text(encoding="utf-8"))
    sums: dict[str, str] = listed["package"][0]["sha256"]
    files = {path.name for path in text.FONTS.iterdir()} - {"VENDOR.toml"}
    assert set(sums) == files
    for name, digest in sums.items():
        assert hashlib.sha256((text.FONTS / name).read_bytes()).hexdigest() == digest


@pytest.mark.parametrize("weight", [REGULAR, ITALIC, STRONG, BOLD])
def test_all_faces_have_the_same_letters(weight: str) -> None:
    face = get_font(text.FONTS / f"Inter-{weight}.ttf")
    assert face.family_name.startswith("Inter")
    assert set(face.get_charmap()) == text._charmap()


@pytest.mark.parametrize(
    "words",
    ["Norton & Moore", "1\N{EN DASH}2", "\N{MINUS SIGN}9% to +8%", "£5, “so” — ©", "Łódź"],
)
def test_what_the_font_has_stays_as_it_is(words: str) -> None:
    assert printable(words) == words


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("a\nb\tc", "a b c"),
        ("a\0b\x1bc\u202ed", "abcd"),
        ("漢字", "??"),
        ("<img src=x onerror=alert(1)>", "<img src=x onerror=alert(1)>"),
        ("$x^2$ \\frac", "$x^2$ \\frac"),
    ],
)
def test_text_becomes_one_line_that_can_be_drawn(words: str, shown: str) -> None:
    assert printable(words) == shown


@settings(deadline=None)
@given(WORDS)
def test_whatever_a_file_holds_can_be_measured_and_wrapped(words: str) -> None:
    for line in wrapped([Run(words)], width=30, size=9):
        last = line[-1]
        wide = last.offset + width_of(last.words, weight=last.weight, size=9)
        assert wide <= 30.1


def test_wider_letters_take_more_room_in_proportion_to_their_size() -> None:
    small, large = (width_of("Widnes", weight=REGULAR, size=size) for size in (8, 16))
    assert large == pytest.approx(2 * small, rel=0.05)
    assert width_of("Widnes", weight=BOLD, size=8) > small


def test_a_line_is_as_wide_as_the_font_says() -> None:
    face = get_font(text.FONTS / "Inter-Regular.ttf")
    face.set_size(1000, 72)
    face.set_text("nnnn", flags=LoadFlags.NO_HINTING)
    drawn = face.get_width_height()[0] / 64 / 1000
    shown = width_of("nnnn", weight=REGULAR, size=10) / text.MM_PER_POINT / 10
    assert shown == pytest.approx(drawn, rel=0.05)


def test_no_word_is_lost_and_order_is_kept() -> None:
    words = "All categories; all 18 wards; H3 resolution nine"
    lines = wrapped([Run("Filters", STRONG), Run(words)], width=25, size=8)
    read = " ".join(piece.words for line in lines for piece in line)
    assert read == f"Filters {words}"
    assert len(lines) > 2


def test_a_number_keeps_its_unit_and_a_date_stays_whole() -> None:
    lines = wrapped([Run("24 Sep 2026 up to, not including, 23 Nov 2026.")], width=33, size=9)
    shown = ["".join(piece.words for piece in line) for line in lines]
    assert shown[-1].endswith("23\N{NO-BREAK SPACE}Nov\N{NO-BREAK SPACE}2026.")


def test_weights_follow_each_other_on_a_line() -> None:
    (line,) = wrapped([Run("Source", STRONG), Run("police.uk")], width=60, size=8)
    assert [piece.weight for piece in line] == [STRONG, REGULAR]
    assert line[1].offset > width_of("Source", weight=STRONG, size=8)


def test_a_word_too_long_for_the_column_is_cut_and_kept() -> None:
    lines = wrapped([Run("x" * 200)], width=20, size=8)
    assert "".join(piece.words for line in lines for piece in line) == "x" * 200
    assert len(lines) > 3


def test_text_that_does_not_fit_ends_in_an_ellipsis_inside_the_width() -> None:
    long = "Half of the incidents " * 10
    shown = cut_to(long, width=50, weight=STRONG, size=13)
    assert shown.endswith("…")
    assert width_of(shown, weight=STRONG, size=13) <= 50
    assert cut_to("short", width=50, weight=STRONG, size=13) == "short"


def test_the_marking_is_spaced_and_still_reads() -> None:
    assert spaced_out("OFFICIAL").replace(text.HAIR_SPACE, "") == "OFFICIAL"
    assert width_of(spaced_out("OFFICIAL"), weight=BOLD, size=9.5) > width_of(
        "OFFICIAL", weight=BOLD, size=9.5
    )
