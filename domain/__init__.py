"""The nouns everything else is written in. Standard library only; every value is immutable."""
