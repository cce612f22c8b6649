"""What a PDF file is made of: the order in which it paints, its revisions, its annotations. Pure functions of bytes."""
