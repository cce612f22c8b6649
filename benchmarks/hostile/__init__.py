"""Hostile and broken files in bulk: ``python -m benchmarks.hostile`` (kinds.py makes them, __main__.py tries them)."""
