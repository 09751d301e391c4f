"""What is planted in the synthetic borough, for tests and analysts to look for.

Invented like everything else there: none of it says anything about the places named.
"""

from datetime import date
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from data.demo_draws import Draws, Floats, Whole
from data.demo_parameters import number
from data.demo_places import in_cells, premises, shake
from data.demo_times import DEMO_FROM, DEMO_UNTIL, day_of
from geo.cells import cells_from_hex
from geo.windows import Window, last_months

_WHOLE = Window(DEMO_FROM, DEMO_UNTIL)
_LAST_QUARTER = last_months(_WHOLE.last, months=3)


class Story(NamedTuple):
    """One thing that a good tool must find.

    Parameters
    ----------
    name
        Its name; the amounts are the parameters `story.NAME.*`.
    what
        What happens, in a sentence.
    layer, category
        The events it is made of; category "" where the story is not about one.
    ward
        Code of the ward (2020) it happens in.
    cells
        The cells at resolution 9, as hex strings.
    window
        When it happens.
    course
        How strong it is on the first and on the last day, relative to each other.
    """

    name: str
    what: str
    layer: str
    category: str
    ward: str
    cells: tuple[str, ...]
    window: Window
    course: tuple[float, float]


CLUSTER = Story(
    name="cuckooing cluster",
    what="Reports of taken-over homes appear in two neighbouring cells of Palacefields where "
    "there were none before.",
    layer="cuckooing",
    category="",
    ward="E05013180",
    cells=("891951a8b57ffff", "891951a8bcfffff"),
    window=_LAST_QUARTER,
    course=(0.7, 1.0),
)
CARE_HOME = Story(
    name="care home",
    what="A few children who live in one care home of Norton North go missing again and again.",
    layer="missing",
    category="",
    ward="E05013185",
    cells=("891951a8823ffff",),
    window=Window(date(2024, 11, 23), DEMO_UNTIL),
    course=(1.0, 1.0),
)
SURGES = (
    Story(
        name="drugs rise",
        what="Drug incidents rise around the cuckooing cluster from six weeks before it.",
        layer="incidents",
        category="Drugs",
        ward="E05013180",
        cells=CLUSTER.cells,
        window=Window(date(2026, 7, 12), DEMO_UNTIL),
        course=(0.3, 1.0),
    ),
    Story(
        name="hot spot that leaves",
        what="Anti-social behaviour around Deansway in Ditton fades away over the three years.",
        layer="incidents",
        category="Anti-social behaviour",
        ward="E05013176",
        cells=("891951a9c6fffff",),
        window=_WHOLE,
        course=(1.0, 0.0),
    ),
    Story(
        name="hot spot that arrives",
        what="The anti-social behaviour that leaves Ditton grows in Hough Green, a mile away.",
        layer="incidents",
        category="Anti-social behaviour",
        ward="E05013183",
        cells=("891951a9e8fffff",),
        window=_WHOLE,
        course=(0.0, 1.0),
    ),
    Story(
        name="shoplifting rise",
        what="Shoplifting in Widnes town centre grows faster than elsewhere.",
        layer="incidents",
        category="Shoplifting",
        ward="E05013174",
        cells=("891951a836fffff", "891951a9dd3ffff"),
        window=_WHOLE,
        course=(0.2, 1.0),
    ),
)
STORIES = (CLUSTER, CARE_HOME, *SURGES)
"""Every planted story."""


def planted(draws: Draws, story: Story) -> tuple[Whole, Floats]:
    """Draw the days and places of a story's own events.

    Parameters
    ----------
    draws
        Where the chance comes from.
    story
        A story with a number of events in the parameters.

    Returns
    -------
    day : int64[n]
        Days since `DEMO_FROM`.
    at : float64[n, 2]
        Longitude and latitude, in the story's cells and ward.
    """
    size = int(number(f"story.{story.name}.events"))
    first, last = story.course
    course = first + (last - first) * np.arange(story.window.days) / story.window.days
    day = day_of(story.window.start) + draws.pick(course, size=size)
    homes = story_premises(story)
    chosen = homes[draws.below(np.full(size, len(homes)))]
    return day, shake(draws, premises().coords[chosen])


def story_premises(story: Story) -> Whole:
    """List the premises in a story's cells and ward, as positions."""
    return in_cells(_cells(story), ward=story.ward)


def _cells(story: Story) -> NDArray[np.uint64]:
    return cells_from_hex(story.cells)
