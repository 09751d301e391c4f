"""The search knows every postcode and street of the borough, and the same content has one name."""

import gzip
import json

import pytest

from dashboard import gazetteer
from data import geography
from data.store import Store
from tests.asgi import get
from tests.test_dashboard_routes import APP


def held() -> dict[str, list[list[object]]]:
    found: dict[str, list[list[object]]] = json.loads(
        gzip.decompress(gazetteer.gazetteer().compressed)
    )
    return found


def test_every_postcode_and_street_is_there_with_its_place() -> None:
    for kind, table in (("postcodes", geography.postcodes()), ("streets", geography.streets())):
        rows = held()[kind]
        assert [row[0] for row in rows] == table.iloc[:, 0].tolist()
        assert [row[1] for row in rows] == table["lng"].round(5).tolist()
        assert [row[2] for row in rows] == table["lat"].round(5).tolist()


def test_unchanged_names_are_not_sent_twice(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    first = get(APP, "/names.json", Accept_Encoding="gzip")
    assert first.status == 200
    assert json.loads(gzip.decompress(first.body)) == held()
    assert get(APP, "/names.json", If_None_Match=first.headers["etag"]).status == 304


def test_strangers_get_no_names_where_a_proxy_names_people(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_STORE", str(demo_store.folder))
    monkeypatch.setenv("HOTSPOTS_USER_HEADER", "X-Person")
    assert get(APP, "/names.json").status == 403
    assert get(APP, "/names.json", X_Person="pc1").status == 200
