"""Layouts drawn after the readers were fitted to the other two sets: what is measured here is not worked on."""
