"""Headers that keep a browser from running or fetching anything that is not ours."""

import base64
import hashlib
import re
from importlib.resources import files

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

HARMLESS = "window.prerenderReady = false"
"""The one script in the text of Streamlit's page; it asks crawlers to wait. Refused, it would leave
an error in the console of every page, and a real one would not be noticed among them."""


def allowed(page: str) -> str:
    """Name the harmless script of a page as a policy does.

    Parameters
    ----------
    page
        The page's HTML.

    Returns
    -------
    str
        The hash of its very text; "" where the page has none, or another one in its place.
    """
    for script in re.findall(r"<script>(.*?)</script>", page, flags=re.DOTALL):
        if script.strip() == HARMLESS:
            digest = hashlib.sha256(script.encode("utf-8")).digest()
            return f"'sha256-{base64.b64encode(digest).decode('ascii')}'"
    return ""


_PAGE = files("streamlit").joinpath("static", "index.html").read_text(encoding="utf-8")

PAGE_POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' blob: {allowed(_PAGE)}".strip(),  # a component's script is a blob
        "style-src 'self' 'unsafe-inline'",  # Streamlit's own styles are made in the browser
        "img-src 'self' data: blob:",
        "font-src 'self' data:",
        "connect-src 'self'",
        "worker-src 'self' blob:",
        "frame-src 'self'",
        "frame-ancestors 'self'",
        "object-src 'none'",
        "base-uri 'self'",
        "form-action 'self'",
    ]
)

EVERYWHERE = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "SAMEORIGIN",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
}


def map_policy(nonce: str) -> str:
    """Write the policy of the map's own page.

    Parameters
    ----------
    nonce
        A random text that the page's script and style elements carry.

    Returns
    -------
    str
        The value of a Content-Security-Policy header.
    """
    rules = [
        "default-src 'none'",
        f"script-src 'nonce-{nonce}'",  # a module hands its nonce on to those it imports
        f"style-src 'nonce-{nonce}'",
        "font-src 'self'",
        "connect-src 'self'",
        "frame-ancestors 'self'",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    return "; ".join(rules)


class SecurityHeaders:
    """Middleware that adds the headers to every answer that does not bring its own.

    Parameters
    ----------
    app
        The application behind it.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass a request on and add the headers to its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in EVERYWHERE.items():
                    headers[name] = value
                headers.setdefault("Content-Security-Policy", PAGE_POLICY)
            await send(message)

        await self.app(scope, receive, with_headers)
