"""A person's word on what the columns of a file hold: checked, and written as TOML."""

import json
import tomllib
from collections.abc import Mapping as Table
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from data.columns import Reader
from data.dates import ORDERS
from data.headings import normal
from data.readers import readers
from data.recipe import Recipe
from data.schema import LAYERS

KEYS = {"source", "layer", "date_order", "columns"}


@dataclass(frozen=True)
class Mapping:
    """What the columns of one kind of file hold.

    Parameters
    ----------
    source
        Whose file it is; it stands where a row does not say who recorded it.
    layer
        The layer of its events.
    columns
        For columns of the layer's form the heading in the file.
    date_order
        How dates in figures are written, one of `dates.ORDERS`; "" to tell from the file.

    Raises
    ------
    ValueError
        If it could not read any file; all that is wrong is said together.
    """

    source: str
    layer: str
    columns: Table[str, str]
    date_order: str = ""

    def __post_init__(self) -> None:
        """Refuse what could not read any file."""
        problems = _problems(self)
        if problems:
            raise ValueError(f"The mapping can't be used: {'; '.join(problems)}.")

    @property
    def headings(self) -> frozenset[str]:
        """The headings that it names, as they are compared."""
        return frozenset(normal(heading) for heading in self.columns.values())

    def reader(self) -> Reader:
        """Make the reader of such files.

        Returns
        -------
        Reader
            It finds its columns by the headings named here, and by no others.
        """
        form = form_of(self.layer)
        convert = form.convert
        if isinstance(convert, Recipe):
            convert = replace(convert, source=self.source)
        return _Mapped(
            source=self.source,
            layer=self.layer,
            columns=form.columns,
            convert=convert,
            headings=dict(self.columns),
        )


@dataclass(frozen=True)
class _Mapped(Reader):
    headings: Table[str, str] = field(default_factory=dict)

    def lacking(self, header: Sequence[str], *, told: bool) -> list[str]:  # noqa: ARG002  no signature
        there = {normal(cell) for cell in header}
        return [heading for heading in self.headings.values() if normal(heading) not in there]

    def positions(self, header: Sequence[str]) -> dict[str, int]:
        missing = self.lacking(header, told=True)
        if missing:
            named = ", ".join(map(repr, missing))
            raise ValueError(f"The mapping names headings that the file has not: {named}.")
        place = {normal(cell): at for at, cell in reversed(list(enumerate(header)))}
        return {name: place[normal(heading)] for name, heading in self.headings.items()}


def form_of(layer: str) -> Reader:
    """Give our own form of a layer.

    Parameters
    ----------
    layer
        A layer.

    Returns
    -------
    Reader
    """
    return next(one for one in readers() if one.source == f"{layer} form")


def from_toml(text: str) -> Mapping:
    """Read a mapping.

    Parameters
    ----------
    text
        TOML: `source`, `layer`, perhaps `date_order`, and a table `columns`.

    Returns
    -------
    Mapping

    Raises
    ------
    ValueError
        If it is no TOML, or no mapping.
    """
    try:
        found: dict[str, Any] = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"The mapping is not TOML: {error}.") from error
    unknown = found.keys() - KEYS
    columns = found.get("columns")
    words = [found.get(key, "") for key in ("source", "layer", "date_order")]
    if unknown or not isinstance(columns, dict) or not all(isinstance(one, str) for one in words):
        raise ValueError(
            "A mapping has the texts source, layer and, if need be, date_order, and a table "
            f"columns; this one has {', '.join(sorted(found)) or 'nothing'}."
        )
    source, layer, order = words
    return Mapping(source, layer, {name: str(heading) for name, heading in columns.items()}, order)


def to_toml(mapping: Mapping) -> str:
    """Write a mapping so that a person can read and correct it.

    Parameters
    ----------
    mapping
        The mapping.

    Returns
    -------
    str
        TOML that `from_toml` reads to the same mapping.
    """
    lines = [f"source = {toml_text(mapping.source)}", f"layer = {toml_text(mapping.layer)}"]
    if mapping.date_order:
        lines.append(f"date_order = {toml_text(mapping.date_order)}")
    lines += ["", "[columns]"]
    lines += [
        f"{toml_text(name)} = {toml_text(heading)}" for name, heading in mapping.columns.items()
    ]
    return "\n".join(lines) + "\n"


def _problems(mapping: Mapping) -> list[str]:
    problems = [] if mapping.source.strip() else ["it names no source"]
    if mapping.date_order and mapping.date_order not in ORDERS:
        problems.append(f"{mapping.date_order!r} is no order of dates ({', '.join(ORDERS)})")
    if mapping.layer not in LAYERS:
        return [*problems, f"{mapping.layer!r} is no layer ({', '.join(LAYERS)})"]
    form = form_of(mapping.layer)
    names = {column.name for column in form.columns}
    unknown = [name for name in mapping.columns if name not in names]
    if unknown:
        problems.append(f"{form.source} has no column {', '.join(map(repr, unknown))}")
    lacking = form.lacking([name for name in mapping.columns if name in names], told=True)
    twice = [one for one in mapping.columns.values() if not one.strip()]
    if lacking:
        problems.append(f"it lacks {', '.join(lacking)}")
    return [*problems, "a heading is blank"] if twice else problems


def toml_text(words: str) -> str:
    """Write a text as TOML has it: JSON's way but for one character.

    Parameters
    ----------
    words
        Any text.

    Returns
    -------
    str
        With its quotation marks, on one line.
    """
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007F")
