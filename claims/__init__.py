"""办理: the desk."""
