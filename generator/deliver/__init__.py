"""A finished book on its way to a person: as a letter with a file, and over the wire."""
