"""People: pages, the map, snapshots, access and the command line.

The top floor. It stands on `data` and `geo`; nothing below imports it.
"""
