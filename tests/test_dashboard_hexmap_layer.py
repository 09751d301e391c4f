"""The layer on a folium map: it hands the map over and brings our files, nothing more."""

import re

import folium

from dashboard.hexmap.layer import STYLES, HexagonLayer
from tests.map_frame import FRAME


def rendered() -> tuple[str, str]:
    """Render a plain folium map with our layer; give the page and the map's name."""
    chart = folium.Map(tiles=None)
    HexagonLayer(assets="files").add_to(chart)
    return str(chart.get_root().render()), str(chart.get_name())


def test_the_frame_is_given_the_map_it_stands_on() -> None:
    html, name = rendered()
    assert f"window.hotspots = {{ map: {name} }};" in html


def test_nothing_is_added_to_a_variable_that_does_not_exist() -> None:
    html, _ = rendered()
    assert "addTo" not in html
    assert len(re.findall(r"window\.hotspots", html)) == 1


def test_its_script_is_a_module_and_its_files_come_from_where_it_was_told() -> None:
    html, _ = rendered()
    assert '<script type="module" src="files/static/main.js">' in html
    assert 'src="files/vendor/h3-js/h3-js.umd.js"' in html
    assert [f"files/static/{name}.css" in html for name in STYLES] == [True] * len(STYLES)


def test_two_layers_do_not_share_their_addresses() -> None:
    one, two = HexagonLayer(assets="one"), HexagonLayer(assets="two")
    assert one.default_js != two.default_js
    assert one.default_css != two.default_css


def test_every_style_of_the_frame_is_listed() -> None:
    assert {path.stem for path in (FRAME / "static").glob("*.css")} == set(STYLES)


def test_every_module_of_the_frame_is_asked_for_at_once() -> None:
    html, _ = rendered()
    for path in (FRAME / "static").glob("*.js"):
        assert f'<link rel="modulepreload" href="files/static/{path.name}">' in html
