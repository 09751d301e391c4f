"""Our layer on a folium map: the scripts and styles of the frame, and the map handed to them."""

from folium.elements import JSCSSMixin
from folium.template import Template

STYLES = ("frame", "clock", "present")


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
        self.default_js = [("h3", f"{assets}/vendor/h3-js/h3-js.umd.js")]
        self.default_css = [(f"hexmap_{name}", f"{assets}/static/{name}.css") for name in STYLES]
