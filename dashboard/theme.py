"""The one home of colours, ramps, type and spacing.

The map frame, the pages, Streamlit's own controls, the charts and the figures are all fed from
here, so that a colour is changed in one line. Contrast ratios in the comments are against the
ground the colour stands on (light, dark) and are held by the tests.
"""

from typing import Literal, NamedTuple

Mode = Literal["light", "dark"]
MODES: tuple[Mode, ...] = ("light", "dark")


class Colour(NamedTuple):
    """One colour in both modes, as a CSS colour."""

    light: str
    dark: str


class TypeRole(NamedTuple):
    """Size and line height in CSS pixels, on a wide and on a compact screen, with the weight."""

    wide: tuple[float, float]
    compact: tuple[float, float]
    weight: int
    spacing: str = "0"


COMPACT_BELOW = 1600
"""Widest screen, in CSS pixels, that gets the compact sizes."""

FONT_FAMILY = '"Inter", "Segoe UI", system-ui, sans-serif'

COLOURS: dict[str, Colour] = {
    "bg": Colour("#FFFFFF", "#10171E"),  # the page
    "surface": Colour("#FFFFFF", "#151E27"),  # frame and floats
    "sunken": Colour("#F4F6F8", "#1B2630"),  # empty places
    "hover": Colour("#EDF1F4", "#22303C"),
    "band": Colour("#E9EDF0", "#22303C"),  # usual range, empty part of a bar
    "ink": Colour("#14202B", "#F0F4F7"),  # text: 16.5, 15.2
    "ink-2": Colour("#43505C", "#BBC7D0"),  # secondary text: 8.3, 9.8
    "ink-3": Colour("#5E6B77", "#94A3AF"),  # captions: 5.5, 6.5
    "line": Colour("#DCE1E6", "#2B3945"),  # hairlines, decoration only
    "ctl": Colour("#87929D", "#71808D"),  # borders of controls: 3.2, 4.2
    "primary": Colour("#12436D", "#8FBCE6"),  # selected control
    "primary-tint": Colour("#E6EDF3", "#1D3449"),  # primary on it: 8.7, 6.4
    "accent": Colour("#28A197", "#3CC4B8"),  # focus ring, clock window: 3.2, 7.8
    "accent-ink": Colour("#0F6E66", "#5AD3C8"),  # accent as text, a fall
    "incidents": Colour("#12436D", "#7DB2E3"),  # circle
    "cuckooing": Colour("#801650", "#EC86BB"),  # diamond
    "missing": Colour("#F46A25", "#FF9B63"),  # triangle; never small text on white
    "incidents-ink": Colour("#12436D", "#7DB2E3"),
    "cuckooing-ink": Colour("#801650", "#EC86BB"),
    "missing-ink": Colour("#A63D08", "#FFB38A"),  # the orange that may be text
    "muted-bar": Colour("#C3CBD2", "#3B4955"),  # bars outside the window recede on purpose
    "mark-bg": Colour("#14202B", "#F0F4F7"),  # handling marking
    "mark-ink": Colour("#FFFFFF", "#10171E"),
    "veil": Colour("rgba(255,255,255,.94)", "rgba(21,30,39,.94)"),  # floats over the map
    # the ground of the map
    "water": Colour("#DAE5EC", "#0A1218"),
    "outland": Colour("#ECEEEF", "#151D24"),
    "land": Colour("#F8F8F6", "#1C2730"),
    "output-area": Colour("#E7E9E9", "#25323C"),
    "postcode": Colour("#CFD5D9", "#35444F"),
    "motorway": Colour("#FFFFFF", "#3A4854"),
    "motorway-casing": Colour("#B9C2C9", "#0A1218"),
    "ward-line": Colour("#56636E", "#7A8A97"),
    "halo": Colour("#FFFFFF", "#10171E"),
    "river-ink": Colour("#43677E", "#6F8FA3"),
    "outside-veil": Colour("rgba(236,238,239,.72)", "rgba(16,23,30,.68)"),  # beyond the place
    # change between two windows: four forms, not only four hues
    "fall": Colour("#1B8A80", "#3CC4B8"),
    "fall-ground": Colour("#FFFFFF", "#10171E"),
    "no-change": Colour("#DDE1E4", "#33414C"),
    "hatch": Colour("#9AA5AE", "#71808D"),  # too few to say
}

# Few to many. Light grows darker and dark grows lighter: more is always further from the land.
RAMPS: dict[str, dict[Mode, tuple[str, ...]]] = {
    "incidents": {
        "light": ("#C6D7E6", "#93B5D2", "#5A8CB8", "#2F689A", "#12436D"),
        "dark": ("#274868", "#336693", "#4A8AC2", "#86B9E6", "#D2E8FB"),
    },
    "cuckooing": {
        "light": ("#EACBDB", "#D196B5", "#B35C8B", "#983569", "#801650"),
        "dark": ("#5F284C", "#8A3365", "#B9518A", "#E083B3", "#F9D3E6"),
    },
    "missing": {
        "light": ("#FBD3BC", "#F8A87E", "#E0611F", "#B8470C", "#7A3008"),
        "dark": ("#63361D", "#91471C", "#C25F24", "#FF9B63", "#FFDCC6"),
    },
}

# Navy and plum nearly merge for a protanope: shape always goes with colour.
SHAPES: dict[str, str] = {"incidents": "circle", "cuckooing": "diamond", "missing": "triangle"}

SHADOWS = Colour(
    "0 1px 2px rgba(20,32,43,.08),0 4px 16px rgba(20,32,43,.08)",
    "0 1px 2px rgba(0,0,0,.5),0 4px 16px rgba(0,0,0,.4)",
)

TYPE: dict[str, TypeRole] = {
    "h1": TypeRole((28, 36), (20, 26), 640, "-0.019em"),
    "h2": TypeRole((20, 28), (17, 24), 640, "-0.012em"),
    "metric": TypeRole((28, 32), (22, 26), 620, "-0.02em"),
    "section": TypeRole((15, 20), (15, 20), 640),
    "chart": TypeRole((13, 16), (13, 16), 620),
    "body": TypeRole((14, 20), (13, 20), 400),
    "control": TypeRole((13, 20), (12.5, 20), 500),
    "caption": TypeRole((12, 16), (11, 14), 450),
    "ward-label": TypeRole((12.5, 16), (10.5, 14), 580),
    "marking": TypeRole((12, 24), (12, 24), 650, "0.06em"),
}

# An 8 px grid with 4 px half steps: (wide, compact).
SPACE: dict[str, tuple[int, int]] = {
    "margin": (32, 24),
    "gap": (32, 24),
    "toolbar": (56, 48),
    "nav": (56, 48),
    "marking": (24, 24),
    "footer": (40, 32),
    "control-height": (32, 32),
    "float-inset": (12, 8),
    "legend": (264, 228),
}

RADII: dict[str, int] = {"frame": 8, "control": 6, "tag": 4}


def colour(name: str, *, mode: Mode = "light") -> str:
    """Return a token as a CSS colour.

    Parameters
    ----------
    name
        A key of ``COLOURS``.
    mode
        Light or dark.

    Returns
    -------
    str
        ``#RRGGBB``, or ``rgba(...)`` for the two veils.

    Raises
    ------
    LookupError
        When there is no such token.
    """
    if name not in COLOURS:
        raise LookupError(f"No colour is called {name!r}; choose one of {', '.join(COLOURS)}")
    return COLOURS[name].dark if mode == "dark" else COLOURS[name].light


def ramp(layer: str, *, mode: Mode = "light", classes: int = 5) -> tuple[str, ...]:
    """Return the colours of a layer's classes, few to many.

    Parameters
    ----------
    layer
        A key of ``RAMPS``.
    mode
        Light or dark.
    classes
        How many classes are drawn, 1 to 5. Fewer than five take the far end of the ramp.

    Returns
    -------
    tuple of str
        ``classes`` colours as ``#RRGGBB``.

    Raises
    ------
    ValueError
        When ``classes`` is not between 1 and 5.
    """
    steps = RAMPS[layer][mode]
    if not 1 <= classes <= len(steps):
        raise ValueError(f"A ramp has 1 to {len(steps)} classes; asked for {classes}")
    return steps[len(steps) - classes :]


def css_variables(mode: Mode) -> str:
    """Return the colours of one mode as CSS declarations.

    Parameters
    ----------
    mode
        Light or dark.

    Returns
    -------
    str
        ``--ink:#14202B;...``: every colour by its name, every ramp step as
        ``--incidents-1`` (few) to ``--incidents-5`` (many), and ``--shadow``.
    """
    values = {name: colour(name, mode=mode) for name in COLOURS}
    for layer in RAMPS:
        values |= {f"{layer}-{n}": step for n, step in enumerate(ramp(layer, mode=mode), start=1)}
    values["shadow"] = SHADOWS.dark if mode == "dark" else SHADOWS.light
    return _declarations(values)


def css_scales(selector: str = ":root", *, below: int = COMPACT_BELOW) -> str:
    """Return type, spacing and radii as two CSS rules: wide, and compact in a media query.

    Parameters
    ----------
    selector
        The CSS selector that carries the variables.
    below
        Widest window, in CSS pixels, that gets the compact sizes.

    Returns
    -------
    str
        For each type role ``--type-<role>`` (a CSS ``font`` shorthand) and
        ``--type-<role>-spacing``; ``--space-<name>`` and ``--radius-<name>`` in pixels.
    """
    wide, compact = _scale(compact=False), _scale(compact=True)
    query = f"@media (max-width:{below}px)"
    return f"{selector}{{{wide}}}{query}{{{selector}{{{compact}}}}}"


def _scale(*, compact: bool) -> str:
    values: dict[str, str] = {}
    for name, role in TYPE.items():
        size, line = role.compact if compact else role.wide
        values[f"type-{name}"] = f"{role.weight} {size:g}px/{line:g}px {FONT_FAMILY}"
        values[f"type-{name}-spacing"] = role.spacing
    values |= {f"space-{name}": f"{pair[compact]}px" for name, pair in SPACE.items()}
    values |= {f"radius-{name}": f"{size}px" for name, size in RADII.items()}
    return _declarations(values)


def _declarations(values: dict[str, str]) -> str:
    return "".join(f"--{name}:{value};" for name, value in values.items())
