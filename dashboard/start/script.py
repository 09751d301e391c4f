"""What Streamlit runs for each look at the dashboard."""

from dashboard import app

app.run()
