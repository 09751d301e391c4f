"""The content of a snapshot: its counts, its finding and everything that must stand beside."""

from datetime import date
from pathlib import Path

import pandas as pd
import pytest

from dashboard.snapshots.provenance import data_hash, provenance, source_words
from dashboard.snapshots.sheet import chosen_events, compose
from data.placed import count_cells, placed, select
from data.store import Store
from geo.windows import Window
from tests import boards
from tests.files import intake_of
from tests.sheets import AUTUMN, MADE, selection, sheet

ALL = ("incidents", "cuckooing", "missing")
NOTES = ["Window", "Filters", "Method", "Read with care", "Data freshness"]


@pytest.fixture(scope="module")
def events(demo_store: Store) -> pd.DataFrame:
    return placed(demo_store.events())


def test_counts_are_those_of_the_shared_rule(demo_store: Store, events: pd.DataFrame) -> None:
    found = sheet(demo_store, layers=ALL)
    again = count_cells(select(events, layers=ALL, window=AUTUMN), resolution=9)
    pd.testing.assert_frame_equal(found.counts, again)


def test_events_at_hand_give_the_same_sheet(demo_store: Store, events: pd.DataFrame) -> None:
    chosen = selection(layers=ALL, place="Widnes")
    fresh = compose(chosen, store=demo_store, made=MADE)
    given = compose(chosen, store=demo_store, events=events, made=MADE)
    pd.testing.assert_frame_equal(fresh.counts, given.counts)
    assert (fresh.title, fresh.notes) == (given.title, given.notes)


def test_the_title_is_the_finding_and_names_the_total(demo_store: Store) -> None:
    found = sheet(demo_store)
    assert "incidents in Halton" in found.title
    assert f" to {found.counts['count'].sum():,} (" in found.title


def test_the_lead_says_what_when_and_the_other_layers(demo_store: Store) -> None:
    found = sheet(demo_store, layers=ALL)
    assert found.lead.startswith(
        "Recorded crime and anti-social behaviour, 1 Sep to 31 Oct 2026, against the same days a "
        "year before."
    )
    for layer, noun in (("missing", "missing episodes"), ("cuckooing", "cuckooing reports")):
        total = found.counts.loc[found.counts["layer"].eq(layer), "count"].sum()
        assert f"{total:,} {noun}" in found.lead


def test_a_filter_by_category_is_said_at_the_top(demo_store: Store, events: pd.DataFrame) -> None:
    kind = events.loc[events["layer"].eq("incidents"), "category"].iloc[0]
    assert f"Only {kind}." in sheet(demo_store, categories=(("incidents", kind),)).lead


def test_a_layer_that_is_not_held_is_not_called_none(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    empty = Store(tmp_path_factory.mktemp("empty"))
    found = sheet(empty, layers=ALL)
    assert "missing" not in found.lead
    assert "Missing episodes: none held." in dict(found.notes)["Data freshness"]
    assert found.title == "No incidents are held for Halton"
    assert found.counts.empty
    assert found.label == ""


def test_no_other_event_in_the_window_is_said_in_a_word(demo_store: Store) -> None:
    found = sheet(demo_store, layers=ALL, window=Window(date(2025, 1, 1), date(2025, 1, 3)))
    assert "In the same window no cuckooing reports" in found.lead


def test_every_note_a_page_must_carry_is_there(demo_store: Store) -> None:
    found = sheet(demo_store)
    assert [heading for heading, _ in found.notes] == NOTES
    assert all(words for _, words in found.notes)
    assert [name for name, _ in found.provenance] == ["Release", "Made", "Selection", "Versions"]
    assert "Open Government Licence" in found.attribution


def test_a_heading_with_nothing_to_say_is_left_out(demo_store: Store) -> None:
    exact = sheet(demo_store, layers=("cuckooing",), focus="cuckooing", vintage="2013")
    assert "Read with care" not in dict(exact.notes)


def test_invented_events_are_called_so_everywhere(demo_store: Store) -> None:
    found = sheet(demo_store)
    assert found.label == "Synthetic data"
    assert found.source.startswith("Synthetic data")


def test_a_place_is_named_in_finding_filters_and_method(demo_store: Store) -> None:
    found = sheet(demo_store, place="E05013178")
    notes = dict(found.notes)
    for text in (found.title, notes["Filters"], notes["Method"]):
        assert "Grange" in text


def test_picked_hexagons_are_named_and_alone_counted(demo_store: Store) -> None:
    leading = sheet(demo_store).counts.nlargest(3, "count")
    picked = tuple(sorted(f"{cell:x}" for cell in leading["cell"]))
    found = sheet(demo_store, picked=picked)
    assert found.counts["count"].sum() == leading["count"].sum()
    assert "in 3 picked hexagons" in found.title
    notes = dict(found.notes)
    assert "only 3 picked hexagons" in notes["Filters"]
    assert "Only points inside" not in notes["Method"], "a hexagon is not cut by itself"
    assert dict(found.provenance)["Selection"].endswith(" ".join(f"--cell {c}" for c in picked))


def test_an_empty_window_is_a_sheet_too(demo_store: Store) -> None:
    found = sheet(demo_store, window=Window(date(2010, 1, 1), date(2010, 2, 1)))
    assert found.counts.empty
    assert found.title.startswith("No incidents in Halton")
    assert "No incidents are held for Jan 2010." in dict(found.notes)["Read with care"]


def test_the_marking_is_that_of_the_settings(
    demo_store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOTSPOTS_MARKING", "OFFICIAL")
    assert sheet(demo_store).marking == "OFFICIAL"


def test_chosen_events_follow_every_choice(events: pd.DataFrame) -> None:
    kind = events.loc[events["layer"].eq("missing"), "category"].iloc[0]
    chosen = selection(layers=ALL, categories=(("missing", kind),), place="Runcorn")
    found = chosen_events(events, chosen)
    assert set(found.loc[found["layer"].eq("missing"), "category"]) == {kind}
    assert set(found["layer"]) == set(ALL)
    assert set(found["town"]) == {"Runcorn"}
    assert AUTUMN.holds(found["start"]).all()


BATCHES = pd.DataFrame({"sha256": ["ab" * 32, "cd" * 32]})


def test_the_same_files_in_the_same_order_have_the_same_name() -> None:
    name = data_hash(BATCHES)
    assert len(name.replace(" ", "")) == 12
    assert name == data_hash(BATCHES.copy())
    assert name != data_hash(BATCHES.iloc[::-1])
    assert name != data_hash(BATCHES.iloc[:1])


def test_a_copy_says_when_and_for_whom_it_was_made() -> None:
    made = dict(provenance(selection(), batches=BATCHES, person="Analyst 07", made=MADE))
    assert made["Made"] == "23 Nov 2026 14:05, for Analyst 07"
    assert made["Release"].startswith("none")
    alone = dict(provenance(selection(), batches=BATCHES, person="", made=MADE))
    assert alone["Made"] == "23 Nov 2026 14:05"


def test_the_selection_is_written_as_the_command_line_takes_it() -> None:
    said = dict(provenance(selection(), batches=BATCHES, person="", made=MADE))["Selection"]
    assert said == "--layer incidents --resolution 9 --from 2026-09-01 --to 2026-11-01"


def test_sources_are_named_in_full_and_once() -> None:
    chosen = pd.DataFrame({"source": ["police.uk", "police.uk", "Housing"]})
    said = source_words(chosen, synthetic=False)
    assert said == "Housing and data.police.uk street-level crime, within Halton."
    assert source_words(chosen.iloc[:0], synthetic=False) == "None."


def test_an_import_that_was_undone_leaves_no_trace_in_the_name_of_the_data(tmp_path: Path) -> None:
    store = Store(tmp_path / "store", backups=0)
    store.commit(intake_of("A", file="one.csv"))
    before = dict(sheet(store, layers=ALL).provenance)["Versions"]
    store.commit(intake_of("B", file="two.csv"))
    assert dict(sheet(store, layers=ALL).provenance)["Versions"] != before
    store.undo(2)
    assert dict(sheet(store, layers=ALL).provenance)["Versions"] == before


def test_a_selected_cell_changes_nothing_on_a_sheet(demo_store: Store) -> None:
    cell = boards.hex_at(400)
    assert sheet(demo_store, cell=cell).title == sheet(demo_store).title


def test_a_sheet_without_an_earlier_window_says_where_events_are(demo_store: Store) -> None:
    found = sheet(demo_store, window=Window(date(2024, 1, 1), date(2024, 4, 1)))
    assert found.title.startswith("Half of the ")
    assert "against" not in found.lead
