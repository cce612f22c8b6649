"""The sixteenth set of layouts: usual papers of a district's schools, hospitals and offices, by a blind hand."""
