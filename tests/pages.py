"""The dashboard's pages run without a browser."""

import functools
import re
from pathlib import Path

from streamlit.testing.v1 import AppTest

SCRIPT = Path(__file__).parents[1] / "dashboard" / "start" / "script.py"


def opened(query: dict[str, str] | None = None, *, page: str = "") -> AppTest:
    """Open the dashboard at an address: a page by its path, else the first one."""
    test = AppTest.from_file(str(SCRIPT), default_timeout=60)
    for name, value in (query or {}).items():
        test.query_params[name] = value
    if page:
        test._page_hash = hashes()[page]
    return test.run()


def html(test: AppTest) -> str:
    """Give all HTML on the page."""
    return "".join(element.proto.body for element in test.get("html"))


def headline(test: AppTest) -> str:
    """Give the sentence above the map."""
    found = re.search(r"<h1[^>]*>(.*?)</h1>", html(test))
    return found[1] if found else ""


def go_to(test: AppTest, page: str) -> AppTest:
    """Go to a page by its path in the address; Streamlit's own way knows files only."""
    test._page_hash = hashes()[page]
    return test.run()


@functools.cache
def hashes() -> dict[str, str]:
    """Give Streamlit's own name for each page, by its path."""
    pages = opened()._registered_pages
    return {str(info.get("url_pathname")): key for key, info in pages.items()}
