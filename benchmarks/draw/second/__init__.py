"""Layouts drawn by a second hand, never looked at while readers are fitted: the held-out set.

They follow papers as offices, schools and sites really issue them, written down without regard to the
first set in ``papers/`` and to what the extractors expect.
"""
