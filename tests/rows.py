"""Rows read as a file of them would be, without the file."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from data.given import Given
from data.judging import Judged, judge
from data.readers import recognise
from tests.files import SECRET, TODAY


def cells_of(*rows: Mapping[str, str]) -> pd.DataFrame:
    """Put rows in a table of text as the readers get it; the header is row 1."""
    index = pd.RangeIndex(2, 2 + len(rows), name="row")
    return pd.DataFrame([dict(row) for row in rows], index=index).fillna("").astype("str")


def judged(*rows: Mapping[str, str], layer: str | None = None, **given: Any) -> Judged:  # noqa: ANN401  of Given
    """Recognise rows by their columns and judge them, with the tests' own secret and day."""
    table = cells_of(*rows)
    header = [str(name) for name in table.columns]
    reader = recognise(header, layer=layer)
    positions = reader.positions(header)
    cells = pd.DataFrame({name: table.iloc[:, place] for name, place in positions.items()})
    return judge(reader, cells, given=Given(SECRET, **{"today": TODAY, **given}))


def only(found: Judged) -> "pd.Series[Any]":
    """Give the one event of rows that are all sound."""
    assert found.rejections.empty, found.rejections
    assert len(found.events) == 1
    event: pd.Series[Any] = found.events.iloc[0]
    return event


def broken(found: Judged) -> list[tuple[int, str]]:
    """Give the rows that broke rules, as row number and rule."""
    return list(zip(found.rejections["row"], found.rejections["rule"], strict=True))
