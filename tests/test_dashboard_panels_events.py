"""The table of events says when and where no finer than it is known, and escapes everything."""

import pandas as pd
import pytest

from dashboard import access, answers, session, settings
from dashboard.panels import events
from dashboard.source import Source
from data import schema
from tests import boards

HOSTILE = '<img src=x onerror="alert(1)">'
LOOK = session.Look(
    settings.current({}),
    access.Viewer("ann", schema.LAYERS),
    Source("nowhere", "1", schema.LAYERS, "2020"),
    boards.selection(),
)


def frame(number: int = 1, **values: object) -> pd.DataFrame:
    """Make so many equal events."""
    row = {
        "layer": "incidents",
        "category": "Drugs",
        "start": pd.Timestamp("2026-07-03T21:15:00Z"),
        "end": pd.Timestamp("2026-07-03T21:15:00Z"),
        "precision": "instant",
        "placing": "postcode",
        "location": "Southway",
        "reference": "NC/26/1",
    }
    return pd.DataFrame([{**row, **values}] * number)


@pytest.fixture
def shown(monkeypatch: pytest.MonkeyPatch) -> "list[pd.DataFrame]":
    """Answer with the frame that a test puts here."""
    found = [frame()]
    monkeypatch.setattr(answers, "rows", lambda _: found[0])
    return found


def moment(text: str) -> pd.Timestamp:
    return pd.Timestamp(text, tz="UTC")


@pytest.mark.parametrize(
    ("start", "end", "precision", "words"),
    [
        ("2026-07-03T21:15", "2026-07-03T21:15", "instant", "3 Jul 2026, 22:15"),
        ("2026-11-03T22:15", "2026-11-03T23:30", "instant", "3 Nov 2026, 22:15 to 23:30"),
        (
            "2026-11-03T22:15",
            "2026-11-04T08:00",
            "instant",
            "3 Nov 2026, 22:15 to 4 Nov 2026, 08:00",
        ),
        ("2026-11-03T00:00", "2026-11-04T00:00", "day", "3 Nov 2026"),
        ("2026-11-01T00:00", "2026-12-01T00:00", "month", "Nov 2026"),
        ("2026-11-03T22:00", None, "instant", "3 Nov 2026, 22:00"),
    ],
)
def test_a_time_is_said_as_finely_as_it_is_known(
    start: str, end: str | None, precision: str, words: str
) -> None:
    last = moment(end) if end else pd.NaT
    assert events.when(moment(start), last, precision) == words


def test_a_row_gives_category_precision_placing_and_reference(
    shown: "list[pd.DataFrame]",
) -> None:
    said = events.html(LOOK)
    assert "3 Jul 2026, 22:15" in said
    assert "to the minute" in said
    assert "Southway, middle of the postcode" in said
    assert "<td>NC/26/1</td>" in said
    assert "1 event, the newest first." in said
    shown[0] = frame(reference="", location="", category="")
    said = events.html(LOOK)
    assert "<td>none</td>" in said
    assert '<span class="hs-under">middle of the postcode' in said
    assert "</span>Incidents<" in said


@pytest.mark.parametrize("placing", [name for name in schema.PLACINGS if name != "ward"])
def test_every_way_a_place_is_known_has_its_words(
    placing: str, shown: "list[pd.DataFrame]"
) -> None:
    shown[0] = frame(placing=placing)
    assert events.PLACED[placing] in events.html(LOOK)


def test_more_events_than_fit_are_said(shown: "list[pd.DataFrame]") -> None:
    shown[0] = frame(events.MOST + 30)
    said = events.html(LOOK)
    assert said.count("<tr>") == 1 + events.MOST
    assert f"The newest {events.MOST} of 70 events." in said


def test_no_event_is_said_calmly(shown: "list[pd.DataFrame]") -> None:
    shown[0] = frame(0)
    assert events.html(LOOK) == '<p class="hs-none">No event in this window.</p>'


def test_values_from_data_never_become_script(shown: "list[pd.DataFrame]") -> None:
    shown[0] = frame(category=HOSTILE, location=HOSTILE, reference=HOSTILE)
    said = events.html(LOOK)
    assert "<img" not in said
    assert 'onerror="' not in said


def test_who_may_see_events_is_decided_where_analysts_are() -> None:
    behind = settings.current({"HOTSPOTS_USER_HEADER": "X-Person", "HOTSPOTS_ANALYSTS": "ann"})
    assert events.allowed(LOOK)
    assert events.allowed(LOOK._replace(options=behind))
    stranger = LOOK._replace(options=behind, viewer=access.Viewer("bob", schema.LAYERS))
    assert not events.allowed(stranger)
    with pytest.raises(PermissionError):
        events.html(stranger)
