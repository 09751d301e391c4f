"""The commands of the command line, one module each.

A command module offers `NAME`, `HELP`, `arguments(parser)` and `run(args)`; `dashboard.cli` lists
them and turns what goes wrong into one plain line.
"""
