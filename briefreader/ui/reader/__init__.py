"""The reader: one brief, set well, with what is known about it drawn over and beside the text."""
