"""办理: the desk. Conductor, lifecycle, account of the year, store, vault, durable work.

The face is ``claims.desk.Desk`` with ``claims.settings``, ``claims.errors`` and ``claims.views``. Nothing is imported
here: sandbox workers load ``claims.reading`` and ``claims.pairing`` and must not pull in the database on the way.
"""
