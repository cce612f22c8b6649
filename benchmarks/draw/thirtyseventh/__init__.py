"""The thirty-seventh set of layouts: an examiner's papers for four cities, written down without the readers."""
