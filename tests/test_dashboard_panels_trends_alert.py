"""Alert on Trends: the last week beside what it takes, the borough first, two years asked for."""

import pytest

from dashboard import answers
from dashboard.findings.alarms import FALSE_ALARMS_A_YEAR
from dashboard.panels.trends import alert
from data.store import Store
from tests import trends
from tests.pages import headline

CAPTION = "Alert by ward"


@pytest.fixture(autouse=True)
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    return trends.serve_demo(demo_store, monkeypatch)


def test_the_borough_stands_first_and_then_the_least_ordinary(store: Store) -> None:
    look = trends.looked(store)
    table = answers.alarms(look.source, look.selection).table
    assert table is not None
    rows = trends.rows(trends.said(trends.at("alert")), CAPTION)
    assert len(rows) == len(table) == 19
    assert rows[0][0] == "Haltonwhole borough"
    names = table.iloc[1:].sort_values(["p", "name"])["name"].tolist()
    assert [row[0].replace("&amp;", "&") for row in rows[1:]] == names


def test_counts_and_bars_are_those_of_the_rule(store: Store) -> None:
    look = trends.looked(store, "missing")
    table = answers.alarms(look.source, look.selection).table
    assert table is not None
    rows = trends.rows(trends.said(trends.at("alert", focus="missing")), CAPTION)
    assert [int(rows[0][i].replace(",", "")) for i in (1, 3)] == [
        table["observed"].iloc[0],
        table["alarm_from"].iloc[0],
    ]


@pytest.mark.parametrize(
    ("raised", "words"),
    [
        ([], "Nothing out of the ordinary in incidents in the last week"),
        (["Grange"], "Incidents are out of the ordinary in Grange"),
        (["Grange", "Halton Lea"], "Incidents are out of the ordinary in 2 places"),
    ],
)
def test_the_headline_names_one_place_and_counts_several(
    store: Store, monkeypatch: pytest.MonkeyPatch, raised: list[str], words: str
) -> None:
    look = trends.looked(store)
    found = answers.alarms(look.source, look.selection)
    assert found.table is not None
    table = found.table.assign(alarm=found.table["name"].isin(raised))
    monkeypatch.setattr(answers, "alarms", lambda *_: found._replace(table=table))
    said = alert.say(look)
    assert said.headline == words
    assert said.body.count('hs-verdict hs-rise">Alarm<') == len(raised)


def test_the_stated_false_alarms_are_on_the_page() -> None:
    assert f"about {FALSE_ALARMS_A_YEAR:g} false alarm a year" in trends.said(trends.at("alert"))


def test_less_than_two_years_is_said() -> None:
    test = trends.at("alert", **{"from": "2024-06-01", "to": "2024-09-01"})
    assert headline(test) == "No alert can be given on incidents"
    assert "<table" not in trends.said(test)
