"""Papers written down as plain words: the language of the scripts, their words and their setting on a page."""
