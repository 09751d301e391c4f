"""The statistical questions that a page can ask, by name; an answer depends on nothing else."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

from dashboard.findings import (
    absences,
    alarms,
    closer,
    emergence,
    gravity,
    hot,
    near,
    overall,
    past,
    prediction,
    residents,
    rows,
    times,
    together,
)
from dashboard.findings.ground import Ground
from dashboard.selection import Selection

Question = Callable[..., Any]


def _gravity(ground: Ground, selection: Selection, path: str, _changed: str) -> gravity.Gravity:
    return gravity.gravity(ground, selection, path=Path(path))


QUESTIONS: dict[str, Question] = {
    "hot spots": lambda ground, selection, null: hot.hot_spots(ground, selection, null=null),
    "shifts": lambda ground, selection, null: hot.shifts(ground, selection, null=null),
    "change": lambda ground, selection, against, by: past.compare(
        ground, selection, against=against, by=by
    ),
    "overall": lambda ground, selection: overall.overall(ground.board, selection),
    "closer": closer.closer,
    "rates": residents.rates,
    "emerging": lambda ground, selection, step, null, wording: emergence.emerged(
        ground, selection, step=step, null=null, wording=wording
    ),
    "rows": rows.rows,
    "rhythm": times.rhythm,
    "prediction": lambda ground, selection, null: prediction.predict(ground, selection, null=null),
    "together": lambda ground, selection, null: together.together(ground, selection, null=null),
    "absences": absences.absences,
    "near repeats": near.near_repeats,
    "alarms": alarms.alarms,
    "gravity": _gravity,
}
