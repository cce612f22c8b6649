"""The fourteenth set of layouts: all kinds as an office meets them, written down and never read by its hand."""
