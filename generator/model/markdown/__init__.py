"""The Markdown that we read (docs/authoring.md, ADR 0021): one scanner, by which both loader and page go."""
