"""Pages for people: one file per place of work. Forms work without script; scripts make them quick."""
