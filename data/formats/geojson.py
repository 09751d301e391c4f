"""GeoJSON: features with a point each, read as JSON and never by a library that opens files."""

import json
from collections.abc import Iterator, Mapping
from typing import Any, NoReturn, TypeAlias

from data import limits
from data.formats.encoding import writing_of
from data.formats.gathering import gather
from data.formats.grid import Fault, Grid, Record, blank_table
from data.formats.points import DEGREES, headings_of
from data.formats.request import Request
from data.formats.values import text_of
from data.limits import RefusalError

Feature: TypeAlias = Mapping[str, Any]


def read(request: Request) -> list[Grid]:
    """Read a collection of features.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        One sheet: a column for each property, then the coordinates; row 1 is the first feature.

    Raises
    ------
    ValueError
        If it is no GeoJSON, or beyond a limit.
    """
    limits.check("HOTSPOTS_MAX_WORKBOOK_MB", request.path.stat().st_size)
    text = request.path.read_text(encoding=writing_of(request.path).codec)
    _check_nesting(text)
    features, system = _features(_parsed(text))
    limits.check("HOTSPOTS_MAX_ROWS", len(features))
    names = list(dict.fromkeys(name for one in features for name in _properties(one)))
    place = headings_of(system, names)
    limits.check("HOTSPOTS_MAX_COLUMNS", len(names) + len(place))
    request.progress(len(features), len(features))
    return [_grid(features, names, place, known=request.known)]


def _grid(
    features: list[Feature], names: list[str], place: tuple[str, ...], *, known: frozenset[str]
) -> Grid:
    """Let the properties' names be the header, in a row of their own before the first."""
    header = (*names, *place)
    if not header:
        return Grid("", (), 0, blank_table(0))
    records = _records(features, names, pointed=bool(place))
    rows = gather([(0, header), *records], known=known | {*map(str.casefold, header)}, padded=True)
    notes = () if place else ("The features' points were not used: their properties say where.",)
    return Grid("", rows.header, 0, rows.table, rows.faults, notes)


def _check_nesting(text: str) -> None:
    """Refuse what is nested too deeply before it is parsed."""
    depth = deepest = 0
    for mark in filter("[{]}".__contains__, text):
        depth += 1 if mark in "[{" else -1
        deepest = max(deepest, depth)
    limits.check("HOTSPOTS_MAX_NESTING", deepest)


def _parsed(text: str) -> object:
    try:
        return json.loads(text, parse_constant=_no_number)
    except json.JSONDecodeError as error:
        raise RefusalError(
            f"It begins like JSON and is none: line {error.lineno} can't be read ({error.msg}). It "
            "may be cut off; ask for it again."
        ) from error


def _no_number(word: str) -> NoReturn:
    raise RefusalError(f"It is no JSON: {word} is no number there. Correct it, or save it as CSV.")


def _features(parsed: object) -> tuple[list[Feature], str]:
    """Give the features, and the name of their coordinate system."""
    if not isinstance(parsed, dict) or parsed.get("type") != "FeatureCollection":
        raise RefusalError("It is JSON, but no GeoJSON FeatureCollection. Save it as one, or CSV.")
    features = parsed.get("features")
    if not isinstance(features, list) or not all(isinstance(one, dict) for one in features):
        raise RefusalError("It is a GeoJSON FeatureCollection without a list of features.")
    crs = parsed.get("crs")
    named = crs.get("properties") if isinstance(crs, dict) else None
    return features, str(named.get("name", "")) if isinstance(named, dict) else DEGREES


def _properties(feature: Feature) -> Mapping[str, object]:
    found = feature.get("properties")
    return found if isinstance(found, dict) else {}


def _records(features: list[Feature], names: list[str], *, pointed: bool) -> Iterator[Record]:
    for number, feature in enumerate(features, start=1):
        properties = _properties(feature)
        cells = [_text(properties.get(name)) for name in names]
        point = _point(feature.get("geometry"))
        if not pointed:
            yield number, cells
        elif point is None:
            found = str(dict(feature.get("geometry") or {}).get("type", "nothing"))
            yield Fault(number, "geometry", found, (*cells, "", ""))
        else:
            yield number, [*cells, *point]


def _text(value: object) -> str:
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return text_of(value)


def _point(geometry: object) -> tuple[str, str] | None:
    """Read a point's coordinates; blank where there is no geometry, None for anything else."""
    if geometry is None:
        return "", ""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return None
    given = geometry.get("coordinates")
    if not isinstance(given, list) or len(given) < 2 or not all(map(_is_number, given[:2])):  # noqa: PLR2004  a pair
        return None
    return text_of(given[0]), text_of(given[1])


def _is_number(value: object) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)
