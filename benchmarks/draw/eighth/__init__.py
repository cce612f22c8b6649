"""The eighth set of layouts: the other kinds and many strangers, by the same outsider's hand as the seventh."""
