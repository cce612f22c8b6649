"""The forty-second set of layouts: every kind again under other labels, other orders, other dates and other tables."""
