"""Our layer on a folium map: the scripts and styles of the frame, and the map handed to them."""

from pathlib import Path

from folium.elements import JSCSSMixin
from folium.template import Template

STYLES = ("frame", "categories", "clock", "compare", "opacity", "picks", "present")
MODULES = tuple(sorted(path.name for path in (Path(__file__).parent / "static").glob("*.js")))


class HexagonLayer(JSCSSMixin):
    """Hexagons, ward names and the range clock, drawn in the browser over a folium map.

    A ``MacroElement`` and not a ``folium.Layer``, whose template adds an object to the map that
    does not exist. The page carries no data: the frame fetches what it is told to show.

    Parameters
    ----------
    assets
        Where the frame's own files are served, relative to the page.
    """

    _template = Template(
        """
        {% macro header(this, kwargs) %}
            {%- for name in this.modules %}
            <link rel="modulepreload" href="{{ this.assets }}/static/{{ name }}">
            {%- endfor %}
            <script type="module" src="{{ this.assets }}/static/main.js"></script>
        {% endmacro %}
        {% macro script(this, kwargs) %}
            window.hotspots = { map: {{ this._parent.get_name() }} };
        {% endmacro %}
        """
    )

    def __init__(self, *, assets: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]  # branca's is not typed
        self._name = "HexagonLayer"
        self.assets = assets
        self.modules = MODULES  # asked for together, not one import after another
        self.default_js = [("h3", f"{assets}/vendor/h3-js/h3-js.umd.js")]
        self.default_css = [(f"hexmap_{name}", f"{assets}/static/{name}.css") for name in STYLES]
