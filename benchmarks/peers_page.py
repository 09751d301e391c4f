"""The same cells and counts on the maps that a Streamlit page usually has; `peers.py` runs it."""

import sys
from pathlib import Path

import folium
import numpy as np
import pandas as pd
import pydeck  # type: ignore[import-untyped]  # it has no types
import streamlit as st
from numpy.typing import NDArray
from streamlit_folium import st_folium  # type: ignore[import-untyped]  # as above

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from data.geography import cells  # noqa: E402  as above
from geo.cells import hex_of, outlines_of  # noqa: E402  as above

MONTHS = 36
CENTRE = (53.35, -2.73)
WIDTH, HEIGHT = 900, 600


@st.cache_data
def made(wanted: int) -> tuple[list[list[list[float]]], list[str], NDArray[np.int64]]:
    """Make rings, names and counts of each month once."""
    study = cells(10).iloc[:wanted]["cell"].to_numpy(np.uint64)
    rings = [[list(point) for point in one.exterior.coords] for one in outlines_of(study)]
    counts = np.random.default_rng(1).poisson(0.3, (MONTHS, wanted))
    return rings, list(hex_of(study)), counts


def draw(kind: str, wanted: int) -> None:
    """Draw a slider and a map; the colours' second byte says the month, so that it can be seen."""
    rings, names, counts = made(wanted)
    month = int(st.slider("Month", 0, MONTHS - 2, 5))
    red = np.minimum(255, 40 * counts[month : month + 2].sum(axis=0)).tolist()
    if kind == "pydeck":
        deck(names, red, month)
        return
    chart = folium.Map(CENTRE, zoom_start=12, tiles=None)
    # only what is used: each other address would be asked for and not answered
    chart.default_js = [file for file in chart.default_js if file[0] == "leaflet"]
    chart.default_css = [file for file in chart.default_css if file[0] == "leaflet_css"]
    layer = folium.GeoJson(collection(rings, red, month), style_function=style)
    if kind == "rebuilt":
        layer.add_to(chart)
        st_folium(chart, key="map", returned_objects=[], width=WIDTH, height=HEIGHT)
        return
    group = folium.FeatureGroup(name="cells").add_child(layer)
    st_folium(
        chart,
        key="map",
        feature_group_to_add=group,
        returned_objects=[],
        width=WIDTH,
        height=HEIGHT,
    )


def collection(rings: list[list[list[float]]], red: list[int], month: int) -> dict[str, object]:
    """Write cells as GeoJSON, each with its colour."""
    shapes = [
        {
            "type": "Feature",
            "properties": {"colour": f"#{share:02x}{month:02x}32"},
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for ring, share in zip(rings, red, strict=True)
    ]
    return {"type": "FeatureCollection", "features": shapes}


def style(feature: dict[str, dict[str, str]]) -> dict[str, object]:
    """Colour a cell."""
    return {"fillColor": feature["properties"]["colour"], "weight": 0, "fillOpacity": 0.9}


def deck(names: list[str], red: list[int], month: int) -> None:
    """Draw cells with deck.gl; all of them turn from blue to green with each second month."""
    frame = pd.DataFrame({"hex": names, "red": red})
    frame["green"], frame["blue"] = (255, 0) if month % 2 else (0, 255)
    layer = pydeck.Layer(
        "H3HexagonLayer",
        frame,
        get_hexagon="hex",
        get_fill_color="[red, green, blue]",
        extruded=False,
    )
    view = pydeck.ViewState(latitude=CENTRE[0], longitude=CENTRE[1], zoom=11)
    chart = pydeck.Deck(layers=[layer], initial_view_state=view, map_provider=None)
    st.pydeck_chart(chart, width=WIDTH, height=HEIGHT, key="map")


if __name__ == "__main__":
    draw(sys.argv[1], int(sys.argv[2]))
