"""The left zone: which briefs there are."""
