"""Sections that were set before: kept in the user's cache folder under the hash of all that they depend on."""
