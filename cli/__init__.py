"""The ``hourproof`` command."""
