"""prep-pack: a question bank becomes a printed interview workbook."""

__version__ = "0.1.0"
