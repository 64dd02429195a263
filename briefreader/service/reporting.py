"""The annotated summary, made from the store."""
