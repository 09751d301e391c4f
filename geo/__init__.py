"""Space, time and number: pure functions on arrays and frames.

The lowest floor. Nothing here reads a file or knows the dashboard, the store or the map, so
every function can be understood and tested by its arguments alone.
"""
