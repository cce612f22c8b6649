"""The thirty-eighth set of layouts: birth wards, airports, seeds, weirs, folk arts; written without the readers."""
