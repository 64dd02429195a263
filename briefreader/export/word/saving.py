"""A Word document as bytes, the same each time."""

from __future__ import annotations

import io
import zipfile

from docx.document import Document as WordDocument

from briefreader.export.packing import packed


def saved(document: WordDocument) -> bytes:
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as made:
        return packed([(name, made.read(name)) for name in made.namelist()])
