"""The ninth set of layouts: all kinds mixed, kept back until nothing was mended any more."""
