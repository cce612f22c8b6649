"""The year's end: a person's record, electronic registration, the unit's verification table, spot checks."""
