"""The twentieth set of layouts: every kind in even numbers, as a fair examiner draws it, kept for the very end."""
