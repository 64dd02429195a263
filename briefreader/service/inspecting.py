"""One file read and understood without a library."""

from __future__ import annotations

from pathlib import Path

from briefreader import analysis, readers
from briefreader.text.document import Document
from briefreader.text.findings import Findings


def inspect(path: Path) -> tuple[Document, Findings]:
    """The document at `path` and what the analysis finds in it; nothing is stored. Raises ReadError."""
    document = readers.read(path)
    return document, analysis.analyse(document, analysis.load_model())
