"""摘录: kind and facts of evidence."""
