"""Who may see what, and tokens that nobody but us can make."""

import base64
import json
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from dashboard import access
from dashboard.settings import Settings, current

KEY = b"k" * 32
NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = int((NOW + timedelta(hours=6)).timestamp())
CLAIMS = {"who": "anyone", "layers": ["incidents"], "expires": LATER}


def settings(environ: Mapping[str, str]) -> Settings:
    return current(environ)


def test_a_token_gives_back_the_claims_it_was_made_for() -> None:
    assert access.verify(access.sign(CLAIMS, key=KEY), key=KEY, now=NOW) == CLAIMS


@given(
    who=st.text(max_size=40),
    place=st.text(max_size=20),
    resolution=st.integers(7, 10),
)
def test_any_claims_survive_and_the_token_is_safe_in_an_address(
    who: str, place: str, resolution: int
) -> None:
    claims = {"who": who, "place": place, "resolution": resolution, "expires": LATER}
    token = access.sign(claims, key=KEY)
    assert set(token) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.")
    assert access.verify(token, key=KEY, now=NOW) == claims


@given(position=st.integers(0, 10_000), letter=st.sampled_from("ABCabc019-_."))
def test_a_token_with_any_letter_changed_is_refused(position: int, letter: str) -> None:
    token = access.sign(CLAIMS, key=KEY)
    place = position % len(token)
    changed = token[:place] + letter + token[place + 1 :]
    if changed == token:
        assert access.verify(changed, key=KEY, now=NOW) == CLAIMS
    else:
        with pytest.raises(PermissionError, match="not made here"):
            access.verify(changed, key=KEY, now=NOW)


def test_claims_rewritten_under_the_old_signature_are_refused() -> None:
    _, _, signature = access.sign(CLAIMS, key=KEY).partition(".")
    wider = json.dumps({**CLAIMS, "layers": ["incidents", "cuckooing"]}).encode()
    body = base64.urlsafe_b64encode(wider).rstrip(b"=").decode()
    with pytest.raises(PermissionError, match="not made here"):
        access.verify(f"{body}.{signature}", key=KEY, now=NOW)


def test_a_token_signed_with_another_stores_key_is_refused() -> None:
    with pytest.raises(PermissionError, match="not made here"):
        access.verify(access.sign(CLAIMS, key=b"z" * 32), key=KEY, now=NOW)


@given(st.text(max_size=200))
def test_any_text_that_is_not_a_token_is_refused_and_never_a_crash(text: str) -> None:
    with pytest.raises(PermissionError):
        access.verify(text, key=KEY, now=NOW)


def test_a_token_is_good_until_the_second_it_expires() -> None:
    token = access.sign(CLAIMS, key=KEY)
    end = datetime.fromtimestamp(LATER, UTC)
    assert access.verify(token, key=KEY, now=end - timedelta(seconds=1)) == CLAIMS
    with pytest.raises(PermissionError, match="expired"):
        access.verify(token, key=KEY, now=end)


@given(
    hours=st.floats(0.1, 700),
    now=st.datetimes(datetime(2024, 1, 1), datetime(2040, 1, 1), timezones=st.just(UTC)),  # noqa: DTZ001 - the strategy adds the zone
)
def test_a_token_lasts_at_least_half_its_life_and_never_longer(hours: float, now: datetime) -> None:
    life = timedelta(hours=hours)
    lasts = access.expiry(life, now=now) - now.timestamp()
    assert life.total_seconds() / 2 - 1 <= lasts <= life.total_seconds()


def test_two_runs_of_a_page_a_minute_apart_make_the_same_token() -> None:
    early = access.expiry(timedelta(hours=12), now=NOW + timedelta(minutes=1))
    late = access.expiry(timedelta(hours=12), now=NOW + timedelta(minutes=2))
    assert early == late


def test_without_a_proxy_everyone_is_the_same_viewer_whatever_the_headers_claim() -> None:
    found = access.viewer(Headers({"X-Forwarded-User": "chief"}), settings=settings({}))
    assert found == access.Viewer(access.ANYONE, ("incidents", "cuckooing", "missing"))


def test_behind_a_proxy_the_header_names_the_viewer_in_any_case_of_its_name() -> None:
    behind = settings({"HOTSPOTS_USER_HEADER": "X-Forwarded-User"})
    found = access.viewer(Headers({"x-forwarded-user": " pc1234 "}), settings=behind)
    assert found.name == "pc1234"


@pytest.mark.parametrize("headers", [{}, {"X-Forwarded-User": "  "}, {"X-User": "pc1234"}])
def test_behind_a_proxy_a_request_that_names_nobody_is_refused(headers: dict[str, str]) -> None:
    behind = settings({"HOTSPOTS_USER_HEADER": "X-Forwarded-User"})
    with pytest.raises(PermissionError, match="X-Forwarded-User"):
        access.viewer(Headers(headers), settings=behind)


def test_a_viewer_sees_no_layer_that_the_installation_leaves_out() -> None:
    narrow = settings({"HOTSPOTS_LAYERS": "missing, incidents"})
    assert access.viewer(Headers({}), settings=narrow).layers == ("incidents", "missing")


def test_without_a_proxy_everyone_is_trusted_with_near_repeats() -> None:
    access.require_analyst(access.Viewer(access.ANYONE, ("incidents",)), settings=settings({}))


def test_behind_a_proxy_only_named_analysts_are_trusted_with_near_repeats() -> None:
    environ = {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Nalyst, B. Other"}
    access.require_analyst(access.Viewer("B. Other", ()), settings=settings(environ))
    with pytest.raises(PermissionError, match="is not named as one"):
        access.require_analyst(access.Viewer("J. Doe", ()), settings=settings(environ))
    nobody = settings({"HOTSPOTS_USER_HEADER": "X-User"})
    with pytest.raises(PermissionError):
        access.require_analyst(access.Viewer("B. Other", ()), settings=nobody)


def test_a_refusal_says_what_was_refused() -> None:
    environ = {"HOTSPOTS_USER_HEADER": "X-User", "HOTSPOTS_ANALYSTS": "A. Nalyst"}
    behind = settings(environ)
    with pytest.raises(PermissionError, match="Marks are for analysts, and J"):
        access.require_analyst(access.Viewer("J. Doe", ()), settings=behind, what="Marks are")
    assert access.is_analyst(access.Viewer("A. Nalyst", ()), settings=behind)
    assert not access.is_analyst(access.Viewer("J. Doe", ()), settings=behind)
