"""核验: findings; what was seen, never a verdict."""
