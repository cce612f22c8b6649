"""The twenty-third set of layouts: other issuers, wordings and forms of the same kinds, written without the readers."""
