"""What the map fetches for itself: its page, its data, its ground, our scripts and fonts.

These requests know no Streamlit session, so each checks by itself who asks: the data route by a
signed token, and every route but the public libraries by the proxy's header where one is set.
"""

import gzip
import secrets
from collections.abc import Callable
from functools import wraps
from http import HTTPStatus
from pathlib import Path
from typing import Any

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.types import Scope

from dashboard import access, choices, gazetteer, headers, measures, results, settings
from dashboard.hexmap import packing, page
from dashboard.selection import Selection
from dashboard.source import Source, map_version, source_of
from data import geography
from data.store import Store, StoreError
from geo.windows import Window

FRAME = Path(__file__).parent / "hexmap"
PURPOSE = "map data"
REVALIDATE = "private, no-cache"


class OwnFiles(StaticFiles):
    """Our scripts, styles and fonts; a browser asks each time whether they are still the same."""

    async def get_response(self, path: str, scope: Scope) -> Response:
        """Answer with the file, and with the order to ask again."""
        response = await super().get_response(path, scope)
        response.headers["Cache-Control"] = "no-cache"
        return response


def routes() -> list[BaseRoute]:
    """List the routes.

    Returns
    -------
    list of BaseRoute
    """
    return [
        Route("/map", map_page),
        Route("/cells/{name}.bin", map_data),
        Route("/measures/{name}.json", measure),
        Route("/basemap/{vintage}.json", basemap),
        Route("/names.json", names),
        Mount("/assets/static", OwnFiles(directory=FRAME / "static")),
        Mount("/assets/vendor", OwnFiles(directory=FRAME / "vendor")),
    ]


def data_address(
    source: Source,
    *,
    viewer: access.Viewer,
    options: settings.Settings,
    filters: tuple[int, str],
) -> str:
    """Write the address at which one viewer may fetch one map's data.

    Parameters
    ----------
    source
        What the data depend on.
    viewer
        Who may fetch them.
    options
        The settings in force.
    filters
        Resolution and place.

    Returns
    -------
    str
        A path on this server, good until its token expires.
    """
    resolution, place = filters
    claims = {
        "use": PURPOSE,
        "who": viewer.name,
        "layers": source.layers,
        "vintage": source.vintage,
        "store": source.version,
        "resolution": resolution,
        "place": place,
        "expires": access.expiry(options.map_life),
    }
    return f"/cells/{access.sign(claims, key=access.token_key(source.store.secret()))}.bin"


def map_page(request: Request) -> Response:
    """Answer with the map's page, which holds no event data."""
    refusal = _stranger(request)
    if refusal:
        return refusal
    nonce = secrets.token_urlsafe(16)
    answer = Response(page.render(nonce=nonce), media_type="text/html")
    answer.headers["Content-Security-Policy"] = headers.map_policy(nonce)
    answer.headers["Cache-Control"] = "no-store"  # the nonce is good once
    return answer


def _told(answer: Callable[[Request], Response]) -> Callable[[Request], Response]:
    @wraps(answer)
    def answered(request: Request) -> Response:
        try:
            return answer(request)
        except StoreError as trouble:
            return PlainTextResponse(str(trouble), HTTPStatus.SERVICE_UNAVAILABLE)

    return answered


@_told
def map_data(request: Request) -> Response:
    """Answer with packed counts, to the person and for the choices that the token names."""
    refusal = _stranger(request)
    if refusal:
        return refusal
    try:
        source, claims = _allowed(request)
    except PermissionError as refused:
        return PlainTextResponse(str(refused), HTTPStatus.UNAUTHORIZED)
    filters = (claims["resolution"], claims["place"])
    tag = map_version(source, *filters)
    if _known(request, tag):
        return _unchanged(tag)
    file = results.map_file(source, *filters)
    return _answer(request, file.compressed, tag=tag, media_type=packing.MEDIA_TYPE)


@_told
def measure(request: Request) -> Response:
    """Answer with one statistic of every cell, to the person that the map's token names."""
    refusal = _stranger(request)
    if refusal:
        return refusal
    try:
        source, claims = _allowed(request)
        wanted = measures.asked(request.query_params, allowed=_widest(source, claims))
        found = measures.answer(source, wanted)
    except PermissionError as refused:
        return PlainTextResponse(str(refused), HTTPStatus.UNAUTHORIZED)
    except (ValueError, LookupError) as refused:
        return PlainTextResponse(str(refused), HTTPStatus.BAD_REQUEST)
    return JSONResponse(found, headers={"Cache-Control": "private, no-store"})


@_told
def basemap(request: Request) -> Response:
    """Answer with the ground that the map is drawn on: open data, the same for everyone."""
    refusal = _stranger(request)
    if refusal:
        return refusal
    vintage = request.path_params["vintage"]
    if vintage not in geography.VINTAGES:
        return PlainTextResponse("There are no such wards.", HTTPStatus.NOT_FOUND)
    store = Store(settings.current().store)
    file = results.basemap(source_of(store, layers=(), vintage=vintage))
    if _known(request, file.version):
        return _unchanged(file.version)
    return _answer(request, file.compressed, tag=file.version, media_type="application/json")


def names(request: Request) -> Response:
    """Answer with the names that the map's search knows: open data, the same for everyone."""
    refusal = _stranger(request)
    if refusal:
        return refusal
    file = gazetteer.gazetteer()
    if _known(request, file.version):
        return _unchanged(file.version)
    return _answer(request, file.compressed, tag=file.version, media_type="application/json")


def _stranger(request: Request) -> Response | None:
    try:
        access.viewer(request.headers, settings=settings.current())
    except PermissionError as refused:
        return PlainTextResponse(str(refused), HTTPStatus.FORBIDDEN)
    return None


def _allowed(request: Request) -> tuple[Source, dict[str, Any]]:
    options = settings.current()
    store = Store(options.store)
    claims = access.verify(request.path_params["name"], key=access.token_key(store.secret()))
    _same_person(request, claims["who"], options)
    source = source_of(store, layers=tuple(claims["layers"]), vintage=claims["vintage"])
    _still_true(claims, source, options)
    return source, claims


def _widest(source: Source, claims: dict[str, Any]) -> Selection:
    """Put the token's choices into a selection; the window is the map's own to choose."""
    return Selection(
        layers=source.layers,
        focus=source.layers[0],
        resolution=claims["resolution"],
        window=Window(choices.EARLIEST, choices.LATEST),
        place=claims["place"],
        vintage=source.vintage,
    )


def _same_person(request: Request, who: str, options: settings.Settings) -> None:
    if access.viewer(request.headers, settings=options).name != who:
        raise PermissionError("The token was made for someone else; reload the page.")


def _still_true(claims: dict[str, object], source: Source, options: settings.Settings) -> None:
    if claims.get("use") != PURPOSE or not set(source.layers) <= set(options.layers):
        raise PermissionError("The token is not for these data; reload the page.")
    if claims["store"] != source.version:
        raise PermissionError("There are newer data than the token's; reload the page.")


def _known(request: Request, tag: str) -> bool:
    return f'"{tag}"' in request.headers.get("if-none-match", "")


def _unchanged(tag: str) -> Response:
    return Response(status_code=HTTPStatus.NOT_MODIFIED, headers=_marks(tag))


def _answer(request: Request, compressed: bytes, *, tag: str, media_type: str) -> Response:
    """Send what was compressed once; a client that cannot read it gets it plain."""
    answer = Response(media_type=media_type, headers=_marks(tag))
    if "gzip" in request.headers.get("accept-encoding", ""):
        answer.body = compressed
        answer.headers["Content-Encoding"] = "gzip"
    else:
        answer.body = gzip.decompress(compressed)
        answer.headers["Content-Encoding"] = "identity"
    answer.headers["Content-Length"] = str(len(answer.body))
    return answer


def _marks(tag: str) -> dict[str, str]:
    return {"ETag": f'"{tag}"', "Cache-Control": REVALIDATE, "Vary": "Accept-Encoding"}
