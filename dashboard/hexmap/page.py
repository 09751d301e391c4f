"""The folium page in the map's frame.

The page holds no data and refers to nothing outside this server. Each script and style in it
carries the nonce of the answer, so that a policy can forbid every other one.
"""

import re
from functools import cache
from typing import Any, cast

import folium
from branca.element import Element, Figure
from folium.template import Template

from dashboard import theme
from dashboard.hexmap.layer import HexagonLayer

ASSETS = "assets"
"""Where our files are served, relative to the page: a proxy may put a path before both."""

CENTRE = (53.345, -2.72)
COMPACT_BELOW = 1000
"""Widest frame, in CSS pixels, that takes the compact sizes: beside the panels this is what is
left of a screen of `theme.COMPACT_BELOW`."""

LEAFLET: dict[str, Any] = {
    "keyboard": False,  # the keys move between hexagons, not over the ground
    "attribution_control": False,  # the frame has its own corner
    "zoom_snap": 0.05,
    "zoom_delta": 0.75,
    "wheel_px_per_zoom_level": 100,
    "max_bounds_viscosity": 1.0,
    "bounce_at_zoom_limits": False,
}

_MARK = "the nonce of the answer"
_TAKES_NONCE = re.compile(r"<(?=script\b|style\b|link rel=\"(?:stylesheet|modulepreload)\")(\w+)")


class PlainMap(folium.Map):
    """A folium map with our own Leaflet and nothing else: no jQuery, Bootstrap or icon fonts.

    Its head differs from folium's in that a reader may enlarge the page.
    """

    default_js = [("leaflet", f"{ASSETS}/vendor/leaflet/leaflet.js")]  # noqa: RUF012  as in folium
    default_css = [("leaflet_css", f"{ASSETS}/vendor/leaflet/leaflet.css")]  # noqa: RUF012  same
    _template = Template(
        """
        {% macro header(this, kwargs) %}
            <meta name="viewport" content="width=device-width, initial-scale=1" />
        {% endmacro %}
        {% macro html(this, kwargs) %}
            <div class="folium-map" id={{ this.get_name()|tojson }}></div>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            const {{ this.get_name() }} = L.map(
                {{ this.get_name()|tojson }},
                { center: {{ this.location|tojson }}, ...{{ this.options|tojavascript }} }
            );
        {% endmacro %}
        """
    )


def render(*, nonce: str) -> str:
    """Render the page for one answer.

    Parameters
    ----------
    nonce
        A random text of letters, digits, "-" and "_", new for each answer.

    Returns
    -------
    str
        HTML in which every script and style element carries the nonce.

    Raises
    ------
    ValueError
        When the nonce holds anything that could end an attribute.
    """
    if not re.fullmatch(r"[\w-]+", nonce, flags=re.ASCII):
        raise ValueError("A nonce is made of letters, digits, - and _ only")
    return _page().replace(_MARK, nonce)


@cache
def _page() -> str:
    """Render once for the life of the server: nothing in the page depends on who asks."""
    chart = PlainMap(location=CENTRE, zoom_start=12, tiles=None, zoom_control=False, **LEAFLET)
    HexagonLayer(assets=ASSETS).add_to(chart)
    figure = cast("Figure", chart.get_root())
    figure.title = "Map"
    figure.header.add_child(Element(f"<style>{_colours()}</style>"), name="theme")
    html = figure.render().replace("<html>", '<html lang="en-GB" data-theme="light">', 1)
    return _TAKES_NONCE.sub(rf'<\1 nonce="{_MARK}"', html)


def _colours() -> str:
    """Write the theme as CSS variables: both modes, and the sizes of both widths."""
    modes = (f'[data-theme="{mode}"]{{{theme.css_variables(mode)}}}' for mode in theme.MODES)
    return theme.css_scales(below=COMPACT_BELOW) + "".join(modes)
