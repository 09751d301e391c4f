"""The map's own requests: right for the one they were made for, refused for everyone else."""

import gzip
import json
import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from starlette.applications import Starlette

from dashboard import access, routes, settings
from dashboard.source import map_version, source_of
from data.store import Store, StoreError
from tests.asgi import Answer, get

APP = Starlette(routes=routes.routes())
WHOLE = (9, "")
PERSON = "X-Person"


@pytest.fixture
def store(demo_store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    return demo_store


def address(held: Store, *, who: str = access.ANYONE, **changed: Any) -> str:  # noqa: ANN401 - claims
    options = settings.current()
    source = source_of(held, layers=options.layers, vintage="2020")
    viewer = access.Viewer(who, options.layers)
    whole = routes.data_address(source, viewer=viewer, options=options, filters=WHOLE)
    if not changed:
        return whole
    key = access.token_key(held.secret())
    token = whole.removeprefix("/cells/").removesuffix(".bin")
    claims = {**access.verify(token, key=key), **changed}
    return f"/cells/{access.sign(claims, key=key)}.bin"


def asked(path: str, **headers: str) -> Answer:
    return get(APP, path, **headers)


def test_the_data_are_compressed_once_and_private(store: Store) -> None:
    answer = asked(address(store), Accept_Encoding="gzip, br")
    assert answer.status == 200
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["cache-control"] == "private, no-cache"
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert gzip.decompress(answer.body)[:4] == b"HXM1"


def test_a_client_that_cannot_unpack_gets_the_data_plain(store: Store) -> None:
    answer = asked(address(store))
    assert answer.body[:4] == b"HXM1"
    assert answer.headers["content-encoding"] == "identity"


def test_unchanged_data_are_not_sent_twice(store: Store) -> None:
    first = asked(address(store), Accept_Encoding="gzip")
    again = asked(address(store), If_None_Match=first.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    assert asked(address(store), If_None_Match='"other"').status == 200


def test_the_version_named_to_the_map_is_that_of_the_data(store: Store) -> None:
    source = source_of(store, layers=settings.current().layers, vintage="2020")
    content = asked(address(store)).body
    size = int.from_bytes(content[4:8], "little")
    header = json.loads(content[8 : 8 + size])
    assert header["version"] == map_version(source, *WHOLE)
    assert header["synthetic"] is True


@pytest.mark.parametrize("token", ["", "x", "a.b", "..%2Fsecret", "x" * 5000])
def test_what_is_no_token_gets_nothing(store: Store, token: str) -> None:
    answer = asked(f"/cells/{token}.bin")
    assert answer.status in {401, 404}
    assert str(store.folder) not in answer.body.decode()


def test_a_token_that_was_changed_gets_nothing(store: Store) -> None:
    path = address(store)
    assert asked(path.replace(".bin", "A.bin")).status == 401


def test_an_expired_token_gets_nothing(store: Store) -> None:
    past = int((datetime.now(UTC) - timedelta(seconds=1)).timestamp())
    answer = asked(address(store, expires=past))
    assert answer.status == 401
    assert b"expired" in answer.body


def test_a_token_for_another_purpose_gets_nothing(store: Store) -> None:
    assert asked(address(store, use="export")).status == 401


def test_a_token_of_an_older_store_gets_nothing_so_that_the_page_asks_anew(store: Store) -> None:
    answer = asked(address(store, store="before"))
    assert answer.status == 401
    assert b"newer data" in answer.body


def test_a_token_outlives_a_restart_because_its_key_is_the_stores(store: Store) -> None:
    path = address(store)
    again = Store(store.folder)
    token = path.removeprefix("/cells/").removesuffix(".bin")
    assert access.verify(token, key=access.token_key(again.secret()))["who"] == access.ANYONE


def test_a_layer_taken_from_the_installation_is_taken_from_old_tokens_too(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address(store)
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents")
    assert asked(path).status == 401


def test_a_viewer_gets_no_layer_that_is_not_theirs(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_LAYERS", "incidents,missing")
    content = asked(address(store)).body
    assert b'"incidents.day"' in content
    assert b"cuckooing" not in content.lower()


def test_behind_a_proxy_only_the_one_the_token_names_gets_the_data(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", PERSON)
    path = address(store, who="pc1")
    assert asked(path, X_Person="pc1").status == 200
    assert asked(path, X_Person="pc2").status == 401
    assert asked(path).status == 403


@pytest.mark.parametrize("path", ["/map", "/basemap/2020.json"])
def test_behind_a_proxy_nothing_but_libraries_goes_to_strangers(
    store: Store, monkeypatch: pytest.MonkeyPatch, path: str
) -> None:
    assert store.folder.exists()
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", PERSON)
    assert asked(path).status == 403
    assert asked(path, X_Person="pc1").status == 200
    assert asked("/assets/vendor/leaflet/leaflet.js").status == 200


def test_the_maps_page_brings_a_policy_of_its_own_with_a_new_nonce() -> None:
    first, second = asked("/map"), asked("/map")
    nonces = [
        re.findall(r"'nonce-([\w-]+)'", answer.headers["content-security-policy"])
        for answer in (first, second)
    ]
    assert nonces[0][0] != nonces[1][0]
    assert set(re.findall(r'nonce="([^"]+)"', first.body.decode())) == set(nonces[0])
    assert "unsafe" not in first.headers["content-security-policy"]
    assert first.headers["cache-control"] == "no-store"


def test_the_maps_page_holds_no_event_data(store: Store) -> None:
    page = asked("/map").body.decode()
    assert not [name for name in store.events()["location"].unique()[:50] if name and name in page]


def test_the_ground_is_sent_for_known_wards_only(store: Store) -> None:
    assert store.folder.exists()
    ground = json.loads(asked("/basemap/2020.json").body)
    assert {"land", "wards", "attribution"} <= set(ground)
    assert len(ground["wards"]) == 18
    assert len(json.loads(asked("/basemap/2013.json").body)["wards"]) == 21
    assert asked("/basemap/1999.json").status == 404


@pytest.mark.parametrize(
    "path",
    [
        "/assets/page.py",
        "/assets/bridge.js",
        "/assets/static/../page.py",
        "/assets/vendor/../../theme.py",
        "/assets/vendor/%2e%2e/bridge.py",
    ],
)
def test_nothing_but_the_frames_own_files_is_served(path: str) -> None:
    assert asked(path).status == 404


def test_a_file_is_asked_for_again_so_that_an_upgrade_is_never_half_seen() -> None:
    assert asked("/assets/static/main.js").headers["cache-control"] == "no-cache"


def test_trouble_with_the_store_is_its_own_sentence(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = address(store)

    def damaged(_store: Store) -> bytes:
        raise StoreError("The store is damaged: its key is gone.")

    monkeypatch.setattr(Store, "secret", damaged)
    answer = asked(path)
    assert answer.status == 503
    assert answer.body == b"The store is damaged: its key is gone."
