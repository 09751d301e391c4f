"""All the choices of one view, frozen: in the session, in the address and in an export's words.

The address may come from anyone, so a choice in it that is not one of ours falls back to the
default. A view comes from our own map frame; one that breaks a rule is refused whole.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from dashboard import choices, comparing, fields, kinds
from data import geography, schema
from geo.windows import Window


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
        Pairs of layer and category that are counted; a layer in no pair counts all of its own.
    place
        "" for the whole borough, "Widnes", "Runcorn" or a ward code.
    vintage
        Which ward outlines: "2020" or "2013".
    cell
        The selected cell as a hex string, "" for none.
    measure
        What the colour of a cell means; one of `choices.MEASURES`.
    picked
        Cells as hex strings that alone are counted, sorted; empty means all of the place.
    against
        The window compared with: "year" for the same days a year before, "before" for the time
        just before, or two dates "2025-01-01..2025-03-01", the second no longer counted.
    swipe
        Whether the map shows both windows with a divider between.
    step
        The clock's step: "day", "week" or "month"; "" for the finest that the data allow.
    """

    layers: tuple[str, ...]
    focus: str
    resolution: int
    window: Window
    categories: tuple[tuple[str, str], ...] = ()
    place: str = ""
    vintage: str = geography.VINTAGES[0]
    cell: str = ""
    measure: str = choices.COUNT
    picked: tuple[str, ...] = ()
    against: str = comparing.YEAR
    swipe: bool = False
    step: str = ""

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
            The address's parameters, named as in `fields.FIELDS`.
        defaults
            The selection of an address without parameters.
        permitted
            Layers that the viewer may see; others are dropped.

        Returns
        -------
        Selection
            Always a valid one.
        """
        known = {field.name: getattr(defaults, field.name) for field in fields.FIELDS}
        return replace(defaults, **fields.from_query(query, known=known, permitted=permitted))

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
            "category": kinds.category_text(self.categories),
            "place": self.place,
            "wards": self.vintage if self.vintage != geography.VINTAGES[0] else "",
            "cell": self.cell,
            "measure": self.measure if self.measure != choices.COUNT else "",
            "cells": ",".join(self.picked),
            "against": self.against if self.against != comparing.YEAR else "",
            "compare": comparing.SWIPE if self.swipe else "",
            "step": self.step,
        }
        return {key: value for key, value in every.items() if value}

    def from_view(self, view: object, *, permitted: Collection[str] = schema.LAYERS) -> "Selection":
        """Take over the choices that the map frame owns.

        Parameters
        ----------
        view
            What the browser sent, named as in `fields.FIELDS`. Not to be trusted.
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
        known = {field.name: getattr(self, field.name) for field in fields.FIELDS}
        return replace(self, **fields.from_view(view, known=known, permitted=permitted))

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
            "category": kinds.category_text(self.categories),
            "cell": self.cell,
            "measure": self.measure,
            "cells": list(self.picked),
            "against": self.against,
            "compare": comparing.SWIPE if self.swipe else "",
            "step": self.step,
        }

    @property
    def looked_into(self) -> tuple[str, ...]:
        """Cells that a panel is about: the selected one, else the picked ones; none for a place."""
        return (self.cell,) if self.cell else self.picked

    def kept(self, layer: str) -> tuple[str, ...]:
        """List the categories of a layer that are counted.

        Parameters
        ----------
        layer
            Which layer.

        Returns
        -------
        tuple of str
            Empty where all of them are.
        """
        return tuple(name for of, name in self.categories if of == layer)

    def category_names(self) -> tuple[str, ...]:
        """Name the categories that are counted, for a reader.

        Returns
        -------
        tuple of str
            Each once; with its layer where more than one layer is cut down.
        """
        several = len({layer for layer, _ in self.categories}) > 1
        names = (f"{name} ({layer})" if several else name for layer, name in self.categories)
        return tuple(dict.fromkeys(names))

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
            ", ".join(self.category_names()) or "all categories",
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
