"""The server: every route and header in place, and a failure told in one plain sentence."""

import gc
import urllib.error
import urllib.request

import pytest
import streamlit as st

from dashboard import headers, server
from tests.asgi import finish


def asked(address: str) -> tuple[int, dict[str, str]]:
    try:
        with urllib.request.urlopen(address, timeout=20) as answer:  # noqa: S310 - the loopback
            return answer.status, {k.lower(): v for k, v in answer.headers.items()}
    except urllib.error.HTTPError as refused:
        return refused.code, {k.lower(): v for k, v in refused.headers.items()}


@pytest.mark.parametrize("path", ["/", "/present", "/_stcore/health", "/assets/static/main.js"])
def test_every_answer_carries_the_policy(dashboard: str, path: str) -> None:
    status, found = asked(dashboard + path)
    assert status == 200
    assert found["content-security-policy"] == headers.PAGE_POLICY
    assert found["x-content-type-options"] == "nosniff"


def test_the_maps_page_has_its_own_policy(dashboard: str) -> None:
    status, found = asked(f"{dashboard}/map")
    assert status == 200
    assert "'nonce-" in found["content-security-policy"]


@pytest.mark.parametrize("path", ["/cells/guess.bin", "/cells/a.b.bin"])
def test_data_without_a_token_are_refused(dashboard: str, path: str) -> None:
    assert asked(dashboard + path)[0] == 401


@pytest.mark.parametrize("path", ["/app/static/x", "/assets/page.py"])
def test_no_other_file_is_served(dashboard: str, path: str) -> None:
    status, found = asked(dashboard + path)
    # Streamlit answers what it does not know with its own empty page
    assert status == 404 or found["content-type"].startswith("text/html")


def test_a_failure_is_told_without_details_and_logged_with_them(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    shown: list[str] = []
    monkeypatch.setattr(st, "html", shown.append)
    assert server.say_sorry(KeyError("secret detail")) is True
    assert "secret detail" not in shown[0]
    assert "Something went wrong on this page" in shown[0]
    number = caplog.records[0].getMessage().split("(")[1][:6]
    assert number in shown[0]
    assert "secret detail" in caplog.text


def test_what_is_loaded_is_set_aside_so_that_a_run_ends_at_once() -> None:
    async def wake() -> int:
        async with server.awake(server.app):
            return gc.get_freeze_count()

    try:
        assert finish(wake()) > 50_000
    finally:
        gc.unfreeze()


def test_the_pages_are_loaded_before_the_first_visitor() -> None:
    assert len(server.PAGES) >= 2
