"""The browser that tests use can reach this machine alone, and would say if a page tried more."""

from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page

from tests import conftest


def tried(browser: Browser, html: str) -> list[str]:
    """Open a page and list what it tried to reach outside."""
    page = browser.new_page()
    outside = conftest.heed(page)
    page.set_content(html, wait_until="load")
    page.wait_for_timeout(200)
    page.close()
    return outside


@pytest.mark.parametrize(
    "html",
    [
        "<img src='http://tiles.example/1.png'>",
        "<script src='https://cdn.example/x.js'></script>",
        "<script>fetch('https://api.example/x').catch(() => 0)</script>",
        "<script>new WebSocket('wss://live.example/x')</script>",
        "<style>@import url('https://fonts.example/x.css');</style>",
    ],
    ids=["picture", "script", "fetch", "socket", "style"],
)
def test_a_page_that_reaches_outside_is_noticed(browser: Browser, html: str) -> None:
    assert ".example" in "".join(tried(browser, html))


@pytest.mark.parametrize("address", ["http://outside.example/", "http://192.0.2.1/"])
def test_no_name_or_number_outside_leads_anywhere(browser: Browser, address: str) -> None:
    page = browser.new_page()
    with pytest.raises(Error, match="ERR_NAME_NOT_RESOLVED"):
        page.goto(address)
    page.close()


def test_what_is_on_this_machine_or_in_the_page_is_not_outside(browser: Browser) -> None:
    html = (
        "<img src='data:image/gif;base64,R0lGODlhAQABAAAAACw='>"
        "<img src='http://localhost:9/x.png'><img src='http://127.0.0.1:9/x.png'>"
    )
    assert tried(browser, html) == []


@pytest.mark.parametrize(
    ("url", "leaves"),
    [
        ("http://localhost:8501/", False),
        ("ws://127.0.0.1:8501/_stcore/stream", False),
        ("http://[::1]:8501/", False),
        ("blob:http://localhost:8501/1", False),
        ("https://localhost.example/", True),
        ("http://127.0.0.1.example/", True),
        ("http://192.0.2.1/", True),
    ],
)
def test_outside_is_told_by_the_host(url: str, leaves: bool) -> None:  # noqa: FBT001  what is expected
    assert conftest.note(url, []) is leaves


def test_a_picture_of_a_failed_page_is_kept(
    page: Page, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(conftest, "ARTEFACTS", tmp_path / "pictures")
    page.set_content("<h1>Broken</h1>")
    conftest.photograph(page, name="tests/test_x.py::test_y[a b]")
    picture = tmp_path / "pictures" / "tests-test-x-py-test-y-a-b.png"
    assert picture.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    ("ci", "outcome"), [("true", pytest.fail.Exception), ("", pytest.skip.Exception)]
)
def test_a_missing_browser_fails_on_a_build_machine_and_skips_elsewhere(
    ci: str,
    outcome: type[BaseException],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(conftest, "chromium", lambda: None)
    monkeypatch.setenv("CI", ci)
    with pytest.raises(outcome, match="no Chromium found"):
        conftest.browser_program()
