"""Shapefiles and GeoPackages, from the command line only: GDAL with all other drivers off.

GDAL reads its settings when it is loaded: whoever starts the process sets `GDAL_SKIP`
(`data.drivers`). Here nothing is read until that is seen to have worked.
"""

import pyogrio

from data import limits
from data.formats.arrow_tables import Source, sheet_of
from data.formats.grid import Grid
from data.formats.points import headings_of
from data.formats.request import Request
from data.limits import RefusalError

DRIVERS = {"ESRI Shapefile", "GPKG"}


def read(request: Request) -> list[Grid]:
    """Read a shapefile or a GeoPackage.

    Parameters
    ----------
    request
        The file, and what is asked of it.

    Returns
    -------
    list of Grid
        A sheet for each of its layers; row 1 is the first feature.

    Raises
    ------
    ValueError
        If it is beyond a limit, its points are in another coordinate system, or another driver of
        GDAL could be used.
    """
    limits.check("HOTSPOTS_MAX_FILE_MB", request.path.stat().st_size)
    if not set(pyogrio.list_drivers()) <= DRIVERS:
        raise RefusalError("Map files are not read: the other drivers of GDAL can't be shut off.")
    layers = [str(name) for name, _ in pyogrio.list_layers(request.path)]
    limits.check("HOTSPOTS_MAX_SHEETS", len(layers))
    return [_layer(request, name, alone=len(layers) == 1) for name in layers]


def _layer(request: Request, layer: str, *, alone: bool) -> Grid:
    with pyogrio.open_arrow(request.path, layer=layer, use_pyarrow=True) as (
        about,
        reader,
    ):
        shapes = about["geometry_name"] or "wkb_geometry"
        names = [name for name in reader.schema.names if name != shapes]
        shaped = shapes in reader.schema.names
        place = headings_of(str(about["crs"] or "unknown"), names) if shaped else ()
        return sheet_of(
            Source(reader, reader.schema, shapes=shapes, place=place),
            told=lambda row: request.progress(row, row),
            name="" if alone else layer,
        )
