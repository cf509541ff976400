"""What is done to finished pages, and the only place that writes to disk."""
