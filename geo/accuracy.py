"""Do hot spots predict anything? PAI, PEI and RRI on the period that follows, with baselines."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import ArrayLike, NDArray

from geo.exposure import checked_exposure
from geo.whole import whole_counts
from geo.windows import Window


@dataclass(frozen=True)
class Accuracy:
    """What a choice of cells caught of the events that came after.

    Attributes
    ----------
    events
        Events of the following period in the chosen cells (fractions of cells count in part).
    share_of_events, share_of_area
        Of the study area.
    pai
        Prediction accuracy index, the first share over the second: 1 is no better than chance.
    best_pai
        What the best possible choice of the same area would have reached.
    pei
        Prediction efficiency index, `pai` over `best_pai`.
    rri
        Recapture rate index: the share of events after over the share before. Below 1 the choice
        fitted its own period better than the next.
    """

    events: float
    share_of_events: float
    share_of_area: float
    pai: float
    best_pai: float
    pei: float
    rri: float


def accuracy(
    chosen: ArrayLike, *, before: ArrayLike, after: ArrayLike, areas: ArrayLike | None = None
) -> Accuracy:
    """Score a choice of cells on the events of the following period.

    ``PAI = (n / N) / (a / A)``. Nothing of the following period may have gone into the choice.

    Parameters
    ----------
    chosen
        ``[n]`` booleans, or the part of each cell that is chosen, 0 to 1.
    before, after
        ``[n]`` whole events of the period the choice was made from, and of the one that follows.
    areas
        ``[n]`` km² inside the study area; ``None`` takes the cells as equal.

    Returns
    -------
    Accuracy
        Missing (NaN) where a share is undefined: nothing chosen, or no event.

    Raises
    ------
    ValueError
        If counts are not whole or the shapes differ.

    References
    ----------
    Chainey, S., Tompson, L. and Uhlig, S. (2008). The utility of hotspot mapping for predicting
    spatial patterns of crime. Security Journal 21, 4-28 (PAI).
    Hunt, J. M. (2016). Do crime hot spots move? PhD thesis, American University (PEI).
    Levine, N. (2008). The "hottest" part of a hotspot. Security Journal 21, 295-302 (RRI).
    """
    past = whole_counts(before, what="Counts before")
    future = whole_counts(after, what="Counts after")
    ground = np.ones(len(future)) if areas is None else checked_exposure(areas, cells=len(future))
    part = np.asarray(chosen, dtype=np.float64)
    if not past.shape == future.shape == part.shape:
        raise ValueError(
            "The choice and both counts need one value for each cell: "
            f"{part.shape}, {past.shape} and {future.shape}."
        )
    area, caught = float(part @ ground), float(part @ future)
    best = float(densest(future, areas=ground, area=area) @ future)
    share, area_share = _over(caught, future.sum()), _over(area, ground.sum())
    best_pai = _over(_over(best, future.sum()), area_share)
    pai = _over(share, area_share)
    return Accuracy(
        events=caught,
        share_of_events=share,
        share_of_area=area_share,
        pai=pai,
        best_pai=best_pai,
        pei=_over(pai, best_pai),
        rri=_over(share, _over(float(part @ past), past.sum())),
    )


def densest(
    values: NDArray[np.int64] | NDArray[np.float64],
    *,
    areas: NDArray[np.float64],
    area: float,
) -> NDArray[np.float64]:
    """Choose the densest cells until they cover an area.

    The last cell is taken in part, and cells of one density share what is left between them, so
    the answer does not depend on the order of the cells.

    Parameters
    ----------
    values
        ``[n]`` counts or residents.
    areas
        ``[n]`` km² of each cell.
    area
        km² to cover.

    Returns
    -------
    float64[n]
        The part of each cell that is chosen, 0 to 1.
    """
    density = np.divide(values, areas, out=np.full(len(areas), -1.0), where=areas > 0)
    distinct, group = np.unique(-density, return_inverse=True)
    size = np.bincount(group.ravel(), weights=areas, minlength=len(distinct))
    left = np.maximum(area - (np.cumsum(size) - size), 0.0)
    part: NDArray[np.float64] = np.divide(
        np.minimum(left, size), size, out=np.zeros_like(size), where=size > 0
    )
    return np.asarray(part[group.ravel()])


def against_baselines(  # noqa: PLR0913  (a split of time is two of everything)
    hot: NDArray[np.bool_],
    *,
    before: ArrayLike,
    after: ArrayLike,
    windows: tuple[Window, Window],
    residents: ArrayLike,
    areas: ArrayLike | None = None,
) -> pd.DataFrame:
    """Score hot spots beside what needs no statistics, at the same area.

    Parameters
    ----------
    hot
        ``[n]`` hot spots found in the first window.
    before, after
        ``[n]`` whole events of the two windows.
    windows
        The two windows; the second must not start before the first ends.
    residents
        ``[n]`` residents of each cell.
    areas
        ``[n]`` km² inside the study area; ``None`` takes the cells as equal.

    Returns
    -------
    DataFrame
        Rows *hot spots*, *last period's counts*, *residents*, *any place* (pure chance) with the
        columns of `Accuracy`.

    Raises
    ------
    ValueError
        If the windows overlap or are the wrong way round, or as `accuracy`.
    """
    first, second = windows
    if second.start < first.end:
        raise ValueError(
            f"Hot spots of {first.label()} can only be judged on what came after; "
            f"{second.label()} starts too early. Choose a window that starts on or after "
            f"{first.end.isoformat()}."
        )
    past = whole_counts(before, what="Counts before")
    people = checked_exposure(residents, cells=len(past))
    ground = np.ones(len(past)) if areas is None else checked_exposure(areas, cells=len(past))
    area = float(hot.astype(np.float64) @ ground)
    choices = {
        "hot spots": hot.astype(np.float64),
        "last period's counts": densest(past, areas=ground, area=area),
        "residents": densest(people, areas=ground, area=area),
        "any place": np.full(len(past), area / ground.sum()),
    }
    scores = [
        accuracy(choice, before=past, after=after, areas=ground) for choice in choices.values()
    ]
    return pd.DataFrame(scores, index=pd.Index(choices, name="choice"))


def _over(above: float, below: float) -> float:
    return float(above) / float(below) if below > 0 else float("nan")
