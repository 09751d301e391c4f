"""Other people's files that we hand to browsers: known to the byte, each with its licence."""

import hashlib
import re
import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.map_frame import FRAME

VENDOR = FRAME / "vendor"
LIST = tomllib.loads((VENDOR / "VENDOR.toml").read_text(encoding="utf-8"))
PACKAGES: list[dict[str, Any]] = LIST["package"]
BANNERS = {"leaflet/leaflet.js": "Leaflet 1.9.4", "inter/LICENSE": "SIL Open Font License"}


def digest(path: Path) -> str:
    """Checksum of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def listed() -> dict[str, str]:
    """Every file of the list with its checksum."""
    return {name: value for package in PACKAGES for name, value in package["sha256"].items()}


def test_every_file_is_the_one_that_was_reviewed() -> None:
    assert {name: digest(VENDOR / name) for name in listed()} == listed()


def test_nothing_lies_there_that_is_not_on_the_list() -> None:
    found = {path.relative_to(VENDOR).as_posix() for path in VENDOR.rglob("*") if path.is_file()}
    assert found == {*listed(), "VENDOR.toml"}


def test_a_changed_byte_would_be_noticed(tmp_path: Path) -> None:
    name, known = next(iter(listed().items()))
    copy = tmp_path / "copy"
    copy.write_bytes((VENDOR / name).read_bytes() + b" ")
    assert digest(copy) != known


@pytest.mark.parametrize("package", PACKAGES, ids=lambda package: package["name"])
def test_every_package_says_where_it_is_from_and_may_be_used(package: dict[str, Any]) -> None:
    assert re.fullmatch(r"\d+\.\d+\.\d+", package["version"])
    assert package["source"].startswith("npm ")
    assert package["licence"] in {"BSD-2-Clause", "Apache-2.0", "OFL-1.1"}
    assert package["why"]
    licence = VENDOR / package["name"] / "LICENSE"
    assert len(licence.read_text(encoding="utf-8")) > 1000


@pytest.mark.parametrize(("name", "banner"), BANNERS.items())
def test_a_file_is_what_its_name_says(name: str, banner: str) -> None:
    assert banner in (VENDOR / name).read_text(encoding="utf-8")


def test_the_typeface_is_a_compressed_font() -> None:
    font = VENDOR / "inter" / "inter-latin-wght-normal.woff2"
    assert font.read_bytes()[:4] == b"wOF2"
