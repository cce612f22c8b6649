"""The tenth set of layouts: all kinds by a hand that knew the readers as little as the seventh's."""
