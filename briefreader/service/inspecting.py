"""One file read and understood without a library."""

from __future__ import annotations

from pathlib import Path

from briefreader import analysis
from briefreader.errors import ReadError
from briefreader.service.reading_room import ReadingRoom, Wanted
from briefreader.service.understanding import findings_of
from briefreader.text.document import Document
from briefreader.text.findings import Findings


def inspect(path: Path) -> tuple[Document, Findings]:
    """The document at `path` and what the analysis finds in it; nothing is stored. Raises ReadError."""
    document = _read(path)
    return document, findings_of(document, analysis.load_model(), path.name)


def _read(path: Path) -> Document:
    refusal = ""
    with ReadingRoom(readers=1) as room:
        for reading in room.read([Wanted(path)]):
            if reading.part is not None and not reading.part.inner:
                if reading.part.document is not None:
                    return reading.part.document
                refusal = reading.part.refusal
    raise ReadError(str(path), refusal or "It holds briefs and is none itself.", "" if refusal else "Index it instead.")
