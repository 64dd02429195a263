"""The page view: a PDF in its own pages, with all that is known of its text drawn upon them."""
