"""The script that Streamlit runs, in a folder of its own.

Streamlit takes a folder `pages` beside its script for an app of its own older kind, and would run
our page modules as scripts.
"""
