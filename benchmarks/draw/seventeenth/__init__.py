"""The seventeenth set of layouts: papers of firms, societies, universities, publishers and platforms."""
