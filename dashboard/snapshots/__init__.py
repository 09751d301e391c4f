"""One view of the map as a file: a picture for a report, or its counts as a table."""
