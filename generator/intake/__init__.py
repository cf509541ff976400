"""Documents of others become question files: recognised, mended, and never lost."""
