"""Text becomes typed values: content folders, pack files, rosters and designs.

Nothing that a user can write ends in a traceback: what is wrong is a `ContentError` or a `UsageError`, and it carries
every problem that was found, each with its file and line.
"""
