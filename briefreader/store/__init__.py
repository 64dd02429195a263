"""The user's work and the findings, in one SQLite file."""
