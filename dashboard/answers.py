"""Statistical questions of the pages, each answered once and then remembered by `results`.

Every function leaves out of the selection what its answer does not depend on, so that choosing a
hexagon or a place does not make the same test again.
"""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from dashboard import access, choices, comparing, results
from dashboard.findings.absences import LAYER as MISSING
from dashboard.findings.absences import Absences
from dashboard.findings.alarms import Alarms
from dashboard.findings.closer import Closer
from dashboard.findings.emergence import Emerged
from dashboard.findings.gravity import Gravity
from dashboard.findings.near import LAYER as INCIDENTS
from dashboard.findings.near import NearRepeats
from dashboard.findings.overall import Overall
from dashboard.findings.past import Comparison
from dashboard.findings.prediction import Prediction
from dashboard.findings.spots import Spots
from dashboard.findings.together import Together
from dashboard.selection import Selection
from dashboard.session import Look
from dashboard.settings import Settings
from dashboard.source import Source
from geo.nulls import Null
from geo.patterns import Wording
from geo.rhythm import Rhythm


def hot_spots(source: Source, selection: Selection, *, null: Null) -> Spots:
    """Test every study cell of the borough in the selection's window."""
    found: Spots = results.answer(source, _borough(selection), "hot spots", null)
    return found


def shifts(source: Source, selection: Selection, *, null: Null) -> NDArray[np.int64]:
    """Count in how many shifted grids each study cell is a clear hot spot."""
    found: NDArray[np.int64] = results.answer(source, _borough(selection), "shifts", null)
    return found


def change(source: Source, selection: Selection, *, against: str, by: str) -> Comparison:
    """Compare the selection's window with an earlier one, by cell, ward or borough."""
    found: Comparison = results.answer(source, _borough(selection), "change", against, by)
    return found


def overall(source: Source, selection: Selection) -> Overall:
    """Compare every visible layer, in the place or the chosen cells, with the other window."""
    found: Overall = results.answer(source, _same_counts(selection), "overall")
    return found


def closer(source: Source, selection: Selection) -> Closer:
    """Set the selected cell, or the picked ones, beside their ward and the borough."""
    chosen = counted(replace(selection, layers=(selection.focus,), place=""))
    found: Closer = results.answer(source, chosen, "closer")
    return found


def week(source: Source, selection: Selection) -> Rhythm:
    """Spread the events of the selected cell, the picked ones or the place over the week."""
    chosen = counted(replace(selection, layers=(selection.focus,)))
    found: Rhythm = results.answer(source, chosen, "rhythm")
    return found


def rows(look: Look) -> pd.DataFrame:
    """List the single events of the selected cell, or of the picked ones; for analysts only.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    pd.DataFrame
        As `dashboard.findings.rows` gives them.

    Raises
    ------
    PermissionError
        When the viewer is no analyst, before anything is looked up.
    """
    access.require_analyst(look.viewer, settings=look.options, what="Single events are")
    found: pd.DataFrame = results.answer(look.source, counted(look.selection), "rows")
    return found


def rates(source: Source, selection: Selection) -> pd.DataFrame:
    """Set the events of every study cell against its residents."""
    found: pd.DataFrame = results.answer(source, _borough(selection), "rates")
    return found


def emerging(
    source: Source,
    selection: Selection,
    *,
    step: str,
    null: Null,
    wording: Wording = "current",
) -> Emerged:
    """Name the pattern over time of every study cell."""
    found: Emerged = results.answer(source, _borough(selection), "emerging", step, null, wording)
    return found


def rhythm(source: Source, selection: Selection) -> Rhythm:
    """Spread the events of the selection's place over hour and weekday."""
    found: Rhythm = results.answer(source, _place(selection), "rhythm")
    return found


def prediction(source: Source, selection: Selection, *, null: Null) -> Prediction:
    """Judge the hot spots of the period before on the selection's window."""
    found: Prediction = results.answer(source, _borough(selection), "prediction", null)
    return found


def together(source: Source, selection: Selection, *, null: Null) -> Together:
    """Find the hexagons that are clear hot spots of several layers."""
    found: Together = results.answer(source, _borough(selection), "together", null)
    return found


def absences(source: Source, selection: Selection) -> Absences:
    """Describe the missing-person episodes of the selection's place."""
    chosen = replace(_place(selection), layers=(MISSING,), focus=MISSING)
    found: Absences = results.answer(source, chosen, "absences")
    return found


def near_repeats(look: Look) -> NearRepeats:
    """Count pairs of incidents by distance and days apart; for analysts only.

    Parameters
    ----------
    look
        Who is looking and at what.

    Returns
    -------
    NearRepeats

    Raises
    ------
    PermissionError
        When the viewer is no analyst, before anything is computed or looked up.
    """
    access.require_analyst(look.viewer, settings=look.options)
    chosen = replace(_borough(look.selection), layers=(INCIDENTS,), focus=INCIDENTS)
    found: NearRepeats = results.answer(look.source, chosen, "near repeats")
    return found


def alarms(source: Source, selection: Selection) -> Alarms:
    """Ask whether the last week of the window is out of the ordinary."""
    found: Alarms = results.answer(source, _borough(selection), "alarms")
    return found


def gravity(source: Source, selection: Selection, *, options: Settings) -> Gravity | None:
    """Weigh the events by the partnership's own table; None where there is no such table."""
    if options.severity is None:
        return None
    chosen = _borough(selection)
    path = str(options.severity)
    found: Gravity = results.answer(source, chosen, "gravity", path, _changed(options.severity))
    return found


def counted(selection: Selection) -> Selection:
    """Keep of a selection what its counts depend on, so that the same ones are not made again."""
    return replace(_same_counts(selection), against=comparing.YEAR)


def _borough(selection: Selection) -> Selection:
    return replace(_place(selection), place="", picked=())


def _place(selection: Selection) -> Selection:
    return counted(replace(selection, cell="", layers=(selection.focus,)))


def _same_counts(selection: Selection) -> Selection:
    """Leave out what changes how the map looks and no count."""
    return replace(selection, measure=choices.COUNT, swipe=False, step="")


def _changed(path: Path) -> str:
    return str(path.stat().st_mtime_ns) if path.exists() else ""
