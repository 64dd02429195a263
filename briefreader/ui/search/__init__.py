"""One box for all briefs, and its answers."""
