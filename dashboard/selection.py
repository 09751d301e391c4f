"""All the choices of one view, frozen: in the session, in the address and in an export's words.

The address may come from anyone, so a choice in it that is not one of ours falls back to the
default. A view comes from our own map frame; one that breaks a rule is refused whole.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from dashboard import choices
from data import geography, schema
from geo.windows import Window

_Value = TypeVar("_Value")


@dataclass(frozen=True)
class Selection:
    """The choices of one view.

    Parameters
    ----------
    layers
        Visible layers, in the order of `data.schema.LAYERS`.
    focus
        The layer that fills the cells; one of `layers`.
    resolution
        H3 resolution of the cells.
    window
        Half-open window of days.
    categories
        Categories that are counted; empty means all.
    place
        "" for the whole borough, "Widnes", "Runcorn" or a ward code.
    vintage
        Which ward outlines: "2020" or "2013".
    cell
        The selected cell as a hex string, "" for none.
    measure
        What the colour of a cell means; one of `choices.MEASURES`.
    """

    layers: tuple[str, ...]
    focus: str
    resolution: int
    window: Window
    categories: tuple[str, ...] = ()
    place: str = ""
    vintage: str = geography.VINTAGES[0]
    cell: str = ""
    measure: str = choices.COUNT

    @classmethod
    def from_query(
        cls,
        query: Mapping[str, str],
        *,
        defaults: "Selection",
        permitted: Collection[str] = schema.LAYERS,
    ) -> "Selection":
        """Read a selection from an address; what is missing or not ours stays as in `defaults`.

        Parameters
        ----------
        query
            The address's parameters: layers, focus, resolution, from, to, category, place, wards,
            cell and measure.
        defaults
            The selection of an address without parameters.
        permitted
            Layers that the viewer may see; others are dropped.

        Returns
        -------
        Selection
            Always a valid one.
        """
        get = query.get
        vintage = _or(lambda: choices.vintage(get("wards")), defaults.vintage)
        resolution = _or(lambda: choices.resolution(get("resolution")), defaults.resolution)
        layers = _or(lambda: choices.layers(get("layers"), permitted=permitted), defaults.layers)
        focus = defaults.focus if defaults.focus in layers else layers[0]
        return replace(
            defaults,
            layers=layers,
            focus=_or(lambda: choices.focus(get("focus"), visible=layers), focus),
            resolution=resolution,
            window=_or(lambda: choices.window(get("from"), get("to")), defaults.window),
            categories=_or(lambda: choices.categories(get("category")), defaults.categories),
            place=_or(lambda: choices.place(get("place"), vintage=vintage), ""),
            vintage=vintage,
            cell=_or(lambda: choices.cell(get("cell"), resolution=resolution, vintage=vintage), ""),
            measure=_or(lambda: choices.measure(get("measure")), defaults.measure),
        )

    def to_query(self) -> dict[str, str]:
        """Return the address's parameters; those without a choice are left out.

        Returns
        -------
        dict
            What `from_query` reads back to an equal selection.
        """
        every = {
            "layers": ",".join(self.layers),
            "focus": self.focus,
            "resolution": str(self.resolution),
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat(),
            "category": choices.category_text(self.categories),
            "place": self.place,
            "wards": self.vintage if self.vintage != geography.VINTAGES[0] else "",
            "cell": self.cell,
            "measure": self.measure if self.measure != choices.COUNT else "",
        }
        return {key: value for key, value in every.items() if value}

    def from_view(self, view: object, *, permitted: Collection[str] = schema.LAYERS) -> "Selection":
        """Take over the choices that the map frame owns.

        Parameters
        ----------
        view
            What the browser sent: layers, focus, resolution, from, to, cell, and measure where
            it is not the count. Not to be trusted.
        permitted
            Layers that the viewer may see.

        Returns
        -------
        Selection
            This one with the view's choices.

        Raises
        ------
        ValueError
            When the view breaks a rule; every problem is named.
        """
        if not isinstance(view, dict):
            raise ValueError(  # noqa: TRY004 - a refused view is one error, whatever is wrong
                f"A view is an object with named choices; found {type(view).__name__}"
            )
        problems: list[str] = []

        def checked(read: Callable[[], _Value], otherwise: _Value) -> _Value:
            try:
                return read()
            except ValueError as problem:
                problems.append(str(problem))
                return otherwise

        get = view.get
        layers = checked(lambda: choices.layers(get("layers"), permitted=permitted), self.layers)
        focus = checked(lambda: choices.focus(get("focus"), visible=layers), self.focus)
        resolution = checked(lambda: choices.resolution(get("resolution")), self.resolution)
        window = checked(lambda: choices.window(get("from"), get("to")), self.window)
        cell = checked(
            lambda: choices.cell(get("cell"), resolution=resolution, vintage=self.vintage), ""
        )
        measure = checked(lambda: choices.measure(get("measure", choices.COUNT)), self.measure)
        if problems:
            raise ValueError("; ".join(problems))
        return replace(
            self,
            layers=layers,
            focus=focus,
            resolution=resolution,
            window=window,
            cell=cell,
            measure=measure,
        )

    def to_view(self) -> dict[str, Any]:
        """Return the choices that the map frame owns, as `from_view` reads them.

        Returns
        -------
        dict
            JSON values only.
        """
        return {
            "layers": list(self.layers),
            "focus": self.focus,
            "resolution": self.resolution,
            "from": self.window.start.isoformat(),
            "to": self.window.end.isoformat(),
            "cell": self.cell,
            "measure": self.measure,
        }

    def words(self) -> str:
        """Say the selection in one line, for exports.

        Returns
        -------
        str
            For example "Incidents, Missing; 24 Sep to 22 Nov 2026; Widnes; all categories;
            cells at resolution 9; wards of 2020".
        """
        parts = [
            ", ".join(layer.capitalize() for layer in self.layers),
            self.window.label(),
            place_name(self.place, vintage=self.vintage),
            ", ".join(self.categories) or "all categories",
            f"cells at resolution {self.resolution}",
            f"wards of {self.vintage}",
        ]
        return "; ".join(parts)


def place_name(place: str, *, vintage: str) -> str:
    """Name a place for a reader.

    Parameters
    ----------
    place
        "", a town or a ward code.
    vintage
        The ward outlines that the code belongs to.

    Returns
    -------
    str
        "Whole borough", the town, or the ward's name.
    """
    return choices.places(vintage).get(place, place)


def _or(read: Callable[[], _Value], otherwise: _Value) -> _Value:
    try:
        return read()
    except ValueError:
        return otherwise
