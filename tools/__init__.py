"""Programs for the makers of this one; nothing here is needed to use it."""
