"""Trouble with the store is its own sentence on the page, and never more than that."""

import pytest

from dashboard.panels import chrome, trouble
from data.troubles import BusyError, DamageError, StoreError

Said = list[tuple[str, str]]


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> Said:
    """Collect what a page says."""
    lines: Said = []
    monkeypatch.setattr(chrome, "notice", lambda title, text: lines.append((title, text)))
    return lines


@pytest.mark.parametrize(
    ("kind", "title"),
    [
        (DamageError, "The data are damaged"),
        (BusyError, "The data can't be read at the moment"),
        (StoreError, "The data can't be read at the moment"),
    ],
)
def test_damage_has_another_title_than_a_wait(
    said: Said, kind: type[StoreError], title: str
) -> None:
    trouble.tell(kind("It is so. Do that."))
    assert said == [(title, "It is so. Do that.")]


def test_a_part_of_a_page_says_it_in_its_own_place(said: Said) -> None:
    @trouble.told
    def draw(layer: str, *, above: str) -> None:
        raise StoreError(f"{layer} {above}")

    draw("missing", above="head")
    assert said == [("The data can't be read at the moment", "missing head")]


def test_a_part_that_is_well_says_nothing(said: Said) -> None:
    drawn: list[str] = []
    trouble.told(drawn.append)("panel")
    assert drawn == ["panel"]
    assert said == []


def test_any_other_fault_is_left_to_the_page(said: Said) -> None:
    @trouble.told
    def draw() -> None:
        raise OSError("The disk is gone.")

    with pytest.raises(OSError, match="The disk is gone"):
        draw()
    assert said == []


def test_a_part_keeps_its_name() -> None:
    def draw() -> None:
        """Draw it."""

    assert trouble.told(draw).__doc__ == "Draw it."
