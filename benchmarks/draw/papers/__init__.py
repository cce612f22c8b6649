"""Layouts of papers, one file a group of kinds."""
