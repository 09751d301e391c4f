import pandas as pd
import pytest

from data.evidence import VALUES
from data.mapping import form_of
from data.schema import LAYERS


@pytest.mark.parametrize(
    ("name", "fits", "not_so"),
    [
        ("start", ["2026-01-02", "02/13/2026", "46084", "3 Mar 2026"], ["2026", "soon", "WA7"]),
        ("longitude", ["-2.73"], ["53.36", "351200", "x"]),
        ("latitude", ["53.36"], ["-2.73", "385400"]),
        ("easting", ["351,200"], ["-2.73", "12"]),
        ("grid reference", ["SJ 512 836"], ["SJ", "WA7 2AB"]),
        ("uprn", ["10010000123", "10010000123.0"], ["1.0E+11", "12"]),
        ("postcode", ["WA7 2AB", "L1 1JD"], ["WA7", "high"]),
        ("ward", ["Appleton", "Kingsway"], ["Speke"]),
        ("risk", ["High", "no apparent risk"], ["standard"]),
        ("reference", ["A1", "A2"], ["2026-01-02"]),
    ],
)
def test_values_are_told_from_others(name: str, fits: list[str], not_so: list[str]) -> None:
    assert VALUES[name](pd.Series(fits, dtype="str")).all()
    assert not any(VALUES[name](pd.Series([text], dtype="str"))[0] for text in not_so)


def test_a_category_comes_again_and_again_and_is_no_date_or_place() -> None:
    for cells, is_one in (
        (["Noise", "Noise", "Litter", "Noise"], True),
        (["Noise", "Litter", "Arson", "Drugs"], False),
        (["WA7 2AB"] * 4, False),
        (["2026-01-02"] * 4, False),
        (["12"] * 4, False),
        (["a long story " * 9] * 4, False),
    ):
        assert VALUES["category"](pd.Series(cells, dtype="str")).all() == is_one


def test_a_reference_is_never_there_twice() -> None:
    assert not VALUES["reference"](pd.Series(["A", "A"], dtype="str")).any()


def test_every_test_is_for_a_column_of_some_form() -> None:
    names = {column.name for layer in LAYERS for column in form_of(layer).columns}
    assert set(VALUES) <= names
