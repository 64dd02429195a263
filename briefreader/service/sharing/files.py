"""Files that hold a reading, told by their content."""

from __future__ import annotations

from pathlib import Path

from briefreader.errors import ReadError
from briefreader.readers.foreign import reading as foreign
from briefreader.text.reading import Reading

LARGEST = 100 * 1024**2  # bytes


def load(source: Path, largest: int = LARGEST) -> bytes:
    """The bytes of a file. Raises ReadError."""
    try:
        if not source.is_file():
            raise ReadError(str(source), "There is no such file.")
        if source.stat().st_size > largest:
            raise ReadError(str(source), f"It is larger than {largest // 1024**2} MB.", "No reading is so large.")
        with source.open("rb") as file:
            return file.read(largest + 1)
    except OSError as error:
        raise ReadError(str(source), f"It cannot be read ({(error.strerror or '').lower()}).") from error


def read(source: Path) -> Reading:
    """The reading in a file. Raises ReadError."""
    return foreign.read(load(source), str(source))
