"""A small server that stands in for the dashboard, so that the map's frame can be tested alone.

It serves the frame's page and files as the dashboard does, under the strictest policy that the
frame can live with, and a host page that talks to the frame as the component does.
"""

import json
import secrets
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dashboard.hexmap import packing, page

FRAME = Path(page.__file__).parent
TYPES = {
    ".js": "text/javascript",
    ".css": "text/css",
    ".woff2": "font/woff2",
    ".json": "application/json",
    ".bin": packing.MEDIA_TYPE,
}
HOST = """<!doctype html><meta charset="utf-8"><title>Host</title>
<style>html,body{margin:0;height:100%;background:#888}iframe{display:block;border:0;width:100%;height:100%}</style>
<script>
  window.heard = [];
  window.addEventListener("message", (event) => window.heard.push(event.data));
  window.post = (message) => frames[0].postMessage({hotspots: 1, ...message}, location.origin);
</script><iframe src="/map" title="Map"></iframe>"""


def policy(nonce: str) -> str:
    """Write the strictest policy the frame can live with."""
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src 'nonce-{nonce}'",
            f"style-src 'nonce-{nonce}'",
            "font-src 'self'",
            "connect-src 'self'",
            "frame-ancestors 'self'",
            "base-uri 'none'",
            "form-action 'none'",
        ]
    )


@dataclass
class Site:
    """What the server answers with; a test may change it while the server runs."""

    files: dict[str, bytes] = field(default_factory=dict)
    statuses: dict[str, HTTPStatus] = field(default_factory=dict)
    policy: bool = True
    asked: list[str] = field(default_factory=list)
    address: str = ""

    def put_basemap(self, basemap: dict[str, Any], *, vintage: str = "2020") -> None:
        """Serve a ground."""
        self.files[f"/basemap/{vintage}.json"] = json.dumps(basemap).encode()


@contextmanager
def running(site: Site) -> Iterator[Site]:
    """Serve a site on a free port of the loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _handler(site))
    site.address = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def _handler(site: Site) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            site.asked.append(path)
            status, kind, body = _answer(site, path)
            self.send_response(status)
            self.send_header("Content-Type", kind)
            if path == "/map":
                nonce = secrets.token_urlsafe(16)
                body = page.render(nonce=nonce).encode()
                if site.policy:
                    self.send_header("Content-Security-Policy", policy(nonce))
            if path.startswith("/assets/"):
                self.send_header("Cache-Control", "max-age=3600")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_args: object) -> None:
            """Keep quiet."""

    return Handler


def _answer(site: Site, path: str) -> tuple[HTTPStatus, str, bytes]:
    kind = TYPES.get(Path(path).suffix, "text/html; charset=utf-8")
    if path in site.statuses:
        return site.statuses[path], kind, b""
    if path == "/":
        return HTTPStatus.OK, kind, HOST.encode()
    if path == "/map":
        return HTTPStatus.OK, kind, b""  # written anew for each
    if path in site.files:
        return HTTPStatus.OK, kind, site.files[path]
    file = FRAME / path.removeprefix("/assets/")
    if path.startswith("/assets/") and file.is_file():
        return HTTPStatus.OK, kind, file.read_bytes()
    return HTTPStatus.NOT_FOUND, kind, b""
