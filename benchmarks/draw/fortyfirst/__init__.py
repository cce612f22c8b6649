"""The forty-first set of layouts: a northern works city, a southern zone and a western county, soberly laid out."""
