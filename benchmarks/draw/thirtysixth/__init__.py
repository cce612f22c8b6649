"""The thirty-sixth set of layouts: other issuers, wordings, forms of the same kinds, written without the readers."""
