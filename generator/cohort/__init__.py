"""Many books at once: the rows of a roster, the processes or the cluster that make them, and what has changed since."""
