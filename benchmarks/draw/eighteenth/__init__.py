"""The eighteenth set of layouts: every kind drawn plainly, as a city's tender would try a reader, kept for last."""
