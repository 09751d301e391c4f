"""What the tests of Trends share: a look at the synthetic borough, and its page at a section."""

import re
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from dashboard import access, results, session, settings
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from dashboard.source import source_of
from data import schema
from data.store import Store
from geo.windows import Window
from tests.pages import html, opened

WINDOW = Window(date(2026, 8, 23), date(2026, 11, 23))
DAYS = {"from": "2026-08-23", "to": "2026-11-23"}


def selected(focus: str = "incidents", **choices: object) -> Selection:
    """Select the last three months of the synthetic borough, or what is asked for."""
    plain: dict[str, object] = {"resolution": 9, "window": WINDOW, "layers": schema.LAYERS}
    return Selection(focus=focus, **{**plain, **choices})  # type: ignore[arg-type]  # any field


def looked(store: Store, focus: str = "incidents", **choices: object) -> session.Look:
    """Look at a store as someone who may see everything."""
    source = source_of(store, layers=schema.LAYERS, vintage="2020")
    viewer = access.Viewer("x", schema.LAYERS)
    return session.Look(settings.current({}), viewer, source, selected(focus, **choices))


def ground(store: Store, *, resolution: int = 9) -> Ground:
    """Give what every statistic of a store stands on."""
    return results.ground(source_of(store, layers=schema.LAYERS, vintage="2020"), resolution)


def at(section: str, **query: str) -> AppTest:
    """Open Trends at a section."""
    return opened({"section": section, **DAYS, **query}, page="trends")


def said(test: AppTest) -> str:
    """Give the HTML of the page without its styles."""
    assert not test.exception
    return re.sub(r"<style>.*?</style>", "", html(test), flags=re.DOTALL)


def rows(text: str, caption: str) -> list[list[str]]:
    """Give the cells of the table with a caption, as plain text."""
    table = text.split(f">{caption}</caption>")[1].split("</table>", maxsplit=1)[0]
    body = table.split("<tbody>")[1]
    return [
        [re.sub(r"<[^>]*>", "", cell) for cell in re.findall(r"<t[dh][^>]*>(.*?)</t[dh]>", row)]
        for row in body.split("</tr>")[:-1]
    ]


def serve_demo(store: Store, patch: pytest.MonkeyPatch) -> Store:
    """Let the pages of this process read a store."""
    patch.setenv("HOTSPOTS_STORE", str(store.folder))
    return store
