"""The thirty-second set of layouts: sisters of everyday papers, worded and arranged anew, without the readers."""
