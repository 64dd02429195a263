"""Findings from a document: entities, quotes, key sentences."""
