"""The pictures of the documentation, made from real runs: see ``scripts/pictures``."""
