"""What the columns of an unknown file probably hold, told from their names and values.

A proposal is for a person to confirm or correct; nothing is read by it unseen.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from data.evidence import VALUES
from data.headings import normal
from data.mapping import form_of, toml_text
from data.schema import LAYERS

HINTS = {
    "start": "date start from occurred opened raised received reported created logged when on",
    "reported": "date reported report received raised opened created start on",
    "missing from": "missing from since date start",
    "end": "end to until finished",
    "closed": "closed end ended resolved",
    "returned": "returned return found to back end",
    "category": "category type kind nature offence crime subject concern class indicator",
    "risk": "risk level grading",
    "reference": "reference ref id number no urn case log report incident",
    "cuckooing reference": "reference ref id number no urn case log report cuckooing",
    "person id": "person nominal misper client individual id",
    "from care": "care lac looked after",
    "longitude": "longitude lng lon long x",
    "latitude": "latitude lat y",
    "easting": "easting eastings east x",
    "northing": "northing northings north y",
    "grid reference": "grid reference ref ngr",
    "uprn": "uprn",
    "postcode": "postcode post code pcode",
    "ward": "ward",
    "location": "address location street place site premises",
    "status": "status outcome disposal result",
}
"""Words in a heading that speak for a column of our forms."""

LAYER_HINTS = {
    "incidents": "crime offence incident asb nuisance",
    "cuckooing": "cuckooing cuckoo cuckooed closure",
    "missing": "missing misper absent absconder",
}
"""Words in any heading that speak for a layer."""

SPEAKS_ALONE = {
    "longitude",
    "latitude",
    "easting",
    "northing",
    "grid reference",
    "postcode",
    "ward",
}
SPEAKS_ALONE |= {"start", "reported", "missing from", "risk", "category"}
"""Columns whose values are enough; any other needs a word in its heading."""

ENOUGH = 0.8
"""Share of the cells that must be of the kind, for the values to speak."""
CATEGORY_LAST = 0.9


@dataclass(frozen=True)
class Guess:
    """What one column of the file probably holds: of our form, how sure (0 to 1), and why."""

    column: str
    heading: str
    score: float
    reason: str


@dataclass(frozen=True)
class Proposal:
    """What a file probably is.

    Parameters
    ----------
    layer
        The likeliest layer.
    guesses
        One for each column of the layer's form that was found.
    lacking
        What a person still has to say; none when the guesses make a whole mapping.
    """

    layer: str
    guesses: tuple[Guess, ...]
    lacking: tuple[str, ...]

    @property
    def columns(self) -> dict[str, str]:
        """The guesses as `mapping.Mapping` takes them."""
        return {guess.column: guess.heading for guess in self.guesses}


def propose(header: Sequence[str], sample: pd.DataFrame, *, layer: str | None = None) -> Proposal:
    """Propose what the columns of a file hold.

    Parameters
    ----------
    header
        The cells of the header.
    sample
        Some rows as text, one column for each heading, in their order.
    layer
        The layer, if a person has said so.

    Returns
    -------
    Proposal
        For the layer that finds most; of equals the first of `schema.LAYERS`.
    """
    columns = [sample.iloc[:, place].astype("str") for place in range(len(header))]
    found = [_for_layer(one, header, columns) for one in LAYERS if layer in {None, one}]
    words = {word for heading in header for word in normal(heading).split()}
    return max(
        found,
        key=lambda one: (
            -len(one.lacking),
            len(words & set(LAYER_HINTS[one.layer].split())),
            sum(guess.score for guess in one.guesses),
        ),
    )


def draft(
    header: Sequence[str], sample: pd.DataFrame, *, layer: str | None = None, name: str
) -> str:
    """Write a proposal as a mapping for a person to correct.

    Parameters
    ----------
    header, sample, layer
        As for `propose`.
    name
        What to call the source.

    Returns
    -------
    str
        TOML with what speaks for each column; what is still lacking stands there as a comment.
    """
    found = propose(header, sample, layer=layer)
    lines = [f"source = {toml_text(name)}", f"layer = {toml_text(found.layer)}", "", "[columns]"]
    lines += [
        f"{toml_text(guess.column)} = {toml_text(guess.heading)}  # {guess.reason}"
        for guess in found.guesses
    ]
    left = [cell for cell in header if cell.strip() and cell not in found.columns.values()]
    lines += [f"# lacking: {toml_text(one)}" for one in found.lacking]
    lines += [f"# not used: {toml_text(heading)}" for heading in left]
    return "\n".join(lines) + "\n"


def _for_layer(layer: str, header: Sequence[str], columns: "Sequence[pd.Series[str]]") -> Proposal:
    form = form_of(layer)
    wanted = [column.name for column in form.columns if column.name in HINTS]
    needed = {column.name for column in form.columns if column.required}
    spelled = {column.name: column.names for column in form.columns}
    ranked = sorted(
        (
            guess
            for name in wanted
            for heading, cells in zip(header, columns, strict=True)
            if heading.strip()
            for guess in [_guess(name, heading, cells, known=normal(heading) in spelled[name])]
            if guess is not None
        ),
        key=lambda guess: -(guess.score + ("heading" in guess.reason and guess.column in needed)),
    )
    chosen: dict[str, Guess] = {}
    taken: set[str] = set()
    for guess in ranked:
        if guess.column not in chosen and guess.heading not in taken:
            chosen[guess.column] = guess
            taken.add(guess.heading)
    lacking = form.lacking(list(chosen), told=True)
    ordered = tuple(chosen[name] for name in wanted if name in chosen)
    return Proposal(layer, ordered, tuple(lacking))


def _guess(name: str, heading: str, cells: "pd.Series[str]", *, known: bool) -> Guess | None:
    """Judge one heading and its values for one column; None where they don't speak for it."""
    filled = cells[cells.ne("")]
    fits = VALUES.get(name)
    share = 1.0 if fits is None or filled.empty else float(np.mean(fits(filled)))
    words = set(normal(heading).split())
    hinted = len(words & set(HINTS[name].split())) / len(words)
    said = 1.0 if known else hinted
    if share < ENOUGH or (not said and (name not in SPEAKS_ALONE or filled.empty)):
        return None
    by_values = fits is not None and not filled.empty
    reason = " and ".join(
        part
        for part, holds in (
            ("its heading", said > 0),
            (f"{share:.0%} of its values", by_values),
        )
        if holds
    )
    # so much can be a category that every other column goes first
    weight = CATEGORY_LAST if name == "category" and not said else 1.0
    return Guess(name, heading, weight * (said + by_values * share) / 2, reason)
