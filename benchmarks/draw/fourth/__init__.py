"""A fourth set of layouts, written down without looking at the readers: other words, other arrangements, all kinds."""
