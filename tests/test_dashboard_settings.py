"""Settings are data, safe by default, and Streamlit's own are really in force."""

import json
import os
import re
import subprocess
import sys
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard import settings, theme

ENVIRONMENT = settings.streamlit_environment()


def test_the_defaults_need_no_environment_at_all() -> None:
    found = settings.current({})
    assert found.store == settings.ROOT / "var"
    assert found.marking == "OFFICIAL-SENSITIVE"
    assert found.layers == ("incidents", "cuckooing", "missing")
    assert found.user_header == ""
    assert found.map_life == timedelta(hours=12)


def test_each_setting_is_heeded(tmp_path: Path) -> None:
    environ = {
        "HOTSPOTS_STORE": str(tmp_path),
        "HOTSPOTS_MARKING": "OFFICIAL",
        "HOTSPOTS_LAYERS": "missing,incidents",
        "HOTSPOTS_USER_HEADER": "X-User",
        "HOTSPOTS_MAP_HOURS": "0.5",
        "HOTSPOTS_ANALYSTS": "A. Nalyst, j.doe,",
        "HOTSPOTS_MEETINGS": "2026-09-24, 2026-05-12,",
        "HOTSPOTS_SEVERITY": str(tmp_path / "weights.csv"),
        "HOTSPOTS_BACKUPS": "12",
        "HOTSPOTS_QUARANTINE_WHOLE_ROWS": "yes",
    }
    assert {setting.variable for setting in settings.SETTINGS.values()} == set(environ)
    assert settings.current(environ) == (
        tmp_path,
        "OFFICIAL",
        ("incidents", "missing"),
        "X-User",
        timedelta(minutes=30),
        ("A. Nalyst", "j.doe"),
        (date(2026, 5, 12), date(2026, 9, 24)),
        tmp_path / "weights.csv",
        12,
        True,
    )


def test_no_backups_may_be_kept_and_five_are_usual() -> None:
    assert settings.current({"HOTSPOTS_BACKUPS": "0"}).backups == 0
    assert settings.current({}).backups == 5


@pytest.mark.parametrize("text", ["-1", "some", "1.5", "1001", "²"])
def test_a_number_of_backups_that_is_none_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="HOTSPOTS_BACKUPS is a whole number from 0 to 1000"):
        settings.current({"HOTSPOTS_BACKUPS": text})


def test_rows_in_quarantine_are_not_kept_whole_unless_somebody_says_so() -> None:
    assert settings.current({}).whole_rows is False
    with pytest.raises(ValueError, match="HOTSPOTS_QUARANTINE_WHOLE_ROWS is yes or no"):
        settings.current({"HOTSPOTS_QUARANTINE_WHOLE_ROWS": "maybe"})


def test_an_empty_variable_means_the_default() -> None:
    assert settings.current({"HOTSPOTS_MARKING": "  "}).marking == "OFFICIAL-SENSITIVE"


@pytest.mark.parametrize("text", ["incidents,burglary", "everything", ","])
def test_an_unknown_layer_is_refused_with_the_choices(text: str) -> None:
    with pytest.raises(ValueError, match=r"incidents, cuckooing, missing.*Correct it"):
        settings.current({"HOTSPOTS_LAYERS": text})


@pytest.mark.parametrize("text", ["soon", "0", "-1", "nan", "inf", "745"])
def test_hours_that_are_none_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match="HOTSPOTS_MAP_HOURS is a number of hours"):
        settings.current({"HOTSPOTS_MAP_HOURS": text})


@pytest.mark.parametrize("text", ["soon", "24/09/2026", "2026-13-01"])
def test_a_meeting_on_no_day_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"HOTSPOTS_MEETINGS holds dates.*Correct it"):
        settings.current({"HOTSPOTS_MEETINGS": text})


def test_every_setting_says_what_it_does() -> None:
    for setting in settings.SETTINGS.values():
        assert re.fullmatch(r"HOTSPOTS_[A-Z_]+", setting.variable)
        assert setting.meaning.endswith(".")


def test_options_become_the_variables_that_streamlit_reads(tmp_path: Path) -> None:
    written = tmp_path / "config.toml"
    written.write_text(
        '[server]\nport = 1\nenableCORS = true\nfolderWatchList = ["a", "b"]\n'
        '[theme]\nfont = "Inter"\n[[theme.fontFaces]]\nfamily = "Inter"\n'
        '[theme.dark]\nchartCategoricalColors = ["#000000"]\n',
        encoding="utf-8",
    )
    assert settings.streamlit_environment(written) == {
        "STREAMLIT_SERVER_PORT": "1",
        "STREAMLIT_SERVER_ENABLE_CORS": "true",
        "STREAMLIT_SERVER_FOLDER_WATCH_LIST": "a b",
        "STREAMLIT_THEME_FONT": "Inter",
        "STREAMLIT_THEME_FONT_FACES": '[{"family": "Inter"}]',
        "STREAMLIT_THEME_DARK_CHART_CATEGORICAL_COLORS": '["#000000"]',
    }


def test_the_variables_are_spelt_as_streamlit_spells_them() -> None:
    script = (
        "import json;from streamlit import config;config.get_config_options();"
        "print(json.dumps([o.env_var for o in config._config_options_template.values()]))"
    )
    shown = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert set(ENVIRONMENT) <= set(json.loads(shown.stdout))


def test_nothing_is_sent_asked_or_told_that_should_not_be() -> None:
    assert ENVIRONMENT["STREAMLIT_BROWSER_GATHER_USAGE_STATS"] == "false"
    assert ENVIRONMENT["STREAMLIT_SERVER_SHOW_EMAIL_PROMPT"] == "false"
    assert ENVIRONMENT["STREAMLIT_CLIENT_SHOW_ERROR_DETAILS"] == "none"
    assert ENVIRONMENT["STREAMLIT_CLIENT_SHOW_ERROR_LINKS"] == "false"
    assert ENVIRONMENT["STREAMLIT_CLIENT_TOOLBAR_MODE"] == "viewer"
    assert ENVIRONMENT["STREAMLIT_SERVER_ADDRESS"] == "127.0.0.1"
    assert int(ENVIRONMENT["STREAMLIT_SERVER_MAX_UPLOAD_SIZE"]) <= 200


@pytest.mark.parametrize("mode", theme.MODES)
def test_streamlits_colours_are_those_of_the_theme(mode: theme.Mode) -> None:
    def option(name: str) -> str:
        return ENVIRONMENT[f"STREAMLIT_THEME_{mode.upper()}_{name}"]

    pairs = {
        "PRIMARY_COLOR": "primary",
        "BACKGROUND_COLOR": "bg",
        "SECONDARY_BACKGROUND_COLOR": "sunken",
        "TEXT_COLOR": "ink",
        "LINK_COLOR": "primary",
        "BORDER_COLOR": "ctl",
        "DATAFRAME_BORDER_COLOR": "line",
    }
    assert {name: option(name) for name in pairs} == {
        name: theme.colour(token, mode=mode) for name, token in pairs.items()
    }
    layers = [theme.colour(layer, mode=mode) for layer in theme.SHAPES]
    assert json.loads(option("CHART_CATEGORICAL_COLORS")) == layers
    # a ramp of ours has five colours; Streamlit wants ten, and complains of five at each visit
    assert f"STREAMLIT_THEME_{mode.upper()}_CHART_SEQUENTIAL_COLORS" not in ENVIRONMENT


def test_the_typeface_is_a_file_of_our_own() -> None:
    (face,) = json.loads(ENVIRONMENT["STREAMLIT_THEME_FONT_FACES"])
    assert face["url"].startswith("/assets/")
    vendored = settings.ROOT / "dashboard" / "hexmap" / face["url"].removeprefix("/assets/")
    assert vendored.is_file()


def test_streamlit_itself_takes_the_options_over() -> None:
    script = (
        "import click.testing, streamlit.web.cli as cli;"
        "import streamlit.web.bootstrap as b;"
        "b.run=lambda *a, **k: None;"
        "from streamlit import config;"
        "r=click.testing.CliRunner().invoke(cli.main,['run','run.py']);"
        "print(config.get_option('client.showErrorDetails'),"
        "config.get_option('browser.gatherUsageStats'),"
        "config.get_option('theme.dark.primaryColor'))"
    )
    shown = subprocess.run(  # noqa: S603 - our own command
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        cwd=settings.ROOT,
        env={**os.environ, **ENVIRONMENT},
    )
    assert shown.stdout.split() == ["none", "False", theme.colour("primary", mode="dark")]
