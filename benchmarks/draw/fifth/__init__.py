"""A fifth, small set of layouts, kept back while readers are mended on the fourth."""
