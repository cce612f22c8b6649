"""The thirteenth set of layouts: all kinds, chosen for their structure, written down and never read by its hand."""
