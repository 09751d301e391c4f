"""The rules for each single choice of a view that comes from outside: an address or a browser.

Each function returns the choice in our own type or raises ValueError with the rule and what was
found. Nothing here is trusted to have any particular type.
"""

import contextlib
import re
from collections.abc import Collection
from datetime import date

from data import geography, schema
from geo import cells
from geo.windows import Window

EARLIEST, LATEST = date(1990, 1, 1), date(2100, 1, 1)
MOST_PICKED = 300
"""How many cells can be picked at once: an address must hold them."""

TOWNS = ("Widnes", "Runcorn")
COUNT = "count"
STEPS = ("day", "week", "month")
MEASURES = (
    COUNT,
    "rate",
    "change",
    "hot",
    "hot-residents",
    "hot-moved",
    "hot-residents-moved",
    "together",
    "together-residents",
)
"""What the colour of a cell can mean. A change is one on the window compared with;
chance is even over the borough, or in proportion to residents; "moved" adds in
how many shifts of the grid a hot spot holds; "together" is in how many layers a cell is a clear
hot spot."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_HEX = re.compile(r"8[0-9a-f]{14}")


def places(vintage: str) -> dict[str, str]:
    """List the places that can be chosen.

    Parameters
    ----------
    vintage
        Which ward outlines.

    Returns
    -------
    dict
        Value of `Selection.place` to name: the borough, the towns, then the wards by name.
    """
    wards = geography.wards(vintage).sort_values("name")
    towns = {town: town for town in TOWNS}
    return {"": "Whole borough", **towns, **dict(zip(wards["code"], wards["name"], strict=True))}


def layers(found: object, *, permitted: Collection[str]) -> tuple[str, ...]:
    """Check visible layers: a list, or text with commas between; what is not permitted drops out.

    Returns
    -------
    tuple of str
        In the order of `data.schema.LAYERS`.

    Raises
    ------
    ValueError
        When no permitted layer is left.
    """
    names = found.split(",") if isinstance(found, str) else found
    names = names if isinstance(names, list) else []
    visible = tuple(name for name in schema.LAYERS if name in names and name in permitted)
    if not visible:
        raise ValueError(f"At least one of {', '.join(permitted)} is visible; found {found!r}")
    return visible


def focus(found: object, *, visible: tuple[str, ...]) -> str:
    """Check the layer in focus.

    Raises
    ------
    ValueError
        When it is not one of the visible layers.
    """
    if not isinstance(found, str) or found not in visible:
        raise ValueError(f"The layer in focus is a visible one; found {found!r}")
    return found


def measure(found: object) -> str:
    """Check what the colour of a cell means; "" is the count.

    Raises
    ------
    ValueError
        When it is not one of `MEASURES`.
    """
    if found == "":
        return COUNT
    if not isinstance(found, str) or found not in MEASURES:
        raise ValueError(f"A measure is one of {', '.join(MEASURES)}; found {found!r}")
    return found


def resolution(found: object) -> int:
    """Check a resolution, a number or its digits.

    Raises
    ------
    ValueError
        When it is not one of `geo.cells.RESOLUTIONS`.
    """
    for known in cells.RESOLUTIONS:
        if type(found) in (int, str) and str(found) == str(known):
            return known
    raise ValueError(f"A resolution is one of {cells.RESOLUTIONS}; found {found!r}")


def window(start: object, end: object) -> Window:
    """Check a half-open window of two dates written YYYY-MM-DD.

    Raises
    ------
    ValueError
        When a date is not one, or the window is empty or not between `EARLIEST` and `LATEST`.
    """
    asked = Window(_day(start), _day(end))
    if asked.start < EARLIEST or asked.end > LATEST:
        raise ValueError(f"A window lies between {EARLIEST} and {LATEST}; found {start} to {end}")
    return asked


def place(found: object, *, vintage: str) -> str:
    """Check a place: "", a town or a ward code of the vintage.

    Raises
    ------
    ValueError
        When it is none of these.
    """
    if not isinstance(found, str) or found not in places(vintage):
        raise ValueError(f"A place is a town or the code of a {vintage} ward; found {found!r}")
    return found


def vintage(found: object) -> str:
    """Check the year of the ward outlines.

    Raises
    ------
    ValueError
        When there are no such outlines.
    """
    if not isinstance(found, str) or found not in geography.VINTAGES:
        raise ValueError(f"Wards are those of {geography.VINTAGES}; found {found!r}")
    return found


def cell(found: object, *, resolution: int, vintage: str) -> str:
    """Check a selected cell; a well-formed one outside the study area is no choice at all.

    Returns
    -------
    str
        The cell as it was found, or "".

    Raises
    ------
    ValueError
        When it is not written as a cell.
    """
    if found == "":
        return ""
    if not isinstance(found, str) or not _HEX.fullmatch(found):
        raise ValueError(f"A cell is 15 hexadecimal digits; found {found!r}")
    known = geography.cells(resolution, vintage)["cell"]
    return found if (known == int(found, 16)).any() else ""


def picked(found: object, *, resolution: int, vintage: str) -> tuple[str, ...]:
    """Check picked cells: a list, or text with commas between.

    Returns
    -------
    tuple of str
        Each once, sorted; those outside the study area or of another resolution drop out.

    Raises
    ------
    ValueError
        When one is not written as a cell, or there are too many.
    """
    names = found.split(",") if isinstance(found, str) else found
    if not isinstance(names, list) or len(names) > MOST_PICKED:
        raise ValueError(f"At most {MOST_PICKED} cells can be picked; found {str(found)[:80]!r}")
    known = [cell(name, resolution=resolution, vintage=vintage) for name in names]
    return tuple(sorted({name for name in known if name}))


def step(found: object) -> str:
    """Check the clock's step.

    Raises
    ------
    ValueError
        When it is neither one of `STEPS` nor nothing.
    """
    if isinstance(found, str) and found in ("", *STEPS):
        return found
    raise ValueError(f"A step is one of {', '.join(STEPS)}; found {found!r}")


def _day(found: object) -> date:
    if isinstance(found, str) and _DATE.fullmatch(found):
        with contextlib.suppress(ValueError):
            return date.fromisoformat(found)
    raise ValueError(f"A date is written YYYY-MM-DD; found {found!r}")
