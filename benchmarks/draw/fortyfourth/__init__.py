"""The forty-fourth set of layouts: slips, letters, turned tables, two tongues and unusual labels of many bodies."""
