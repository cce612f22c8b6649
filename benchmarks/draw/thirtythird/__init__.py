"""The thirty-third set of layouts: a health bureau, a mill's union, a conservatory and others, without the readers."""
