"""Which categories of which layers are counted, as addresses and the map's messages write it."""

from collections.abc import Collection
from urllib.parse import quote, unquote

from data import schema

LONGEST_CATEGORY, MOST_CATEGORIES = 80, 40


def categories(
    found: object, *, focus: str, permitted: Collection[str] = schema.LAYERS
) -> tuple[tuple[str, str], ...]:
    """Check category names with commas between, as `category_text` writes them.

    Parameters
    ----------
    found
        The names; one that does not say its layer belongs to the layer in focus.
    focus
        The layer in focus.
    permitted
        Layers that the viewer may see; categories of others are dropped.

    Returns
    -------
    tuple of (str, str)
        Pairs of layer and category, each once, sorted by layer as `data.schema.LAYERS` are.

    Raises
    ------
    ValueError
        When they are no names, or one is too long, or there are too many.
    """
    wrong = ValueError(f"Categories are names with commas between; found {found!r}")
    if not isinstance(found, str):
        raise wrong
    pairs = dict.fromkeys(_pair(name, focus=focus) for name in found.split(",") if name)
    if len(pairs) > MOST_CATEGORIES or any(len(name) > LONGEST_CATEGORY for _, name in pairs):
        raise wrong
    seen = [pair for pair in pairs if pair[0] in permitted and pair[1]]
    return tuple(sorted(seen, key=lambda pair: schema.LAYERS.index(pair[0])))


def category_text(pairs: Collection[tuple[str, str]]) -> str:
    """Write categories with commas between; a comma or colon inside a name is written as a code.

    Parameters
    ----------
    pairs
        Layers and categories.

    Returns
    -------
    str
        What `categories` reads back, such as "incidents:Drugs,missing:high".
    """
    return ",".join(f"{layer}:{quote(name, safe=' &/()-')}" for layer, name in pairs)


def _pair(written: str, *, focus: str) -> tuple[str, str]:
    layer, colon, name = written.partition(":")
    known = colon and layer in schema.LAYERS
    return (layer, unquote(name)) if known else (focus, unquote(written))
