"""No answer leaves without the headers that keep foreign scripts out."""

import re

from starlette.responses import PlainTextResponse
from starlette.types import Receive, Scope, Send

from dashboard import headers
from tests.asgi import finish, get


async def plain(scope: Scope, receive: Receive, send: Send) -> None:
    await PlainTextResponse("hello")(scope, receive, send)


async def own(scope: Scope, receive: Receive, send: Send) -> None:
    response = PlainTextResponse("hello", headers={"Content-Security-Policy": "default-src 'none'"})
    await response(scope, receive, send)


def rules(policy: str) -> dict[str, str]:
    return {rule.split(" ", 1)[0]: rule.split(" ", 1)[1] for rule in policy.split("; ")}


def test_every_answer_carries_the_policy_and_the_other_headers() -> None:
    answer = get(headers.SecurityHeaders(plain), "/")
    assert answer.headers["content-security-policy"] == headers.PAGE_POLICY
    for name, value in headers.EVERYWHERE.items():
        assert answer.headers[name.lower()] == value


def test_an_answer_with_a_policy_of_its_own_keeps_it() -> None:
    answer = get(headers.SecurityHeaders(own), "/")
    assert answer.headers["content-security-policy"] == "default-src 'none'"
    assert answer.headers["x-content-type-options"] == "nosniff"


def test_the_pages_run_our_scripts_only_and_never_text_as_script() -> None:
    found = rules(headers.PAGE_POLICY)
    ours, blobs, *hashes = found["script-src"].split()
    assert (ours, blobs) == ("'self'", "blob:")
    assert len(hashes) <= 1
    assert all(name.startswith("'sha256-") for name in hashes)
    assert found["object-src"] == "'none'"
    assert found["base-uri"] == "'self'"


def test_the_one_script_in_the_page_is_known_by_its_text_and_no_other_is() -> None:
    page = "<head><script>\n  window.prerenderReady = false\n</script><script src='x.js'></script>"
    assert headers.allowed(page) == "'sha256-4u1OPAdtCr8+M1HRaukHjIcJ16zKttM2uTopyOMkJqA='"
    assert headers.allowed(page.replace("false", "false; steal()")) == ""
    assert headers.allowed("<html></html>") == ""


def test_no_policy_names_another_origin() -> None:
    for policy in (headers.PAGE_POLICY, headers.map_policy("n")):
        words = {word for rule in rules(policy).values() for word in rule.split()}
        assert not [word for word in words if re.search(r"[.*]|https?:|wss?:", word)]


def test_the_map_runs_only_what_carries_its_nonce() -> None:
    found = rules(headers.map_policy("abc"))
    assert found["default-src"] == "'none'"
    assert found["script-src"] == "'nonce-abc'"
    assert found["style-src"] == "'nonce-abc'"
    assert found["frame-ancestors"] == "'self'"


def test_a_socket_is_passed_on_untouched() -> None:
    seen: list[str] = []

    async def socket(scope: Scope, _receive: Receive, _send: Send) -> None:
        seen.append(scope["type"])

    async def nothing(*_: object) -> None:
        return None

    finish(headers.SecurityHeaders(socket)({"type": "websocket"}, nothing, nothing))  # type: ignore[arg-type]  # never called
    assert seen == ["websocket"]
