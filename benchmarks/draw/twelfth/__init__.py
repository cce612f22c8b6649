"""The twelfth set of layouts: all kinds, ordinary papers of many trades, written down and never read by its hand."""
