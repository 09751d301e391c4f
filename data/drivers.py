"""Which of GDAL's drivers are switched off in the process that reads a map file."""

import subprocess
import sys
from functools import cache

KEPT = ("ESRI Shapefile", "GPKG")
_ASK = "import pyogrio; print(*pyogrio.list_drivers(), sep=',')"


@cache
def skipped() -> str:
    """Name all drivers but those of shapefiles and GeoPackages, as `GDAL_SKIP` wants them.

    GDAL must know them before it is loaded, so that a process of its own is asked.

    Returns
    -------
    str
        Names with commas between.
    """
    asked = subprocess.run(  # noqa: S603  our own program, no shell
        [sys.executable, "-E", "-s", "-X", "utf8", "-c", _ASK],
        capture_output=True,
        check=True,
        encoding="utf-8",
        timeout=60,
    )
    return ",".join(name for name in asked.stdout.strip().split(",") if name not in KEPT)
