"""The thirty-ninth set of layouts: papers of four cities' yearly audit, written down without the readers."""
