"""The hexagon map: packed counts, the custom folium layer, its page and its bridge to Streamlit."""
