"""What an installation can set, in one place, and Streamlit's options made to hold.

Every setting is an environment variable with a default that is safe on one's own machine.
"""

import json
import os
import re
import tomllib
from collections.abc import Mapping
from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

from data import keeping, schema
from data.backups import KEPT

ROOT = Path(__file__).resolve().parents[1]
CONFIG = ROOT / "streamlit_config" / "config.toml"
MOST_BACKUPS = 1000


class Setting(NamedTuple):
    """One setting: its environment variable, default and meaning."""

    variable: str
    default: str
    meaning: str


SETTINGS = {
    "store": Setting("HOTSPOTS_STORE", "var", "Folder that holds the imported data."),
    "marking": Setting(
        "HOTSPOTS_MARKING",
        "OFFICIAL-SENSITIVE",
        "Handling marking above and below every page and on every export.",
    ),
    "layers": Setting(
        "HOTSPOTS_LAYERS",
        ",".join(schema.LAYERS),
        "Layers that may be seen at this installation, with commas between.",
    ),
    "user_header": Setting(
        "HOTSPOTS_USER_HEADER",
        "",
        "Request header in which a proxy that has checked the login names the person; "
        "a request without it is refused. Empty: everyone who reaches the dashboard may use it.",
    ),
    "map_hours": Setting(
        "HOTSPOTS_MAP_HOURS",
        "12",
        "Hours for which a page that is left open may fetch its map data again.",
    ),
    "analysts": Setting(
        "HOTSPOTS_ANALYSTS",
        "",
        "Names, as the proxy gives them and with commas between, of those who may see near "
        "repeats and single events, mark hexagons, bring files in, undo imports and correct the "
        "quarantine. Without a proxy's header everyone who reaches the dashboard may.",
    ),
    "meetings": Setting(
        "HOTSPOTS_MEETINGS",
        "",
        "Days of past meetings, written YYYY-MM-DD and with commas between; the clock marks them "
        "and offers the time since the last one.",
    ),
    "severity": Setting(
        "HOTSPOTS_SEVERITY",
        "",
        "A CSV file with the columns category and weight; Trends then shows severity beside the "
        "counts. Empty: no severity.",
    ),
    "whole_rows": Setting(
        keeping.WHOLE_ROWS,
        "no",
        "Whether rows in quarantine are kept as they came (yes), names and notes included, and not "
        "only the cells that the store keeps of any row (no).",
    ),
    "backups": Setting(
        "HOTSPOTS_BACKUPS",
        str(KEPT),
        "How many of the backups that are written before each change of the store are kept; "
        "0 for none at all.",
    ),
}


class Settings(NamedTuple):
    """The settings in force."""

    store: Path
    marking: str
    layers: tuple[str, ...]
    user_header: str
    map_life: timedelta
    analysts: tuple[str, ...]
    meetings: tuple[date, ...]
    severity: Path | None
    backups: int
    whole_rows: bool


def current(environ: Mapping[str, str] | None = None) -> Settings:
    """Read the settings.

    Parameters
    ----------
    environ
        Environment variables; those of this process when left out.

    Returns
    -------
    Settings
        A relative store folder is taken from the project's root.

    Raises
    ------
    ValueError
        When a layer is unknown, the hours are not a positive number, a meeting's day is not a
        date, the number of backups is none, or rows are kept whole neither yes nor no.
    """
    source = os.environ if environ is None else environ
    text = {name: _text(source, setting) for name, setting in SETTINGS.items()}
    return Settings(
        store=ROOT / text["store"],
        marking=text["marking"],
        layers=_layers(text["layers"]),
        user_header=text["user_header"],
        map_life=_hours(text["map_hours"]),
        analysts=tuple(name.strip() for name in text["analysts"].split(",") if name.strip()),
        meetings=_days(text["meetings"]),
        severity=ROOT / text["severity"] if text["severity"] else None,
        backups=_count(text["backups"]),
        whole_rows=keeping.whole_rows(text["whole_rows"]),
    )


def streamlit_environment(config_path: Path = CONFIG) -> dict[str, str]:
    """Turn Streamlit's settings file into the environment variables that Streamlit heeds.

    Streamlit reads a file only from a folder called ``.streamlit``; variables work from anywhere.

    Parameters
    ----------
    config_path
        A file in the form of Streamlit's ``config.toml``.

    Returns
    -------
    dict
        For example ``{"STREAMLIT_SERVER_ADDRESS": "localhost"}``. Lists below ``theme`` are one
        JSON text, other lists have spaces between their items.
    """
    options = tomllib.loads(config_path.read_text(encoding="utf-8"))
    return {
        f"STREAMLIT_{_snake(key)}": _value(key, value)
        for section, values in options.items()
        for key, value in _flat(section, values).items()
    }


def _text(source: Mapping[str, str], setting: Setting) -> str:
    return source.get(setting.variable, "").strip() or setting.default


def _layers(text: str) -> tuple[str, ...]:
    wanted = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in wanted if name not in schema.LAYERS]
    if unknown or not wanted:
        raise ValueError(
            f"HOTSPOTS_LAYERS names layers out of {', '.join(schema.LAYERS)}; "
            f"found {text!r}. Correct it or leave it out."
        )
    return tuple(name for name in schema.LAYERS if name in wanted)


def _hours(text: str) -> timedelta:
    try:
        hours = float(text)
    except ValueError:
        hours = 0.0
    if not 0 < hours <= 24 * 31:
        raise ValueError(
            f"HOTSPOTS_MAP_HOURS is a number of hours above 0 and up to 744 (31 days); "
            f"found {text!r}. Correct it or leave it out."
        )
    return timedelta(hours=hours)


def _count(text: str) -> int:
    if not text.isdecimal() or int(text) > MOST_BACKUPS:
        raise ValueError(
            f"HOTSPOTS_BACKUPS is a whole number from 0 to {MOST_BACKUPS}; found {text!r}. "
            "Correct it or leave it out."
        )
    return int(text)


def _days(text: str) -> tuple[date, ...]:
    try:
        return tuple(sorted({date.fromisoformat(day.strip()) for day in text.split(",") if day}))
    except ValueError as problem:
        raise ValueError(
            f"HOTSPOTS_MEETINGS holds dates written YYYY-MM-DD with commas between; "
            f"found {text!r}. Correct it or leave it out."
        ) from problem


def _flat(prefix: str, values: Mapping[str, object]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in values.items():
        name = f"{prefix}.{key}"
        found |= _flat(name, value) if isinstance(value, dict) else {name: value}
    return found


def _snake(key: str) -> str:
    """Spell an option as Streamlit spells its variable: theme.fontFaces is THEME_FONT_FACES."""
    words = re.sub(r"(.)([A-Z][a-z]+)", r"\1_\2", key.replace(".", "_"))
    return re.sub(r"([a-z0-9])([A-Z])", r"\1_\2", words).upper()


def _value(key: str, value: object) -> str:
    if isinstance(value, list):
        return json.dumps(value) if key.startswith("theme.") else " ".join(map(str, value))
    return str(value).lower() if isinstance(value, bool) else str(value)
