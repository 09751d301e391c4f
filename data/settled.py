"""What the whole of a file settles about its columns: orders of dates, kinds of coordinates, wards.

Rows that come back from the quarantine are few, and can't settle such things again: what their file
settled is kept with it, and is known when they come back.
"""

from collections.abc import Mapping


class Settled:
    """What is known of a file's columns from before, and what this file settles.

    Parameters
    ----------
    known
        From before, by the name of the column.
    """

    def __init__(self, known: Mapping[str, str] | None = None) -> None:
        self.known: Mapping[str, str] = dict(known or {})
        self.found: dict[str, str] = dict(self.known)

    def note(self, column: str, how: str) -> None:
        """Keep what this file settled.

        Parameters
        ----------
        column
            The column, or the first of a pair.
        how
            How it is to be read.
        """
        self.found[column] = how
