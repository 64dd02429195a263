"""Views across the whole library: names, quotes, the timeline, who is named where, and what was marked."""
