"""The fortieth set of layouts: tea, metro, court, school, lighthouse and library papers, made without the readers."""
