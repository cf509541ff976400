"""The command line: every command, every byte that is printed, and the one place where errors end."""
