"""The store's tables and the SQL that fills them; run by `data.store` alone.

Every sound row handed in is kept in `arrivals`. `standing` marks the last row of each reference,
and every row without one: these are the events, the others their history. Every row that broke a
rule is kept in `held`; one that is handed in again, corrected or not, carries the `origin` of the
first. Nothing marks who has left the quarantine: it follows from what came later.
"""

from data.schema import CONTENT_COLUMNS, EVENT_COLUMNS, KEY_COLUMNS

SCHEMA = 2
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
_KEY = ", ".join((*KEY_COLUMNS, "twin"))
# a row without a reference that comes back from the quarantine is told by where it came from
_TWIN = "CASE WHEN reference = '' THEN origin ELSE '' END AS twin"
# a flag may change with the other rows of a file: it is nothing new about an event
_CONTENT = ", ".join(f'"{name}"' for name in CONTENT_COLUMNS if name != "flags")
_HANDED_IN = ", ".join(f'"{name}"' for name in (*KEY_COLUMNS, *CONTENT_COLUMNS))

_HELD = """
CREATE TABLE held (
    batch_id BIGINT, "row" BIGINT, cells VARCHAR,
    origin VARCHAR, from_batch BIGINT, from_row BIGINT
);
"""
CREATE = f"""
CREATE TABLE store ("schema" INTEGER NOT NULL, key VARCHAR);
INSERT INTO store VALUES ({SCHEMA}, '');
CREATE TABLE batches (
    batch_id BIGINT PRIMARY KEY, imported_at TIMESTAMP, file VARCHAR, sha256 VARCHAR,
    source VARCHAR, layer VARCHAR, "rows" BIGINT, accepted BIGINT, duplicates BIGINT,
    quarantined BIGINT, revised BIGINT, outside BIGINT, repeated BIGINT, synthetic BOOLEAN,
    sheet VARCHAR, header VARCHAR, settled VARCHAR, undone_at TIMESTAMP
);
CREATE TABLE arrivals ({_COLUMNS}, "row" BIGINT, standing BOOLEAN, origin VARCHAR);
CREATE TABLE quarantine (batch_id BIGINT, "row" BIGINT, rule VARCHAR, found VARCHAR);
{_HELD}
"""  # noqa: S608  the names are this project's own

# `incoming` is the frame handed in. Each of its rows whose reference came before, in the store or
# in the file, is set in line behind the row of that reference that stands in the store, if there is
# one (turn 0), in the file's order. The others, most of them, are new without a look.
CLASSIFY = f"""
CREATE OR REPLACE TEMP TABLE judged AS
WITH stood AS (
    SELECT -1 AS "row", event_id, {_HANDED_IN}, twin
    FROM (SELECT *, {_TWIN} FROM arrivals WHERE standing AND (reference <> '' OR origin <> ''))
    SEMI JOIN incoming USING ({_KEY})
),
again AS (
    SELECT {_KEY} FROM stood
    UNION
    SELECT {_KEY} FROM incoming WHERE reference <> '' OR twin <> ''
    GROUP BY {_KEY} HAVING count(*) > 1
),
line AS (
    SELECT * FROM stood
    UNION ALL
    SELECT "row", NULL, {_HANDED_IN}, twin FROM incoming SEMI JOIN again USING ({_KEY})
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
FROM incoming ANTI JOIN again USING ({_KEY})
"""  # noqa: S608  the names are this project's own

COUNT = """
SELECT count(*) FILTER (is_new), count(*) FILTER (NOT is_new), count(*) FILTER (revises)
FROM judged
"""

REPEATED = f"""
SELECT count(*) FROM (
    SELECT source, {_CONTENT} FROM incoming WHERE reference = '' AND twin = ''
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
INSERT INTO arrivals ({", ".join(f'"{name}"' for name in EVENT_COLUMNS)}, "row", standing, origin)
SELECT {_INSERTED}, incoming."row", judged.standing, incoming.origin
FROM incoming JOIN judged USING ("row") ORDER BY incoming."row"
"""  # noqa: S608  the names are this project's own

QUARANTINE = """
INSERT INTO quarantine SELECT $batch_id, "row", rule, found FROM rejected ORDER BY "row"
"""
HOLD = """
INSERT INTO held SELECT $batch_id, "row", cells,
    CASE origin WHEN '' THEN 'batch ' || $batch_id || ' row ' || "row" ELSE origin END,
    coalesce(from_batch, $batch_id), coalesce(from_row, "row")
FROM holding ORDER BY "row"
"""

BATCH = """
INSERT INTO batches (
    batch_id, imported_at, file, sha256, source, layer, "rows", accepted, duplicates,
    quarantined, revised, outside, repeated, synthetic, sheet, header, settled
) VALUES (
    $batch_id, $imported_at, $file, $sha256, $source, $layer, $rows, $accepted, $duplicates,
    $quarantined, $revised, $outside, $repeated, $synthetic, $sheet, $header, $settled
)
"""

VERSION = 'SELECT "schema" FROM store'
NEXT_BATCH = "SELECT coalesce(max(batch_id), 0) + 1 FROM batches"
SEEN = """
SELECT count(*) FROM batches
WHERE sha256 = $sha256 AND layer = $layer AND NOT synthetic AND undone_at IS NULL
"""
SYNTHETIC_EVENTS = """
SELECT count(*) FROM arrivals JOIN batches USING (batch_id) WHERE synthetic AND standing
"""
REMOVE_SYNTHETIC = """
DELETE FROM arrivals WHERE batch_id IN (SELECT batch_id FROM batches WHERE synthetic);
DELETE FROM quarantine WHERE batch_id IN (SELECT batch_id FROM batches WHERE synthetic);
DELETE FROM held WHERE batch_id IN (SELECT batch_id FROM batches WHERE synthetic);
DELETE FROM batches WHERE synthetic;
"""
HAS_REAL = "SELECT count(*) FROM batches WHERE NOT synthetic AND undone_at IS NULL"

_SELECTED = ", ".join(f'"{name}"' for name in EVENT_COLUMNS)
EVENTS = f"SELECT {_SELECTED} FROM arrivals WHERE standing ORDER BY event_id"  # noqa: S608  our own names
HISTORY = f"""
SELECT {_SELECTED} FROM arrivals WHERE NOT standing ORDER BY event_id, batch_id, "row"
"""  # noqa: S608  the names are this project's own
BATCHES = "SELECT * FROM batches ORDER BY batch_id"
_WAITING = """
waiting AS (
    SELECT * FROM held WHERE NOT EXISTS (
        SELECT 1 FROM held AS later WHERE later.origin = held.origin
        AND (later.batch_id, later."row") > (held.batch_id, held."row")
    ) AND NOT EXISTS (
        SELECT 1 FROM arrivals WHERE arrivals.origin = held.origin
    )
)
"""
QUARANTINED = f"""
WITH {_WAITING}
SELECT from_batch AS batch_id, file, layer, sheet, from_row AS "row", rule, found
FROM waiting JOIN quarantine USING (batch_id, "row")
JOIN batches ON batches.batch_id = from_batch ORDER BY from_batch, from_row, rule
"""  # noqa: S608  the names are this project's own
HELD = f"""
WITH {_WAITING}
SELECT from_batch AS batch_id, first_batch.file, first_batch.layer, first_batch.sheet,
    from_row AS "row", origin, cells, came_with.header, first_batch.source, came_with.settled
FROM waiting JOIN batches AS first_batch ON first_batch.batch_id = from_batch
JOIN batches AS came_with ON came_with.batch_id = waiting.batch_id
ORDER BY from_batch, from_row
"""  # noqa: S608  the names are this project's own

ONCE_HELD = """
SELECT origin, cells, first_batch.layer, first_batch.source, came_with.settled, rule, found
FROM held JOIN batches AS first_batch ON first_batch.batch_id = from_batch
JOIN batches AS came_with ON came_with.batch_id = held.batch_id
JOIN quarantine ON quarantine.batch_id = held.batch_id AND quarantine."row" = held."row"
WHERE NOT EXISTS (
    SELECT 1 FROM held AS later WHERE later.origin = held.origin
    AND (later.batch_id, later."row") > (held.batch_id, held."row")
)
"""
LET_IN_BEFORE = """
SELECT count(*) FROM holding WHERE origin <> '' AND origin IN (SELECT origin FROM arrivals)
"""

ARRIVAL_COLUMNS = """
SELECT column_name FROM information_schema.columns WHERE table_name = 'arrivals'
"""


def upgrade(found: int, arrival_columns: set[str]) -> str:
    """Write what brings the tables of an older release up to date.

    Parameters
    ----------
    found
        The version of the tables that are there.
    arrival_columns
        The columns that `arrivals` has.

    Returns
    -------
    str
        Statements; a column that the older release did not know is blank, false or unknown.
    """
    blank = {"VARCHAR": "''", "BOOLEAN": "false"}
    steps = [
        f'ALTER TABLE arrivals ADD COLUMN "{name}" {_TYPES[kind]}'
        f" DEFAULT {blank.get(_TYPES[kind], 'NULL')};"
        for name, kind in EVENT_COLUMNS.items()
        if name not in arrival_columns
    ]
    if found < 2:  # noqa: PLR2004  the version that brought undoing and the way back
        steps.append(_TO_2)
    return "\n".join([*steps, f'UPDATE store SET "schema" = {SCHEMA};'])  # noqa: S608  our own names


_TO_2 = f"""
ALTER TABLE store ADD COLUMN key VARCHAR DEFAULT '';
ALTER TABLE batches ADD COLUMN sheet VARCHAR DEFAULT '';
ALTER TABLE batches ADD COLUMN header VARCHAR DEFAULT '[]';
ALTER TABLE batches ADD COLUMN settled VARCHAR DEFAULT '{{}}';
ALTER TABLE batches ADD COLUMN undone_at TIMESTAMP;
ALTER TABLE arrivals ADD COLUMN origin VARCHAR DEFAULT '';
{_HELD}
INSERT INTO held SELECT DISTINCT batch_id, "row", '[]',
    'batch ' || batch_id || ' row ' || "row", batch_id, "row" FROM quarantine;
"""  # noqa: S608  the names are this project's own
