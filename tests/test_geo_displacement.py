"""The weighted displacement difference: its authors' examples, with and without weights."""

import json
from pathlib import Path

import pytest

from geo.displacement import weighted_displacement


def test_the_authors_example_with_places_around() -> None:
    found = weighted_displacement(
        treated=[207, 110],
        control=[308, 318],
        treated_around=[178, 157],
        control_around=[150, 140],
    )
    assert found.difference == -118
    assert found.error == pytest.approx(39.59797974644666)
    assert found.z == pytest.approx(-2.98, abs=5e-3)
    assert found.p == pytest.approx(0.00288, abs=5e-6)
    assert (round(found.low), round(found.high)) == (-196, -40)


def test_the_shared_cases_of_ptools(shared: Path) -> None:
    case = json.loads((shared / "cases/wdd_etest_ptools.json").read_text(encoding="utf-8"))
    for one in case["cases"]:
        found = weighted_displacement(
            treated=one["treated"],
            control=one["control"],
            treated_around=one.get("disp_treated", (0, 0)),
            control_around=one.get("disp_control", (0, 0)),
            lengths=one.get("time_weights", (1, 1)),
            areas=one.get("area_weights", (1, 1, 1, 1)),
            level=0.90 if "ci90" in one else 0.95,
        )
        assert found.difference == pytest.approx(one["est"], abs=1e-7)
        assert found.error == pytest.approx(one["se"], rel=1e-5)
        if "z" in one:
            assert found.z == pytest.approx(one["z"], abs=5e-3)
        bounds = one.get("ci90", one.get("ci95", (found.low, found.high)))
        assert (found.low, found.high) == pytest.approx(tuple(bounds), abs=0.5)


def test_trouble_that_only_moved_next_door_is_no_success() -> None:
    alone = weighted_displacement(treated=[100, 50], control=[100, 100])
    moved = weighted_displacement(
        treated=[100, 50], control=[100, 100], treated_around=[100, 150], control_around=[100, 100]
    )
    assert alone.p < 0.01
    assert moved.difference == 0
    assert moved.p == 1


@pytest.mark.parametrize(
    ("changed", "message"),
    [
        ({"treated": [1.5, 2]}, "treated must be whole"),
        ({"treated": [1, 2, 3]}, "before and one after: treated"),
        ({"lengths": (0, 1)}, "above 0"),
        ({"areas": (1, 1)}, "four areas"),
        ({"treated": [0, 0], "control": [0, 0]}, "nothing to compare"),
    ],
)
def test_impossible_input_is_refused(changed: dict[str, list[float]], message: str) -> None:
    given = {"treated": [4, 2], "control": [4, 4], **changed}
    with pytest.raises(ValueError, match=message):
        weighted_displacement(**given)  # type: ignore[arg-type]
