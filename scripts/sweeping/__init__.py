"""Every design on every paper, in every edition and ink: see ``scripts/sweep``."""
