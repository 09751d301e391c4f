"""What of a DuckDB connection is used beside `data.database`, which alone knows DuckDB."""

from typing import Any, Protocol


class Connection(Protocol):
    """An open connection; the caller holds the transaction."""

    def execute(self, query: str, parameters: dict[str, object] | None = None) -> Any:  # noqa: ANN401  a DuckDB result
        """Run a statement."""

    def register(self, view_name: str, python_object: object) -> object:
        """Let statements read a frame under a name."""


def number(connection: Connection, query: str, **values: object) -> int:
    """Ask for one whole number.

    Parameters
    ----------
    connection
        An open connection.
    query
        The query.
    **values
        Values for its `$names`.

    Returns
    -------
    int
    """
    return int(connection.execute(query, dict(values)).fetchall()[0][0])


def texts(connection: Connection, query: str) -> list[str]:
    """Ask for a column of texts.

    Parameters
    ----------
    connection
        An open connection.
    query
        The query.

    Returns
    -------
    list of str
    """
    return [str(row[0]) for row in connection.execute(query).fetchall()]
