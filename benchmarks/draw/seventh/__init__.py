"""The seventh set of layouts: certificates, attendance lists, screens of points and journals, by an outsider's hand."""
