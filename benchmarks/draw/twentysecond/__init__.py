"""The twenty-second set of layouts: the kinds of the outer contract in other builds and wordings, kept for the end."""
