"""Files: readers, checks, the store, the reference geography and the synthetic borough.

The middle floor. It stands on `geo` and knows nothing of pages or maps.
"""
