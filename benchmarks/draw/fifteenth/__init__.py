"""The fifteenth set of layouts: papers of fresh trades in a clerk's everyday wording, never read by their hand."""
