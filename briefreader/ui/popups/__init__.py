"""What opens beside the text: tagging, notes, and what a mark means."""
