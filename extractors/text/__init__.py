"""Shared understanding of Chinese paper: what a date, a name, an hour or a label looks like anywhere."""
