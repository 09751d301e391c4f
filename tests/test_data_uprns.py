from pathlib import Path

import numpy as np
import pytest

from data.grid import degrees_of
from data.uprns import read_lookup


def lookup(folder: Path, text: str) -> Path:
    path = folder / "uprns.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_look_up_gives_places_by_number_without_leading_zeros(tmp_path: Path) -> None:
    found = read_lookup(lookup(tmp_path, "UPRN,Lat,Lng\n0010,53.36,-2.73\n11,53.35,-2.7\n"))
    assert list(found.loc["10"]) == [-2.73, 53.36]
    assert list(found.index) == ["10", "11"]


def test_a_look_up_in_metres_is_converted(tmp_path: Path) -> None:
    found = read_lookup(lookup(tmp_path, "uprn,x_coordinate,y_coordinate\n10,351200,385400\n"))
    lng, lat = degrees_of(np.array([351_200.0]), np.array([385_400.0]))
    assert list(found.loc["10"]) == [lng[0], lat[0]]


def test_rows_without_a_place_or_number_are_left_out_and_the_last_stands(tmp_path: Path) -> None:
    rows = "1.0E+11,351200,385400\n12,,\n13,351200,385400\n13,351300,385400\n"
    found = read_lookup(lookup(tmp_path, f"uprn,easting,northing\n{rows}"))
    assert list(found.index) == ["13"]


def test_a_file_without_the_columns_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="uprn and easting and northing or"):
        read_lookup(lookup(tmp_path, "uprn,postcode\n1,WA7 2AB\n"))
