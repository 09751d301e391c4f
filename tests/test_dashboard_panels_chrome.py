"""What surrounds a page: freshness in words, tokens in the style sheet, nothing from outside."""

import re

import pandas as pd

from dashboard import theme
from dashboard.panels import chrome
from dashboard.sources import Freshness

FRESH = Freshness(
    until={
        "incidents": pd.Timestamp("2026-10-31T23:30:00Z"),
        "missing": pd.Timestamp("2026-07-01T22:59:00Z"),
    },
    monthly=frozenset(["incidents"]),
    loaded=pd.Timestamp("2026-07-02T05:10:00Z"),
    synthetic=True,
)


def sheet() -> str:
    return chrome._sheet()


def test_the_footer_says_how_far_each_layer_reaches_in_local_time() -> None:
    said = chrome.footer(FRESH)
    assert "<b>Incidents</b> to Oct 2026" in said
    assert "<b>Missing</b> to 1 Jul 2026" in said
    assert "Cuckooing" not in said
    assert "Loaded 2 Jul 2026, 06:10" in said


def test_invented_events_are_said_to_be_invented_and_real_ones_are_not() -> None:
    assert "All figures are synthetic" in chrome.footer(FRESH)
    assert "synthetic" not in chrome.footer(FRESH._replace(synthetic=False))


def test_the_footer_gives_the_sources_credit() -> None:
    for source in ("Crown copyright", "OS", "Royal Mail", "ONS", "police.uk", "OGL v3"):
        assert source in chrome.CREDIT
    assert chrome.CREDIT in chrome.footer(FRESH)


def test_the_style_sheet_takes_every_colour_from_the_theme() -> None:
    rules = "".join((chrome.HERE / name).read_text(encoding="utf-8") for name in chrome.SHEETS)
    assert re.findall(r"#[0-9A-Fa-f]{3,8}\b|rgba?\(", rules) == []
    for name in theme.COLOURS:
        both = f"{theme.colour(name)},{theme.colour(name, mode='dark')}"
        assert f"--{name}:light-dark({both});" in sheet()


def test_every_variable_that_the_style_sheet_uses_exists() -> None:
    set_here = {"--layer", "--form", "--paint", "--part"}
    used = set(re.findall(r"var\((--[\w-]+)\)", sheet()))
    made = set(re.findall(r"(--[\w-]+):", sheet()))
    assert used - made - set_here == set()


def test_the_style_sheet_fetches_nothing() -> None:
    assert "url(" not in sheet()
    assert "@import" not in sheet()
    assert "</" not in sheet()
    assert sheet().count("{") == sheet().count("}")
