"""BriefReader: a desktop reader for policy briefs, from a folder of files to an annotated summary."""

__version__ = "0.1.0"
