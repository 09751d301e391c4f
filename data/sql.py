"""The store's tables and the SQL that fills them; run by `data.store` alone.

Every row handed in is kept in `arrivals`. `standing` marks the last row of each reference, and
every row without one: these are the events, the others their history.
"""

from data.schema import CONTENT_COLUMNS, EVENT_COLUMNS, KEY_COLUMNS

SCHEMA = 1
"""Version of the tables; a store with a higher one was made by a newer release."""

_TYPES = {
    "int64": "BIGINT",
    "str": "VARCHAR",
    "float64": "DOUBLE",
    "bool": "BOOLEAN",
    # UTC without saying so: DuckDB needs an extension for time zones
    "datetime64[us, UTC]": "TIMESTAMP",
}
_COLUMNS = ", ".join(f'"{name}" {_TYPES[kind]}' for name, kind in EVENT_COLUMNS.items())
_KEY = ", ".join(KEY_COLUMNS)
# a flag may change with the other rows of a file: it is nothing new about an event
_CONTENT = ", ".join(f'"{name}"' for name in CONTENT_COLUMNS if name != "flags")
_HANDED_IN = ", ".join(f'"{name}"' for name in (*KEY_COLUMNS, *CONTENT_COLUMNS))

CREATE = f"""
CREATE TABLE store ("schema" INTEGER NOT NULL);
INSERT INTO store VALUES ({SCHEMA});
CREATE TABLE batches (
    batch_id BIGINT PRIMARY KEY, imported_at TIMESTAMP, file VARCHAR, sha256 VARCHAR,
    source VARCHAR, layer VARCHAR, "rows" BIGINT, accepted BIGINT, duplicates BIGINT,
    quarantined BIGINT, revised BIGINT, outside BIGINT, repeated BIGINT, synthetic BOOLEAN
);
CREATE TABLE arrivals ({_COLUMNS}, "row" BIGINT, standing BOOLEAN);
CREATE TABLE quarantine (batch_id BIGINT, "row" BIGINT, rule VARCHAR, found VARCHAR);
"""  # noqa: S608  the names are this project's own

# `incoming` is the frame handed in. Each of its rows with a reference is set in line behind the
# row of that reference that stands in the store, if there is one (turn 0), in the file's order.
CLASSIFY = f"""
CREATE TEMP TABLE judged AS
WITH line AS (
    SELECT -1 AS "row", event_id, {_HANDED_IN} FROM arrivals
    SEMI JOIN incoming USING ({_KEY}) WHERE standing AND reference <> ''
    UNION ALL
    SELECT "row", NULL, {_HANDED_IN} FROM incoming WHERE reference <> ''
),
turns AS (
    SELECT "row",
        first_value(event_id) OVER key_line AS known,
        first_value("row") OVER key_line AS first_row,
        lag(hash({_CONTENT})) OVER key_line AS before,
        hash({_CONTENT}) AS content,
        lead("row") OVER key_line IS NULL AS standing
    FROM line WINDOW key_line AS (PARTITION BY {_KEY} ORDER BY "row")
)
SELECT "row", standing,
    first_row = "row" AS is_new,
    before IS DISTINCT FROM content AND first_row <> "row" AS revises,
    coalesce(known, (SELECT coalesce(max(event_id), 0) FROM arrivals) + first_row) AS event_id
FROM turns WHERE "row" >= 0
UNION ALL
SELECT "row", true, true, false,
    (SELECT coalesce(max(event_id), 0) FROM arrivals) + "row"
FROM incoming WHERE reference = ''
"""  # noqa: S608  the names are this project's own

COUNT = """
SELECT count(*) FILTER (is_new), count(*) FILTER (NOT is_new), count(*) FILTER (revises)
FROM judged
"""

REPEATED = f"""
SELECT count(*) FROM (
    SELECT source, {_CONTENT} FROM incoming WHERE reference = ''
    INTERSECT ALL
    SELECT source, {_CONTENT} FROM arrivals
    WHERE reference = '' AND layer = $layer
)
"""  # noqa: S608  the names are this project's own

PLACES_OF_NEW = """
SELECT lng, lat, count(*) AS events FROM incoming JOIN judged USING ("row")
WHERE is_new AND "placing" <> 'ward' GROUP BY lng, lat
"""

SUPERSEDE = """
UPDATE arrivals SET standing = false
WHERE standing AND event_id IN (SELECT event_id FROM judged WHERE NOT is_new)
"""

_INSERTED = ", ".join(
    {"event_id": "judged.event_id", "batch_id": "$batch_id"}.get(name, f'incoming."{name}"')
    for name in EVENT_COLUMNS
)
INSERT = f"""
INSERT INTO arrivals
SELECT {_INSERTED}, incoming."row", judged.standing
FROM incoming JOIN judged USING ("row") ORDER BY incoming."row"
"""  # noqa: S608  the names are this project's own

QUARANTINE = """
INSERT INTO quarantine SELECT $batch_id, "row", rule, found FROM rejected ORDER BY "row"
"""

BATCH = """
INSERT INTO batches VALUES (
    $batch_id, $imported_at, $file, $sha256, $source, $layer, $rows, $accepted, $duplicates,
    $quarantined, $revised, $outside, $repeated, $synthetic
)
"""

VERSION = 'SELECT "schema" FROM store'
NEXT_BATCH = "SELECT coalesce(max(batch_id), 0) + 1 FROM batches"
SEEN = "SELECT count(*) FROM batches WHERE sha256 = $sha256 AND layer = $layer AND NOT synthetic"
SYNTHETIC_EVENTS = """
SELECT count(*) FROM arrivals JOIN batches USING (batch_id) WHERE synthetic AND standing
"""
REMOVE_SYNTHETIC = """
DELETE FROM arrivals WHERE batch_id IN (SELECT batch_id FROM batches WHERE synthetic);
DELETE FROM quarantine WHERE batch_id IN (SELECT batch_id FROM batches WHERE synthetic);
DELETE FROM batches WHERE synthetic;
"""
HAS_REAL = "SELECT count(*) FROM batches WHERE NOT synthetic"

_SELECTED = ", ".join(f'"{name}"' for name in EVENT_COLUMNS)
EVENTS = f"SELECT {_SELECTED} FROM arrivals WHERE standing ORDER BY event_id"  # noqa: S608  our own names
HISTORY = f"""
SELECT {_SELECTED} FROM arrivals WHERE NOT standing ORDER BY event_id, batch_id, "row"
"""  # noqa: S608  the names are this project's own
BATCHES = "SELECT * FROM batches ORDER BY batch_id"
QUARANTINED = """
SELECT batch_id, file, layer, quarantine."row", rule, found
FROM quarantine JOIN batches USING (batch_id) ORDER BY batch_id, quarantine."row", rule
"""
