"""Standards an office keeps itself: tables of rates that documents defer to, and policies of its own.

Drafted in the desk, checked by cell, tried on the real claims, put in force by a person. What was decided stays.
"""
