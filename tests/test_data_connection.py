"""Small questions to open tables."""

import duckdb
import pytest

from data.connection import number, texts


@pytest.fixture
def connection() -> duckdb.DuckDBPyConnection:
    made = duckdb.connect()
    made.execute("CREATE TABLE sample AS SELECT i AS n, 'row ' || i AS name FROM range(3) AS t(i)")
    return made


def test_a_number_is_a_whole_one(connection: duckdb.DuckDBPyConnection) -> None:
    assert number(connection, "SELECT count(*) FROM sample") == 3
    assert isinstance(number(connection, "SELECT sum(n) FROM sample"), int)


def test_values_are_handed_over_beside_the_query(connection: duckdb.DuckDBPyConnection) -> None:
    assert number(connection, "SELECT count(*) FROM sample WHERE n >= $least", least=1) == 2


def test_a_column_of_texts_keeps_its_order(connection: duckdb.DuckDBPyConnection) -> None:
    assert texts(connection, "SELECT name FROM sample ORDER BY n DESC") == [
        "row 2",
        "row 1",
        "row 0",
    ]
    assert texts(connection, "SELECT name FROM sample WHERE n > 9") == []
    assert texts(connection, "SELECT n FROM sample ORDER BY n") == ["0", "1", "2"]
