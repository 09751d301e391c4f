"""What a person reads when the store can't be used: its own sentence, where the page would be."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from dashboard.panels import chrome
from data.troubles import DamageError, StoreError

Arguments = ParamSpec("Arguments")

DAMAGED = "The data are damaged"
UNREADABLE = "The data can't be read at the moment"


def tell(trouble: StoreError) -> None:
    """Say what is wrong with the store, and what to do.

    Parameters
    ----------
    trouble
        What the store said of itself.
    """
    chrome.notice(DAMAGED if isinstance(trouble, DamageError) else UNREADABLE, str(trouble))


def told(draw: Callable[Arguments, None]) -> Callable[Arguments, None]:
    """Let a part of a page say what is wrong with the store, in its own place.

    Parameters
    ----------
    draw
        What draws the part.

    Returns
    -------
    callable
        The same; it never raises `StoreError`.
    """

    @wraps(draw)
    def drawn(*args: Arguments.args, **kwargs: Arguments.kwargs) -> None:
        try:
            draw(*args, **kwargs)
        except StoreError as trouble:
            tell(trouble)

    return drawn
