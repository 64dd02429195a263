"""One report tree, thin renderers."""
