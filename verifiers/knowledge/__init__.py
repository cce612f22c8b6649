"""What several suspicions must know: dates, names, check digits, how far a fact can be trusted."""
