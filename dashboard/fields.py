"""How each choice of a view is found in an address or in what the map sent.

One table holds the order in which they are read: a cell is one of a resolution, a place one of a
generation of wards, a focus one of the visible layers.
"""

from collections.abc import Callable, Collection, Mapping
from typing import Any, NamedTuple

from dashboard import choices, comparing, kinds

Known = Mapping[str, Any]
"""What is known of the selection so far, by field."""


class Field(NamedTuple):
    """One field of a selection.

    Parameters
    ----------
    name
        The field of `selection.Selection`.
    keys
        What it is called in an address and in a view.
    read
        Checks what was found under the keys; raises ValueError.
    instead
        What an address gives that names another or a wrong choice.
    owned
        Whether the map frame owns the choice.
    needed
        Whether a view must name it; else a view without it has none.
    """

    name: str
    keys: tuple[str, ...]
    read: Callable[[Known, Collection[str], Any], Any]
    instead: Callable[[Known], Any]
    owned: bool = True
    needed: bool = True


def _kept(name: str) -> Callable[[Known], Any]:
    return lambda known: known[name]


def _focus(known: Known) -> str:
    """Keep the focus where it is visible still."""
    focus, layers = known["focus"], known["layers"]
    return str(focus if focus in layers else layers[0])


def _of_cells(read: Callable[..., Any]) -> Callable[[Known, Collection[str], Any], Any]:
    return lambda known, _, found: read(
        found, resolution=known["resolution"], vintage=known["vintage"]
    )


FIELDS = (
    Field(
        "vintage",
        ("wards",),
        lambda _known, _layers, found: choices.vintage(found),
        _kept("vintage"),
        owned=False,
    ),
    Field(
        "resolution",
        ("resolution",),
        lambda _known, _layers, found: choices.resolution(found),
        _kept("resolution"),
    ),
    Field(
        "layers",
        ("layers",),
        lambda _known, layers, found: choices.layers(found, permitted=layers),
        _kept("layers"),
    ),
    Field(
        "focus",
        ("focus",),
        lambda known, _, found: choices.focus(found, visible=known["layers"]),
        _focus,
    ),
    Field(
        "window",
        ("from", "to"),
        lambda _known, _layers, found: choices.window(*found),
        _kept("window"),
    ),
    Field(
        "categories",
        ("category",),
        lambda known, layers, found: kinds.categories(
            found, focus=known["focus"], permitted=layers
        ),
        _kept("categories"),
        needed=False,
    ),
    Field(
        "place",
        ("place",),
        lambda known, _, found: choices.place(found, vintage=known["vintage"]),
        lambda _known: "",
        owned=False,
    ),
    Field("cell", ("cell",), _of_cells(choices.cell), lambda _known: ""),
    Field(
        "measure",
        ("measure",),
        lambda _known, _layers, found: choices.measure(found),
        _kept("measure"),
        needed=False,
    ),
    Field("picked", ("cells",), _of_cells(choices.picked), lambda _known: (), needed=False),
    Field(
        "against",
        ("against",),
        lambda _known, _layers, found: comparing.against(found),
        _kept("against"),
        needed=False,
    ),
    Field(
        "swipe",
        ("compare",),
        lambda _known, _layers, found: comparing.swipe(found),
        _kept("swipe"),
        needed=False,
    ),
    Field(
        "step",
        ("step",),
        lambda _known, _layers, found: choices.step(found),
        _kept("step"),
        needed=False,
    ),
)

OWNED = frozenset(key for field in FIELDS if field.owned for key in field.keys)
"""What the choices that the map frame owns are called in an address."""


def from_query(
    query: Mapping[str, str], *, known: Known, permitted: Collection[str]
) -> dict[str, Any]:
    """Read an address; it may come from anyone.

    Parameters
    ----------
    query
        The address's parameters.
    known
        Each field's default.
    permitted
        Layers that the viewer may see.

    Returns
    -------
    dict
        Each field's value; a wrong one is the default, or no choice.
    """
    found = dict(known)
    for field in FIELDS:
        try:
            found[field.name] = field.read(found, permitted, _under(query, field))
        except ValueError:
            found[field.name] = field.instead(found)
    return found


def from_view(
    view: Mapping[str, Any], *, known: Known, permitted: Collection[str]
) -> dict[str, Any]:
    """Read what the map frame sent; one that breaks a rule is refused whole.

    Parameters
    ----------
    view
        The view.
    known
        Each field's present value.
    permitted
        Layers that the viewer may see.

    Returns
    -------
    dict
        Each field's value.

    Raises
    ------
    ValueError
        Every problem is named.
    """
    found, problems = dict(known), list[str]()
    for field in FIELDS:
        if not field.owned:
            continue
        asked = _under(view, field)
        if asked is None and not field.needed:
            asked = ""
        try:
            found[field.name] = field.read(found, permitted, asked)
        except ValueError as problem:
            problems.append(str(problem))
    if problems:
        raise ValueError("; ".join(problems))
    return found


def _under(mapping: Mapping[str, Any], field: Field) -> Any:  # noqa: ANN401  nothing is known of it yet
    found = tuple(mapping.get(key) for key in field.keys)
    return found if len(found) > 1 else found[0]
