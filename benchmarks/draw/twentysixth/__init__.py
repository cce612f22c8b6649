"""The twenty-sixth set of layouts: other trades, forms and wordings of the same kinds, written without the readers."""
