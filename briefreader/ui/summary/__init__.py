"""The annotated summary: choose, see, save."""
