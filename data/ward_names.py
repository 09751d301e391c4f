"""Ward names in whatever spelling a partner uses."""

import difflib
import re
from collections.abc import Iterable

from data.outlines import VINTAGES, wards


def match_ward(name_or_code: str, vintage: str = VINTAGES[0]) -> str:
    """Find a ward by its code or by its name in any spelling.

    Capitals, spaces, commas, "&" or "and", and the word "ward" make no difference.

    Returns
    -------
    The ward's code.

    Raises
    ------
    LookupError
        If no ward of this vintage is called so; names the nearest, or the vintage that has it.
    """
    wanted = _plain(name_or_code)
    known = _spellings(vintage)
    if wanted in known:
        return known[wanted]
    raise LookupError(
        f"No ward of {vintage} is called {name_or_code!r}. {_advice(wanted, vintage)}"
    )


def vintage_of(names: Iterable[str]) -> str:
    """Tell of which vintage the wards of a whole column are.

    Parameters
    ----------
    names
        The distinct cells: names in any spelling, or codes.

    Returns
    -------
    str
        The newest vintage that has all that are wards at all; "" if none has, or there are none.
    """
    plain = {_plain(name) for name in names}
    known = {vintage: _spellings(vintage) for vintage in VINTAGES}
    given = {name for name in plain if any(name in codes for codes in known.values())}
    whole = [vintage for vintage, codes in known.items() if given <= codes.keys()]
    return whole[0] if given and whole else ""


def match_wards(names: Iterable[str], *, vintage: str = "") -> dict[str, str]:
    """Find the wards of a whole column, of whichever vintage they are.

    Parameters
    ----------
    names
        The distinct cells: names in any spelling, or codes.
    vintage
        Of which vintage they are, where that is known; "" to tell from all of them.

    Returns
    -------
    dict of str to str
        For each cell the ward's code, "" where none is called so. The column as a whole settles
        the vintage: the newest that has all of its wards. Where none has all, each is of the
        newest that has it.
    """
    wanted = {name: _plain(name) for name in names}
    first = vintage or vintage_of(wanted)
    known = [_spellings(one) for one in (*([first] if first else []), *VINTAGES)]
    return {
        name: next((codes[plain] for codes in known if plain in codes), "")
        for name, plain in wanted.items()
    }


def _spellings(vintage: str) -> dict[str, str]:
    table = wards(vintage)
    codes = table["code"].tolist()
    names = {_plain(name): code for name, code in zip(table["name"], codes, strict=True)}
    return names | {_plain(code): code for code in codes}


def _plain(name: str) -> str:
    words = re.findall(r"[a-z0-9']+", name.casefold().replace("&", " and "))
    kept = [word for word in words if word not in {"and", "ward"}]
    return " ".join(kept)


def _advice(wanted: str, vintage: str) -> str:
    others = [other for other in VINTAGES if other != vintage]
    if any(wanted in _spellings(other) for other in others):
        return f"It is a ward of {others[0]}: choose that vintage instead."
    plain = {_plain(name): name for name in wards(vintage)["name"]}
    near = difflib.get_close_matches(wanted, plain, n=3, cutoff=0.4)
    if near:
        return f"Did you mean {' or '.join(plain[name] for name in near)}?"
    return f"The wards are {'; '.join(plain.values())}."
