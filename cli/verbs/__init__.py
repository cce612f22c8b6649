"""One file per verb: ``HELP``, ``add_arguments(parser)``, ``run(arguments) -> exit status``.

Heavy imports stand inside ``run``, so that ``hourproof --help`` and light verbs start at once.
"""
