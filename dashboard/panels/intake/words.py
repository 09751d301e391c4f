"""Sentences about imports, the same on the card of a file and in the list of imports."""

from collections.abc import Sequence

from data.receipts import Receipt, Undone


def receipt(receipts: Sequence[Receipt]) -> str:
    """Say what an import did.

    Parameters
    ----------
    receipts
        Of each sheet.

    Returns
    -------
    str
        Such as "34 new, 6 revised, 512 unchanged, 3 in quarantine".
    """
    return balance(
        new=sum(one.accepted for one in receipts),
        revised=sum(one.revised for one in receipts),
        unchanged=sum(one.unchanged for one in receipts),
        quarantined=sum(one.quarantined for one in receipts),
    )


def balance(*, new: int, revised: int, unchanged: int, quarantined: int) -> str:
    """Say the four counts of an import; those that are nothing are left out.

    Parameters
    ----------
    new, revised, unchanged, quarantined
        Rows.

    Returns
    -------
    str
    """
    numbers = [
        (new, "new"),
        (revised, "revised"),
        (unchanged, "unchanged"),
        (quarantined, "in quarantine"),
    ]
    return ", ".join(f"{number:,} {word}" for number, word in numbers if number) or "no rows"


def undone(gone: Undone) -> str:
    """Say what undoing an import did.

    Parameters
    ----------
    gone
        What became of its events.

    Returns
    -------
    str
        A sentence.
    """
    said = [f"{_events(gone.removed)} gone"]
    if gone.restored:
        said.append(f"{_events(gone.restored)} as before")
    if gone.kept:
        said.append(f"{_events(gone.kept)} left as a later import says")
    return f"{', '.join(said)}."


def _events(number: int) -> str:
    return f"{number:,} {'event is' if number == 1 else 'events are'}"
