"""The sources that are recognised, one module each: a new source is one new file here.

Each module offers `READER`. Shared pieces are in `data.columns` and `data.form`.
"""

import pkgutil
from collections.abc import Sequence
from functools import cache
from importlib import import_module

from data.columns import Reader


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


def recognise(header: Sequence[str], *, layer: str | None = None) -> Reader:
    """Tell from its columns which kind of file it is.

    Parameters
    ----------
    header
        The cells of the header.
    layer
        The layer it must belong to, if a person has said so.

    Returns
    -------
    Reader
        The one that can read it.

    Raises
    ------
    ValueError
        If none can, with what each would need; or if more than one can.
    """
    if not header:
        raise ValueError("It holds no header: the first row must name the columns.")
    known = [reader for reader in readers() if layer in {None, reader.layer}]
    lacking = {reader: reader.lacking(header, told=layer is not None) for reader in known}
    able = [reader for reader, missing in lacking.items() if not missing]
    if len(able) == 1:
        return able[0]
    if able:
        names = " and ".join(f"{reader.source} ({reader.layer})" for reader in able)
        raise ValueError(f"The columns fit more than one form: {names}. Say which with --layer.")
    wanted = "; ".join(
        f"{reader.source} lacks {', '.join(missing)}" for reader, missing in lacking.items()
    )
    raise ValueError(f"Its columns are not those of a form that is known: {wanted}.")
