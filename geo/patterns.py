"""The 17 patterns of a place over time, as data: names, definitions and rules in order.

The patterns are those of Esri's Emerging Hot Spot Analysis. Esri changed two definitions:
*consecutive* now needs at least two final hot steps, and *sporadic* must be hot in the final
step. Both wordings are kept; the older one also calls a place sporadic that is not hot at the end.
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

Wording = Literal["current", "older"]
WORDINGS: tuple[Wording, ...] = ("current", "older")
NONE = "No pattern"
# Numbers 1 to 8 are hot spots, -1 to -8 the same of cold spots, 0 none. A place that fits more
# than one definition gets the first: the hot ones in this order, then the cold ones.
NAMES = (
    "New",
    "Consecutive",
    "Intensifying",
    "Persistent",
    "Diminishing",
    "Sporadic",
    "Oscillating",
    "Historical",
)
(NEW, CONSECUTIVE, INTENSIFYING, PERSISTENT, DIMINISHING, SPORADIC, OSCILLATING, HISTORICAL) = (
    range(1, 9)
)
_DEFINITIONS = (
    "{Hot} in the last step, and never {hot} before.",
    (
        "{Hot} without a break over the last two steps or more, never {hot} before that, "
        "and {hot} in less than 90 % of the steps."
    ),
    (
        "{Hot} in at least 90 % of the steps and in the last one, and the clustering of {high} "
        "counts grows stronger over time."
    ),
    (
        "{Hot} in at least 90 % of the steps and in the last one, with no clear trend in how "
        "strong the clustering of {high} counts is."
    ),
    (
        "{Hot} in at least 90 % of the steps and in the last one, and the clustering of {high} "
        "counts grows weaker over time."
    ),
    (
        "{Hot} in the last step and on and off before, in less than 90 % of the steps, "
        "and never {cold}."
    ),
    (
        "{Hot} in the last step but {cold} in an earlier one, and {hot} in less than 90 % of the "
        "steps."
    ),
    "Not {hot} in the last step, but {hot} in at least 90 % of the steps.",
)
_OLDER = {
    CONSECUTIVE: "{Hot} without a break over the last steps, never {hot} before that, "
    "and {hot} in less than 90 % of the steps.",
    SPORADIC: "{Hot} on and off, in less than 90 % of the steps, and never {cold}.",
}
PATTERNS = (*range(1, 9), *range(-1, -9, -1), 0)


@dataclass(frozen=True)
class Pattern:
    """One pattern as the legend shows it.

    Attributes
    ----------
    number
        1 to 8 hot, -1 to -8 cold, 0 none.
    name
        Such as "New hot spot".
    definition
        One sentence.
    """

    number: int
    name: str
    definition: str


def pattern(number: int, *, wording: Wording = "current") -> Pattern:
    """Give the name and definition of a pattern.

    Parameters
    ----------
    number
        -8 to 8.
    wording
        Of which definition.

    Returns
    -------
    Pattern
    """
    if number == 0:
        return Pattern(0, NONE, "None of the hot or cold spot patterns.")
    hot, cold, high = ("hot", "cold", "high") if number > 0 else ("cold", "hot", "low")
    text = _DEFINITIONS[abs(number) - 1]
    if wording == "older":
        text = _OLDER.get(abs(number), text)
    definition = text.format(hot=hot, Hot=hot.capitalize(), cold=cold, high=high)
    return Pattern(number, f"{NAMES[abs(number) - 1]} {hot} spot", definition)


def classify(
    flags: NDArray[np.int8], trend: NDArray[np.int8], *, wording: Wording = "current"
) -> NDArray[np.int8]:
    """Give every place the first pattern whose definition it fits.

    Parameters
    ----------
    flags
        ``[n, steps]``: 1 hot, -1 cold, 0 neither.
    trend
        ``[n]``: 1 when the Gi* score clearly rises, -1 when it clearly falls, else 0.
    wording
        Esri's current or older definitions.

    Returns
    -------
    int8[n]
        Numbers of the patterns, -8 to 8.

    Raises
    ------
    ValueError
        If the wording is unknown.
    """
    if wording not in WORDINGS:
        raise ValueError(f"The wording is one of {', '.join(WORDINGS)}; found {wording!r}.")
    hot = _hot_patterns(flags, trend, wording=wording)
    cold = _hot_patterns(-flags, -trend, wording=wording)
    return np.where(hot > 0, hot, -cold).astype(np.int8)


def _hot_patterns(
    flags: NDArray[np.int8], trend: NDArray[np.int8], *, wording: Wording
) -> NDArray[np.int8]:
    hot, steps = flags == 1, flags.shape[1]
    times = hot.sum(axis=1)
    run = np.cumprod(hot[:, ::-1], axis=1).sum(axis=1)  # unbroken hot steps up to the last
    last, often = hot[:, -1], 10 * times >= 9 * steps  # in whole numbers: 0.9 * 10 is no trap
    cold_before = (flags[:, :-1] == -1).any(axis=1)
    sometimes = (times > 0) & ~often & ~(flags == -1).any(axis=1)
    rules = (
        last & (times == 1),
        last & (run == times) & ~often,
        last & often & (trend == 1),
        last & often & (trend == 0),
        last & often & (trend == -1),
        sometimes if wording == "older" else sometimes & last,
        last & cold_before & ~often,
        ~last & often,
    )
    found = np.select(rules, range(1, 9), default=0)
    return found.astype(np.int8)
