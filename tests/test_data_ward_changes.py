import pytest

from data import geography
from data.ward_changes import codes_in


def code(name: str, vintage: str) -> str:
    return geography.match_ward(name, vintage)


@pytest.mark.parametrize(
    ("former", "today"),
    [
        ("Windmill Hill", "Norton North"),
        ("Beechwood", "Beechwood & Heath"),
        ("Birchfield", "Birchfield"),
    ],
)
def test_a_former_ward_that_lies_in_one_of_today_counts_there(former: str, today: str) -> None:
    assert list(codes_in([code(former, "2013")], "2020")) == [code(today, "2020")]


@pytest.mark.parametrize("former", ["Kingsway", "Riverside", "Broadheath", "Appleton"])
def test_a_former_ward_that_was_cut_in_pieces_counts_in_none_of_today(former: str) -> None:
    assert list(codes_in([code(former, "2013")], "2020")) == [""]


def test_a_ward_of_the_vintage_is_itself_and_none_stays_none() -> None:
    own = code("Appleton", "2020")
    assert list(codes_in([own, "", "E05000000"], "2020")) == [own, "", ""]
    assert list(codes_in([], "2020")) == []
