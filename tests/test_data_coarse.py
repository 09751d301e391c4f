import pandas as pd
import pytest

from data.coarse import CELL_WIDTH_M, is_coarse, shares
from data.schema import ACCURACY_M
from geo.cells import RESOLUTIONS


def events(*placings: str, layer: str = "incidents") -> pd.DataFrame:
    return pd.DataFrame(
        {
            "layer": layer,
            "placing": list(placings),
            "accuracy_m": [ACCURACY_M[placing] for placing in placings],
        }
    )


@pytest.mark.parametrize(
    ("placing", "coarse_at"),
    [
        ("exact", set()),
        ("UPRN", set()),
        ("postcode", {10}),
        ("map point", {9, 10}),
        ("ward", set()),
    ],
)
def test_an_event_is_coarse_where_its_circle_is_wider_than_a_cell(
    placing: str, coarse_at: set[int]
) -> None:
    found = {one for one in RESOLUTIONS if is_coarse(events(placing), resolution=one).any()}
    assert found == coarse_at


def test_every_resolution_has_a_width() -> None:
    assert set(CELL_WIDTH_M) == set(RESOLUTIONS)


def test_the_share_is_of_the_events_with_a_point_layer_by_layer() -> None:
    both = pd.concat([events("exact", "postcode", "ward"), events("ward", layer="cuckooing")])
    assert shares(both, resolution=10) == {"incidents": 0.5}
    assert shares(both.iloc[:0], resolution=10) == {}
