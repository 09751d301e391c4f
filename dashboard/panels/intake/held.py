"""The quarantine: which rows wait and why, their download, and the way back."""

from datetime import datetime
from functools import partial
from html import escape

import pandas as pd
import streamlit as st

from dashboard import corrections
from dashboard.panels.intake import preview
from dashboard.panels.trends import parts
from dashboard.session import Look
from dashboard.words import rows
from geo.days import LONDON

SHOWN = ("rows", "first_rows", "found", "says", "advice")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WAY_BACK = (
    "Download the rows, correct them in Excel, and drop the file here: only the corrected rows "
    "come in. Leave the first three columns as they are."
)


def draw(look: Look) -> None:
    """Draw what waits.

    Parameters
    ----------
    look
        An analyst who is looking.
    """
    found = corrections.groups(look)
    st.html("<h2>In quarantine</h2>")
    if found.empty:
        st.html(parts.quietly("No row waits."))
        return
    st.html(html(found))
    st.download_button(
        "Download to correct",
        data=partial(corrections.download, look),
        file_name=f"quarantine-{datetime.now(LONDON):%Y-%m-%d}.xlsx",
        mime=XLSX,
        key="corrections",
        on_click="ignore",
    )


def html(found: pd.DataFrame) -> str:
    """Write which rules the rows of each file broke; the details open on request.

    Parameters
    ----------
    found
        As `dashboard.corrections.groups` gives them.

    Returns
    -------
    str
        HTML.
    """
    files = list(found.groupby(["batch_id", "file", "sheet"], sort=False))
    listed = "".join(_file(str(key[1]), str(key[2]), held) for key, held in reversed(files))
    return f'<div class="hs-held">{listed}<p class="hs-note">{WAY_BACK}</p></div>'


def _file(file: str, sheet: str, held: pd.DataFrame) -> str:
    name = f"{file}, {sheet}" if sheet else file
    rules = "".join(_rule(*line) for line in zip(*(held[name] for name in SHOWN), strict=True))
    total = int(held["waiting"].iloc[0])
    return (
        f"<details><summary><b>{escape(name)}</b> <span>{rows(total)}</span></summary>"
        f"<ul>{rules}</ul></details>"
    )


def _rule(
    count: int, first_rows: tuple[int, ...], found: tuple[str, ...], says: str, advice: str
) -> str:
    examples = "".join(
        f"<li>row {row:,}: {preview.shown(text)}</li>"
        for row, text in list(zip(first_rows, found, strict=False))[: preview.EXAMPLES]
    )
    return (
        f'<li><b>{count:,}</b> <span class="hs-rule">{escape(says)}</span>'
        f'<span class="hs-advice">{escape(advice)}</span>'
        f'<ul class="hs-examples">{examples}</ul></li>'
    )
