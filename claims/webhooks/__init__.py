"""Telling other systems what happened: signed, durable, without personal data. The operator names who is told.

``signature`` is what a receiver needs as well; ``events`` what is told; ``delivery`` how it gets there.
"""
