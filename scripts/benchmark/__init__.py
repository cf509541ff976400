"""What a workbook costs; see ``scripts/bench``."""
