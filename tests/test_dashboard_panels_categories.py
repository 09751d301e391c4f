"""What happened is listed by category, beside what happened in the window compared with."""

import re

import pytest

from dashboard.panels import categories
from dashboard.panels.categories import MOST_BESIDE, MOST_IN_FOCUS, Past
from dashboard.tallies import Detail

HOSTILE = '<img src=x onerror="alert(1)">'
YEAR = "the same days a year before"
NOTHING = Past({}, pace=1.0, when=YEAR)
FOUND = {
    "incidents": (("Drugs", 700), ("Burglary", 300), ("Other", 48)),
    "cuckooing": (),
    "missing": (("high", 2),),
}


def written(
    found: dict[str, tuple[tuple[str, int], ...]] = FOUND,
    *,
    focus: str = "incidents",
    past: Past = NOTHING,
) -> str:
    return categories.html(Detail({}, found, {}), focus=focus, past=past)


def ticks(said: str) -> list[float]:
    """Give where the marks are, in hundredths of a bar."""
    return [float(left) for left in re.findall(r'hs-tick" style="left:([\d.]+)%', said)]


def test_every_visible_layer_has_its_categories_the_focus_first() -> None:
    said = written(focus="missing")
    headings = ["Missing by category", "Incidents by category", "Cuckooing by category"]
    places = [said.index(heading) for heading in headings]
    assert places == sorted(places)
    assert "<span>High</span><b>2</b>" in said
    assert said.count("None in this window.") == 1


def test_more_categories_than_fit_are_summed_up_and_none_is_lost() -> None:
    many = tuple((f"Kind {i}", 20 - i) for i in range(9))
    past = Past({"missing": {f"Kind {i}": 3 for i in range(11)}}, pace=1.0, when=YEAR)
    said = written({"incidents": many, "missing": many}, past=past)
    assert said.count("<li>") == MOST_IN_FOCUS + MOST_BESIDE
    assert "4 other categories</span><b>54</b>" in said
    assert "9 other categories</span><b>105" in said
    before = [int(number) for number in re.findall(r"(\d+) before", said)]
    assert before == [3, 3, 27]


def test_a_category_begins_with_a_capital_however_partners_write_it() -> None:
    assert "<span>No apparent risk</span>" in written({"missing": (("no apparent risk", 2),)})


def test_a_mark_on_each_bar_says_how_many_there_were_before() -> None:
    past = Past({"incidents": {"Drugs": 350, "Burglary": 1400}}, pace=1.0, when=YEAR)
    said = written(past=past)
    assert ticks(said) == [25.0, 100.0, 0.0]
    assert "width:50.0%" in said
    assert '<b>700<span class="hs-hidden">, 350 before</span></b>' in said
    assert said.count("The same days a year before</p>") == 1


def test_windows_of_different_length_are_compared_for_equal_time() -> None:
    past = Past({"incidents": {"Drugs": 1400}}, pace=0.25, when="1 Jan to 31 Dec 2025")
    said = written(past=past)
    assert ticks(said)[0] == 50.0
    assert "1,400 before" in said
    assert "1 Jan to 31 Dec 2025, for equal time</p>" in said
    leap = past._replace(pace=366 / 365)
    assert "equal time" not in written(past=leap)


def test_what_happened_only_before_is_listed_last() -> None:
    past = Past({"incidents": {"Arson": 5}, "cuckooing": {"Visitors": 3}}, pace=1.0, when=YEAR)
    said = written(past=past)
    assert said.index("Other</span>") < said.index("<span>Arson</span><b>0")
    assert "<span>Visitors</span><b>0" in said
    assert "None in this window." not in said


@pytest.mark.parametrize("past", [NOTHING, Past({"missing": {}}, pace=1.0, when=YEAR)])
def test_without_anything_before_there_is_no_mark_to_explain(past: Past) -> None:
    said = written({"incidents": FOUND["incidents"]}, past=past)
    assert "hs-tick" not in said
    assert "before" not in said


def test_names_from_data_never_become_script() -> None:
    past = Past({"incidents": {HOSTILE: 2}}, pace=1.0, when=HOSTILE)
    said = written({"incidents": ((HOSTILE, 1),)}, past=past)
    assert "<img" not in said
    assert said.count("&lt;img src=x onerror=&quot;alert(1)&quot;&gt;") == 2
