"""The eleventh set of layouts: all kinds, by the tenth's hand and on the same day, kept outside the tree."""
