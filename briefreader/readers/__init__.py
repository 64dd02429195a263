"""Readers: files to Documents. One reader a format, all into the one block model; no network, no other files."""

from briefreader.readers.kinds import is_candidate
from briefreader.readers.reading import MAX_BYTES, VERSION, load, read, read_bytes

__all__ = ["MAX_BYTES", "VERSION", "is_candidate", "load", "read", "read_bytes"]
