"""The strip of months says the same in marks and in words."""

from datetime import date

from dashboard.panels.intake import strip
from dashboard.sources import Month
from geo.days import months_later


def months(states: str, *, first: date = date(2026, 1, 1)) -> list[Month]:
    """Make months of the states f(ull), p(art), n(one) and b(eyond)."""
    names = {"f": "full", "p": "part", "n": "none", "b": "beyond"}
    return [
        Month(months_later(first, months=at), 10, names[letter]) for at, letter in enumerate(states)
    ]


def test_every_month_is_a_mark_of_its_state_in_its_order() -> None:
    drawn = strip.html(months("fpnb"), layer="missing")
    assert [drawn.count(f'class="hs-{state}"') for state in ("full", "part", "none", "beyond")] == [
        1,
        1,
        1,
        1,
    ]
    assert drawn.index("hs-full") < drawn.index("hs-part") < drawn.index("hs-none")
    assert "hs-strip hs-missing" in drawn


def test_only_the_last_five_years_are_drawn() -> None:
    assert strip.html(months("n" + "f" * 60), layer="missing").count("<i") == 60
    assert "hs-none" not in strip.html(months("n" + "f" * 60), layer="missing")


def test_the_marks_are_hidden_from_those_who_hear_the_page_as_words_say_the_same() -> None:
    assert 'aria-hidden="true"' in strip.html(months("f"), layer="missing")
    assert strip.words(months("ff")) == "No gaps"


def test_runs_of_missing_months_are_named_together() -> None:
    assert strip.words(months("fnnnf")) == "Nothing in Feb 2026 to Apr 2026"
    assert strip.words(months("fnfnf")) == "Nothing in Feb 2026 and Apr 2026"
    assert strip.words(months("fnfnfn")) == "Nothing in Feb 2026, Apr 2026 and Jun 2026"


def test_parts_are_named_behind_what_is_missing() -> None:
    assert strip.words(months("pfnfp")) == "Nothing in Mar 2026; a part of Jan 2026 and May 2026"
    assert strip.words(months("fp")) == "A part of Feb 2026"


def test_a_record_that_is_over_has_no_gap_there() -> None:
    assert strip.words(months("bbffbb")) == "No gaps"
    assert strip.words(months("bnfb")) == "Nothing in Feb 2026"


def test_many_gaps_are_counted() -> None:
    assert strip.words(months("fnfnfnfnfnf")).endswith("Jun 2026 and 2 more times")


def test_a_run_is_not_joined_over_a_month_that_was_left_out() -> None:
    assert strip.words(months("nbn")) == "Nothing in Jan 2026 and Mar 2026"


def test_years_stand_where_they_begin_if_there_is_room() -> None:
    drawn = strip.years(months("f" * 14, first=date(2025, 12, 1)))
    assert "2026" in drawn
    assert "left:7.1%" in drawn
    assert "2027" not in drawn


def test_a_record_without_a_january_nearby_begins_with_its_first_month() -> None:
    assert ">Apr 2025</i>" in strip.years(months("f" * 14, first=date(2025, 4, 1)))
    assert ">Apr 2026</i>" in strip.years(months("f", first=date(2026, 4, 1)))
    assert "Nov 2025" not in strip.years(months("f" * 14, first=date(2025, 11, 1)))


def test_the_legend_names_every_mark() -> None:
    said = strip.legend()
    for state, name in strip.STATES:
        assert f"hs-{state}" in said
        assert name in said
    assert "fewer than half" in said


def test_a_short_record_is_a_short_strip_with_its_years_above() -> None:
    assert 'style="max-width:66px"' in strip.html(months("fff"), layer="missing")
    assert 'style="max-width:66px"' in strip.years(months("fff"))
    assert 'style="max-width:1320px"' in strip.html(months("f" * 90), layer="missing")
