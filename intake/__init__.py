"""收件: bytes to words with places."""
