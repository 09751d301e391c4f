"""Missing-person reports out of a case system, in the style of COMPACT."""

import numpy as np
import pandas as pd

from data import dates, form, missing, words
from data.checks import Checks
from data.columns import NOTHING, Column, Reader, headings
from data.given import Given
from data.recipe import Recipe

SOURCE, LAYER = "missing system", "missing"
HOME = "home "
OFFERED, COMPLETED = "return interview offered", "return interview completed"

COLUMNS = (
    Column(
        "report id",
        "Number of the report. A row with a number that came before is the same report, and the"
        " later row stands.",
        ("report number", "report ref", "report reference", "misper report id", "reference"),
        required=True,
    ),
    missing.PERSON,
    missing.NAME,
    missing.BORN,
    Column("age", "Not kept.", ("age at report", "age when missing"), keeps=NOTHING),
    Column(
        "missing from",
        "Since when.",
        ("missing from date", "missing from date time", "missing since", "date missing"),
        required=True,
    ),
    Column(
        "missing to",
        "Until when; blank while the person is missing.",
        ("missing to date", "missing to date time", "returned", "date returned", "found date"),
        required=True,
    ),
    missing.RISK,
    missing.CARE,
    Column(OFFERED, "Yes, no or the date.", ("rhi offered", "interview offered")),
    Column(COMPLETED, "Yes, no or the date.", ("rhi completed", "interview completed")),
    *form.PLACE,
    form.LOCATION,
    form.SOURCE,
    *missing.of_place(HOME, "Home of the person; stands for a blank place, and the event says so."),
    *missing.FOUND_PLACE,
)


def _from_home(cells: pd.DataFrame, checks: Checks) -> pd.DataFrame:
    """Let the home stand for the place of the rows that give none."""
    columns = [column.name for column in (*form.PLACE, form.LOCATION)]
    homes = cells[[HOME + name for name in columns]].set_axis(columns, axis=1)
    none = (cells[columns] == "").all(axis=1)
    stands = none & (homes != "").any(axis=1)
    checks.flag(stands.to_numpy(), code="home-stands")
    filled = {name: cells[name].mask(stands, homes[name]) for name in columns}
    return cells.assign(**filled)


def _others(cells: pd.DataFrame, when: pd.DataFrame, checks: Checks, given: Given) -> pd.DataFrame:
    renamed = cells.assign(reference=cells["report id"])
    found = missing.others(renamed, when, checks, given)
    return found.assign(status=_interview(cells, checks))


def _interview(cells: pd.DataFrame, checks: Checks) -> "pd.Series[str]":
    """Say what became of the return interview."""
    offered, completed = (_said(cells[name], checks) for name in (OFFERED, COMPLETED))
    said = np.select(
        [completed == "yes", offered == "yes", offered == "no"],
        [COMPLETED, OFFERED, "return interview not offered"],
        "",
    )
    return pd.Series(said, index=cells.index, dtype="str")


def _said(texts: "pd.Series[str]", checks: Checks) -> "pd.Series[str]":
    """Read yes, no or "" for not said; a date says yes, as does what was declined for offered."""
    plain = words.tidy(texts).str.casefold()
    dated = dates.moments(plain)["start"].notna()
    known = plain.map({**dict.fromkeys(missing.YES_NO, "no"), "": ""})
    known = known.mask(plain.map(missing.YES_NO).eq(True), "yes").mask(dated, "yes")  # noqa: FBT003  a value
    known = known.mask(plain.isin(["declined", "refused"]), "no")
    checks.reject(known.isna().to_numpy(), rule="interview", found=texts)
    return known.fillna("")


READER = Reader(
    source=SOURCE,
    layer=LAYER,
    columns=COLUMNS,
    convert=Recipe(
        SOURCE,
        LAYER,
        reference="report id",
        start="missing from",
        end="missing to",
        category=(),
        status=(),
        open_ended=True,
        prepared=_from_home,
        others=_others,
    ),
    one_of=tuple(
        tuple(prefix + name for name in group) for prefix in ("", HOME) for group in form.ONE_PLACE
    ),
    signature=headings(COLUMNS, OFFERED, COMPLETED, "age", HOME + "postcode"),
)
