"""The types every stage shares. Nothing here reads a file, makes HTML or prints."""
