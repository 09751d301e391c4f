"""Files are handed in by analysts alone; a reading changes nothing, an import all or nothing."""

import threading
from dataclasses import replace
from pathlib import Path

import pytest

from dashboard import access, arrivals, desk
from dashboard.arrivals import Arrival
from dashboard.jobs import Progress
from data.looking import Told, WhichColumns, WhichLayer, WhichOrder
from data.mapping import Mapping
from data.mappings import remembered
from tests.desks import (
    AMBIGUOUS,
    MISSING,
    PATIENCE_S,
    STRANGE,
    Desk,
    desk_at,
    police,
    settled,
    text,
)
from tests.files import OPENED, intake_of, police_row

MAPPING = Mapping(
    "Housing",
    "incidents",
    {"reference": "Log", "start": "When it was", "category": "What", "postcode": "Where"},
)


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """Set a desk up that opens files here: a process for each would make the tests slow."""
    monkeypatch.setattr(arrivals, "open_sheets", OPENED)
    return desk_at(tmp_path)


def taken(place: Desk, content: bytes, *, name: str = "file.csv", **who: object) -> Arrival:
    """Hand a file in and wait until it was looked at."""
    return settled(desk.take(place.look(**who), name, content))  # type: ignore[arg-type]  # a name or layers


def counts(arrival: Arrival) -> list[tuple[int, int, int, int]]:
    return [
        (one.accepted, one.revised, one.unchanged, one.quarantined)
        for one in (arrival.receipts or arrival.counts)
    ]


def test_a_file_is_read_and_counted_and_nothing_is_in_the_store(place: Desk) -> None:
    arrival = taken(place, police(police_row(), police_row(month="2026-31")))
    assert arrival.state == arrivals.READY
    assert counts(arrival) == [(1, 0, 0, 1)]
    assert place.store.is_empty()
    assert not place.store.file.exists()


def test_bringing_it_in_does_what_was_said(place: Desk) -> None:
    arrival = taken(place, police())
    said = arrival.counts
    desk.bring_in(place.look(), arrival)
    assert settled(arrival).state == arrivals.DONE
    assert arrival.receipts == said
    assert len(place.store.events()) == 2
    assert arrival.content == b""


@pytest.mark.parametrize("name", ["J. Doe", ""])
def test_only_an_analyst_may_hand_in_bring_in_list_or_undo(place: Desk, name: str) -> None:
    arrival = taken(place, police())
    stranger = place.look(name=name)
    for act in (
        lambda: desk.take(stranger, "file.csv", police()),
        lambda: desk.read(stranger, arrival),
        lambda: desk.bring_in(stranger, arrival),
        lambda: desk.imports(stranger),
        lambda: desk.undo(stranger, 1),
    ):
        with pytest.raises(PermissionError, match="for analysts"):
            act()
    assert place.store.is_empty()


def test_nothing_of_a_layer_that_may_not_be_seen_is_kept_or_said(place: Desk) -> None:
    arrival = taken(place, MISSING, layers=("incidents",))
    assert arrival.state == arrivals.REFUSED
    assert arrival.trouble == "It is of the layer Missing, which you may not see."
    assert [seen.intake for seen in arrival.seen] == [None]
    assert arrival.counts == ()


def test_a_file_cannot_be_brought_in_by_who_may_not_see_its_layer(place: Desk) -> None:
    arrival = taken(place, MISSING)
    with pytest.raises(PermissionError, match="Missing, which you may not see"):
        desk.bring_in(place.look(layers=("incidents",)), arrival)
    assert place.store.is_empty()


def test_only_layers_that_may_be_seen_are_offered(place: Desk) -> None:
    both = text(
        ["cuckooing reference", "reported", "start", "category", "postcode"],
        ["C1", "13/04/2026", "13/04/2026", "Drugs", "WA8 7QF"],
    )
    question = taken(place, both).seen[0].question
    assert isinstance(question, WhichLayer)
    assert set(question.layers) == {"incidents", "cuckooing"}
    fewer = taken(place, both, layers=("incidents", "missing")).seen[0].question
    assert fewer == WhichLayer(("incidents",))
    assert taken(place, both, layers=("missing",)).trouble == arrivals.NOT_YOURS


def test_imports_and_undo_are_held_to_the_layers_too(place: Desk) -> None:
    place.store.commit(intake_of("a"))
    place.store.commit(intake_of("b", layer="missing", file="b.csv"))
    narrow = place.look(layers=("incidents",))
    assert desk.imports(narrow)["layer"].tolist() == ["incidents"]
    assert desk.imports(place.look())["batch_id"].tolist() == [2, 1]
    with pytest.raises(PermissionError):
        desk.undo(narrow, 2)
    assert desk.undo(place.look(), 2).removed == 1
    assert desk.imports(place.look())["undone_at"].notna().tolist() == [True, False]


def test_a_refused_file_is_one_sentence(place: Desk) -> None:
    arrival = taken(place, b"MZ\x90\0" + b"\0" * 500, name="holiday.csv")
    assert arrival.state == arrivals.REFUSED
    assert "a program" in arrival.trouble
    assert "\n" not in arrival.trouble


def test_an_answer_is_taken_and_the_file_looked_at_again(place: Desk) -> None:
    arrival = taken(place, AMBIGUOUS)
    assert arrival.state == arrivals.ASKING
    assert isinstance(arrival.seen[0].question, WhichOrder)
    arrival.told[0] = Told(date_order="month-first")
    desk.read(place.look(), arrival)
    assert settled(arrival).state == arrivals.READY
    intake = arrival.seen[0].intake
    assert intake is not None
    assert intake.events["start"].dt.month.tolist() == [3, 5]


def test_what_was_said_of_columns_is_remembered_once_the_file_is_in(place: Desk) -> None:
    arrival = taken(place, STRANGE)
    assert isinstance(arrival.seen[0].question, WhichColumns)
    arrival.told[0] = Told(mapping=MAPPING)
    desk.read(place.look(), arrival)
    header = ["Log", "When it was", "Where", "What"]
    assert settled(arrival).state == arrivals.READY
    assert remembered(place.store.folder, header) is None
    desk.bring_in(place.look(), arrival)
    assert settled(arrival).state == arrivals.DONE
    assert remembered(place.store.folder, header) == MAPPING
    assert taken(place, STRANGE).state == arrivals.READY


def test_counts_know_what_came_in_meanwhile(place: Desk) -> None:
    arrival, twin = taken(place, police()), taken(place, police(), name="twin.csv")
    desk.bring_in(place.look(), arrival)
    settled(arrival)
    assert twin.version != place.store.version()
    desk.read(place.look(), twin)
    assert counts(settled(twin)) == [(0, 0, 2, 0)]


def test_a_cancel_ends_the_reading_and_leaves_the_store_as_it_was(
    place: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reached, go_on = threading.Event(), threading.Event()

    def slow(*_: object, progress: Progress, **__: object) -> None:
        reached.set()
        go_on.wait(PATIENCE_S)
        progress(1, 2)
        pytest.fail("the reading went on")

    monkeypatch.setattr(arrivals, "open_sheets", slow)
    place.store.commit(intake_of("a"))
    before = place.store.version()
    arrival = desk.take(place.look(), "long.csv", police())
    assert reached.wait(PATIENCE_S)
    assert arrival.state == arrivals.WORKING
    assert arrival.job is not None
    arrival.job.cancel()
    go_on.set()
    settled(arrival)
    assert arrival.seen == ()
    assert place.store.version() == before


def test_no_file_is_left_on_disk(
    place: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(scratch))
    assert taken(place, police()).state == arrivals.READY
    assert taken(place, b"MZ").state == arrivals.REFUSED
    assert list(scratch.iterdir()) == []


def test_a_sheet_of_notes_is_left_out_where_another_is_known(
    place: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "a").write_bytes(police())
    (tmp_path / "b").write_bytes(STRANGE)
    (notes,) = OPENED(tmp_path / "b")
    sheets = [*OPENED(tmp_path / "a"), replace(notes, name="Notes")]
    monkeypatch.setattr(arrivals, "open_sheets", lambda *_, **__: sheets)
    arrival = taken(place, b"two sheets")
    assert arrival.state == arrivals.READY
    assert arrival.left_out == {1}
    assert counts(arrival) == [(2, 0, 0, 0)]
    arrival.told[1] = Told(mapping=MAPPING)
    arrival.left_out.discard(1)
    desk.read(place.look(), arrival)
    assert counts(settled(arrival)) == [(2, 0, 0, 0), (2, 0, 0, 0)]


@pytest.mark.parametrize(("name", "told"), [("pc1", "pc1"), (access.ANYONE, "")])
def test_who_waits_for_an_import_is_told_who_makes_it(place: Desk, name: str, told: str) -> None:
    look = place.look()
    store = desk._store(look._replace(viewer=look.viewer._replace(name=name)))
    assert store.database.person == told
    assert store.backups == look.options.backups
    assert store.folder == place.store.folder
