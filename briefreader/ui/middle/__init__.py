"""The middle zone: the brief, or what stands in its place."""
