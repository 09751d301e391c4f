import numpy as np
import pytest

from data.grid import degrees_of, square_of


@pytest.mark.parametrize(
    ("reference", "easting", "northing", "side"),
    [
        ("SJ 512 836", 351_250, 383_650, 100),
        ("sj512836", 351_250, 383_650, 100),
        ("SJ 5123 8365", 351_235, 383_655, 10),
        ("SJ5123483656", 351_234.5, 383_656.5, 1),
        ("SV 000 000", 50, 50, 100),
        ("HP 000 000", 400_050, 1_200_050, 100),
        ("TG 514 131", 651_450, 313_150, 100),
    ],
)
def test_a_grid_reference_is_the_centre_of_its_square(
    reference: str, easting: float, northing: float, side: float
) -> None:
    assert square_of(reference) == (easting, northing, side)


@pytest.mark.parametrize(
    "text", ["", "SJ", "SJ 51 83", "SJ 512 83", "SI 512 836", "12 512 836", "SJ 512836x"]
)
def test_what_is_no_fine_grid_reference_is_none(text: str) -> None:
    assert square_of(text) is None


def test_a_reference_in_the_borough_lies_there() -> None:
    easting, northing, _ = square_of("SJ 512 836") or (0, 0, 0)
    lng, lat = degrees_of(np.array([easting]), np.array([northing]))
    assert -2.9 < lng[0] < -2.5
    assert 53.3 < lat[0] < 53.4
