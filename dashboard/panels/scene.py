"""What Python adds to a presentation: the finding, with the view and data that it holds for."""

import json
import math
from html import escape
from typing import Any

from dashboard.findings.overall import Overall
from dashboard.panels.standfirst import against_words
from dashboard.panels.trends.parts import change_words, range_words
from dashboard.selection import Selection
from dashboard.session import Look
from dashboard.source import map_version
from geo.change import TOO_FEW


def html(said: str, *, look: Look, overall: Overall) -> str:
    """Write the finding for those who cannot see the map, and for the map's frame to show.

    Parameters
    ----------
    said
        The finding.
    look
        Who is looking and at what.
    overall
        How the layers compare.

    Returns
    -------
    str
        HTML. The frame shows the finding only while its own view and data are those named here,
        so that nothing is said of a clock that has moved on.
    """
    chosen = look.selection
    told = {
        "said": said,
        "view": chosen.to_view(),
        "version": map_version(look.source, chosen.resolution, chosen.place),
        "change": change(chosen, overall),
    }
    return (
        f'<h1 class="hs-hidden" data-hotspots-told="{escape(json.dumps(told))}">{escape(said)}</h1>'
    )


def change(selection: Selection, overall: Overall) -> dict[str, Any] | None:
    """Say how the layer in focus compares, in words and as ratios to draw.

    Parameters
    ----------
    selection
        The choices.
    overall
        How the layers compare.

    Returns
    -------
    dict or None
        ``words``, and ``ratios``: lower end, estimate, upper end; none of them where the events
        are too few to say or the range has no end. None where nothing is compared.
    """
    found = overall.changes.get(selection.focus)
    if found is None:
        return None
    against = f"Against {against_words(selection, overall.earlier)}"
    ratios = (found.low, found.ratio, found.high)
    if found.verdict == TOO_FEW or not all(0 < ratio < math.inf for ratio in ratios):
        return {"words": against, "ratios": []}
    pace = " a day" if found.days[0] != found.days[1] else ""
    likely = f"likely range {range_words(found.low, found.high)}"
    return {"words": f"{against}: {change_words(found.ratio)}{pace}, {likely}", "ratios": [*ratios]}
