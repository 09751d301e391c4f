"""The sources that are recognised, one module each: a new source is one new file here.

Each module offers `READER`. Shared pieces are in `data.columns` and `data.form`.
"""

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module
from typing import NamedTuple

from data.columns import Reader

NEAREST = 3
"""How many of the forms that do not fit a refusal names."""
ADVICE = (
    "Name them as docs/data-formats.md does, or say what they hold in a mapping, of which "
    "--propose makes a draft."
)


@cache
def readers() -> tuple[Reader, ...]:
    """Find the readers: every module of this package has one.

    Returns
    -------
    tuple of Reader
        In the order of their modules' names.
    """
    names = sorted(module.name for module in pkgutil.iter_modules(__path__))
    return tuple(import_module(f"{__name__}.{name}").READER for name in names)


class Match(NamedTuple):
    """How well a source fits a header.

    Parameters
    ----------
    reader
        The source.
    used
        For each of its columns that is there the heading in the file.
    lacking
        What it needs and does not find, in words; none when it can read the file.
    score
        Share of the file's headings that it makes use of, 0 to 1.
    """

    reader: Reader
    used: dict[str, str]
    lacking: list[str]
    score: float


def matches(header: Sequence[str], *, layer: str | None = None) -> list[Match]:
    """Compare a header with every source.

    Parameters
    ----------
    header
        The cells of the header.
    layer
        The layer it must belong to, if a person has said so.

    Returns
    -------
    list of Match
        Those that can read the file first, then by score.
    """
    known = [reader for reader in readers() if layer in {None, reader.layer}]
    found = [_match(reader, header, told=layer is not None) for reader in known]
    return sorted(found, key=lambda match: (bool(match.lacking), -match.score))


def recognise(header: Sequence[str], *, layer: str | None = None, source: str = "") -> Reader:
    """Tell from its columns which kind of file it is.

    Parameters
    ----------
    header
        The cells of the header.
    layer
        The layer it must belong to, if a person has said so.
    source
        The source that its rows were of when they came before; "" where that is not known.

    Returns
    -------
    Reader
        The one that can read it; of several of one layer that which uses most of its columns.

    Raises
    ------
    ValueError
        If none can, with what the nearest would need; or if more than one layer fits.
    """
    if not header:
        raise ValueError("It holds no header: the first row must name the columns.")
    found = matches(header, layer=layer)
    able = [match.reader for match in found if not match.lacking]
    able = [reader for reader in able if reader.source == source] or able
    if len({reader.layer for reader in able}) > 1:
        names = " and ".join(f"{reader.source} ({reader.layer})" for reader in able)
        raise ValueError(f"The columns fit more than one form: {names}. Say which with --layer.")
    if able:
        return able[0]
    raise ValueError(f"{_none_fits(found)} {ADVICE}")


def _none_fits(found: Sequence[Match]) -> str:
    """Say what the forms lack that make most of the headings; all of them would be a page."""
    near = sorted(
        (match for match in found if match.used),
        key=lambda match: (len(match.lacking), -match.score, match.reader.source),
    )
    if not near:
        return "None of its headings is that of a form that is known."
    wanted = "; ".join(
        f"{match.reader.source} lacks {', '.join(one.split(' (')[0] for one in match.lacking)}"
        for match in near[:NEAREST]
    )
    return f"Its columns are not those of a form that is known: {wanted}."


def _match(reader: Reader, header: Sequence[str], *, told: bool) -> Match:
    used = reader.used(header)
    filled = sum(bool(cell.strip()) for cell in header)
    return Match(
        reader=reader,
        used=used,
        lacking=reader.lacking(header, told=told),
        score=len(used) / filled if filled else 0.0,
    )
