"""The twenty-first set of layouts: the other half of the corpus as its author would draw it, held back."""
