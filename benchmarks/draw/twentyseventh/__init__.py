"""The twenty-seventh set of layouts: half of it employers' statements and certificates, written without the readers."""
