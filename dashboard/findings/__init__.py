"""What the statistics of `geo` say about one selection, put together for people; no files, no page.

Everything here is a pure function of counts and of what is known about the study area, so that the
command line and the pages cannot disagree. Nothing is cached here; `dashboard.results` does that.
"""
