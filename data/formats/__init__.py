"""The kinds of file that are read, one module each; all give sheets of text cells.

Everything here runs in a process of its own with little memory and no rights (`data.sandbox`).
So that this process starts quickly, nothing in this package imports pandas or another large
library that its own kind of file does not need.
"""
