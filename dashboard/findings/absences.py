"""Missing-person episodes: episodes, people, how long, and from where to where."""

from typing import NamedTuple

import numpy as np
import pandas as pd

from dashboard.findings import ground as on
from dashboard.findings.ground import Ground
from dashboard.selection import Selection
from data import geography
from geo.days import midnight
from geo.episodes import Durations, Repeats, durations, flows, repeats

LAYER = "missing"
OUTSIDE, UNKNOWN = "Outside Halton", "Not known"


class Absences(NamedTuple):
    """What the missing-person episodes of a window say.

    Parameters
    ----------
    repeats
        Episodes and people.
    durations
        How long they lasted, asked at the end of the window.
    flows
        Ward to ward: missing_from, found, episodes, people.
    from_care
        Episodes from care.
    """

    repeats: Repeats
    durations: Durations
    flows: pd.DataFrame
    from_care: int


def absences(ground: Ground, selection: Selection) -> Absences:
    """Describe the missing-person episodes that start in the window.

    Parameters
    ----------
    ground
        The events.
    selection
        The choices, its place included: where the person went missing from.

    Returns
    -------
    Absences
    """
    found = on.chosen(ground, selection, layer=LAYER, place=True)
    now = midnight(on.whole(ground, selection, layer=LAYER).end)
    timed = found.loc[found["precision"].isin(["instant", "hour"]) & found["start"].lt(now)]
    names = dict(zip(ground.wards["code"], ground.wards["name"], strict=True))
    return Absences(
        repeats=repeats(found["person"]),
        durations=durations(timed["start"], timed["end"], now=now),
        flows=flows(
            found["ward"].map(names),
            _found_in(found, selection, ground=ground, names=names),
            people=found["person"],
        ),
        from_care=int(found["from_care"].sum()),
    )


def _found_in(
    found: pd.DataFrame, selection: Selection, *, ground: Ground, names: dict[str, str]
) -> list[str]:
    lng, lat = found["found_lng"].to_numpy(), found["found_lat"].to_numpy()
    codes = geography.ward_of(lng, lat, selection.vintage, store_dir=ground.folder)
    known = ~np.isnan(lng)
    return [
        names.get(str(code), OUTSIDE) if there else UNKNOWN
        for code, there in zip(codes, known, strict=True)
    ]
