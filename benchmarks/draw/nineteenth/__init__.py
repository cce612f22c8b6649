"""The nineteenth set of layouts: what the professionals of one city send in, each paper by an office of its own."""
