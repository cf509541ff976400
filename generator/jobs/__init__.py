"""What a user can ask for, one module a job, from the first file read to the last one written.

Only here does anything know in which order the stages follow each other.
"""
