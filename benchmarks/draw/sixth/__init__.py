"""The sixth set of layouts: papers written down as plain words in ``papers/*.txt``."""
