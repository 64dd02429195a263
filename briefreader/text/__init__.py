"""Canonical text and what is said of it in spans: blocks, sentences, anchors, findings. No files, no stores."""
