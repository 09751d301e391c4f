"""Who is looking, what they may see, and the signed tokens that carry this to the data route.

The map's data travel over a plain request that knows no Streamlit session. Its address therefore
holds a token: the claims it was made for, signed with the store's secret key, so that a token
outlives a restart of the server but no one can write or change one.
"""

import base64
import hashlib
import hmac
import json
import math
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from typing import Any, NamedTuple

from dashboard.settings import Settings

ANYONE = "anyone"
"""Name of the viewer where no login stands before the dashboard."""


class Viewer(NamedTuple):
    """A person at the dashboard and the layers they may see."""

    name: str
    layers: tuple[str, ...]


def viewer(headers: Mapping[str, str], *, settings: Settings) -> Viewer:
    """Say who is looking.

    Parameters
    ----------
    headers
        The request's headers, with names that are looked up in any case.
    settings
        Where no header is configured, everyone is the same viewer.

    Returns
    -------
    Viewer
        The person and the layers they may see.

    Raises
    ------
    PermissionError
        When a proxy should have named the person and has not.
    """
    if not settings.user_header:
        return Viewer(ANYONE, settings.layers)
    name = (headers.get(settings.user_header) or "").strip()
    if not name:
        raise PermissionError(
            f"The proxy must name the person in the header {settings.user_header}; "
            "the request has none. Open the dashboard through the proxy."
        )
    return Viewer(name, settings.layers)


def is_analyst(viewer: Viewer, *, settings: Settings) -> bool:
    """Tell whether someone may do what only analysts may.

    Parameters
    ----------
    viewer
        Who is looking.
    settings
        Where no header names people, everyone is trusted alike.

    Returns
    -------
    bool
    """
    return not settings.user_header or viewer.name in settings.analysts


def require_analyst(viewer: Viewer, *, settings: Settings, what: str = "Near repeats are") -> None:
    """Refuse what only an analyst may see or do.

    Parameters
    ----------
    viewer
        Who is looking.
    settings
        Where no header names people, everyone is trusted alike.
    what
        What is refused, as the beginning of a sentence.

    Raises
    ------
    PermissionError
        When a proxy names people and this one is not among the analysts.
    """
    if not is_analyst(viewer, settings=settings):
        raise PermissionError(
            f"{what} for analysts, and {viewer.name} is not named as one. "
            "Whoever runs the dashboard can add the name to HOTSPOTS_ANALYSTS."
        )


def token_key(secret: bytes) -> bytes:
    """Make the key for tokens out of the store's secret, which also serves other ends.

    Parameters
    ----------
    secret
        The store's secret.

    Returns
    -------
    bytes
        32 bytes that give nothing away about the secret.
    """
    return hmac.new(secret, b"hotspots map tokens", hashlib.sha256).digest()


def sign(claims: Mapping[str, Any], *, key: bytes) -> str:
    """Make a token that holds claims and proves who wrote them.

    Parameters
    ----------
    claims
        JSON values; ``expires`` (seconds since 1970) is required by `verify`.
    key
        The store's secret.

    Returns
    -------
    str
        Letters, digits, ``-``, ``_`` and one full stop: safe in an address.
    """
    text = json.dumps(claims, sort_keys=True, separators=(",", ":"))
    body = _encoded(text.encode("utf-8"))
    return f"{body}.{_encoded(_signature(body, key))}"


def verify(token: str, *, key: bytes, now: datetime | None = None) -> dict[str, Any]:
    """Return the claims of a token that is ours and has not expired.

    Parameters
    ----------
    token
        What `sign` made, or anything else.
    key
        The store's secret.
    now
        The moment of the check; this moment when left out.

    Returns
    -------
    dict
        The claims.

    Raises
    ------
    PermissionError
        When the token was not made by us, was changed, or has expired.
    """
    body, _, signature = token.partition(".")
    genuine = _encoded(_signature(body, key))
    if not hmac.compare_digest(genuine.encode(), signature.encode("utf-8", "replace")):
        raise PermissionError("The token was not made here or was changed; reload the page.")
    claims: dict[str, Any] = json.loads(_decoded(body))
    moment = now or datetime.now(UTC)
    if moment.timestamp() >= claims["expires"]:
        raise PermissionError("The token has expired; reload the page.")
    return claims


def expiry(life: timedelta, *, now: datetime | None = None) -> int:
    """Choose when a token made now expires, in steps, so that tokens seldom change.

    A token that changed at each run of a page would make the browser fetch the same data again.

    Parameters
    ----------
    life
        How long a token lasts at most; it lasts at least half of that.
    now
        The moment of making; this moment when left out.

    Returns
    -------
    int
        Seconds since 1970.
    """
    step = life.total_seconds() / 2
    moment = (now or datetime.now(UTC)).timestamp()
    return int((math.floor(moment / step) + 2) * step)


def _signature(body: str, key: bytes) -> bytes:
    return hmac.new(key, body.encode("utf-8", "replace"), hashlib.sha256).digest()


def _encoded(content: bytes) -> str:
    return base64.urlsafe_b64encode(content).rstrip(b"=").decode("ascii")


def _decoded(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
