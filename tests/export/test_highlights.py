"""Passages as highlights in a copy of the brief's own PDF."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest
from reportlab.pdfgen.canvas import Canvas

from briefreader import readers
from briefreader.errors import ExportError
from briefreader.export.highlights import Mark, highlighted
from briefreader.service.library import Library

LINES = (
    "The harbour needs a second crane before",
    "the winter comes, and nobody has paid.",
    "The road took the money.",
)


@pytest.fixture
def original() -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out, invariant=1)
    for _ in range(2):
        for number, line in enumerate(LINES):
            canvas.drawString(72, 700 - 16 * number, line)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def annotations(data: bytes) -> list[tuple[int, int, str]]:
    """(page, lines, comment) of each highlight."""
    found = []
    document = pdfium.PdfDocument(data)
    for number, page in enumerate(document):
        for index in range(raw.FPDFPage_GetAnnotCount(page)):
            one = raw.FPDFPage_GetAnnot(page, index)
            assert raw.FPDFAnnot_GetSubtype(one) == raw.FPDF_ANNOT_HIGHLIGHT
            size = raw.FPDFAnnot_GetStringValue(one, b"Contents", None, 0)
            buffer = (raw.FPDF_WCHAR * (size // 2))()
            raw.FPDFAnnot_GetStringValue(one, b"Contents", buffer, size)
            comment = bytes(buffer).decode("utf-16-le").rstrip("\0")
            found.append((number, raw.FPDFAnnot_CountAttachmentPoints(one), comment))
            raw.FPDFPage_CloseAnnot(one)
    return found


def test_a_highlight_for_each_line_and_the_original_before_it(original: bytes) -> None:
    document = readers.read_bytes(original, "brief.pdf")
    start = document.text.index("second crane")
    end = document.text.index("nobody")
    last = document.text.rindex("The road")
    marks = [Mark(start, end, "green", "port; Журавль", "reader"), Mark(last, last + 8, "none", "", "reader")]
    copy, placed = highlighted(original, document, marks)
    assert placed == 2
    assert copy[: len(original)] == original
    assert annotations(copy) == [(0, 2, "port; Журавль"), (1, 1, "")]
    assert highlighted(original, document, marks)[0] == copy


def test_the_highlight_covers_the_words(original: bytes) -> None:
    document = readers.read_bytes(original, "brief.pdf")
    start = document.text.index("second crane")
    copy, _ = highlighted(original, document, [Mark(start, start + 12, "blue", "", "")])
    page = pdfium.PdfDocument(copy)[0]
    one = raw.FPDFPage_GetAnnot(page, 0)
    quad = raw.FS_QUADPOINTSF()
    raw.FPDFAnnot_GetAttachmentPoints(one, 0, quad)
    raw.FPDFPage_CloseAnnot(one)
    words = page.get_textpage().get_text_bounded(quad.x3, quad.y3, quad.x2, quad.y2)
    assert words.strip() == "second crane"


def test_a_file_that_is_no_pdf_is_refused(original: bytes) -> None:
    document = readers.read_bytes(original, "brief.pdf")
    with pytest.raises(ExportError, match="cannot be opened"):
        highlighted(b"%PDF-1.4 broken", document, [])


def test_the_library_writes_the_copy_of_an_unchanged_file(original: bytes, tmp_path: Path) -> None:
    path = tmp_path / "brief.pdf"
    path.write_bytes(original)
    (tmp_path / "note.txt").write_text("The harbour needs a crane.\n\nIt is late.\n")
    with Library.open(tmp_path / "data") as library:
        list(library.ingest([path, tmp_path / "note.txt"], analyse=False))
        brief = library.brief(str(path)).id
        document = library.document(brief)
        start = document.text.index("second crane")
        library.tag(brief, start, start + 12, ["port"], "ask")
        target, placed = library.export_copy("highlights", brief, tmp_path / "copy.pdf")
        assert placed == 1
        assert annotations(target.read_bytes()) == [(0, 1, "port\nask")]
        with pytest.raises(ExportError, match="one of your briefs"):
            library.export_copy("highlights", brief, path)
        with pytest.raises(ExportError, match="is no PDF"):
            library.export_copy("highlights", library.brief(str(tmp_path / "note.txt")).id, tmp_path / "x.pdf")
        path.write_bytes(original + b"\n")
        with pytest.raises(ExportError, match="has changed since"):
            library.export_copy("highlights", brief, tmp_path / "copy.pdf")
        path.unlink()
        with pytest.raises(ExportError, match=re.escape(str(path))):
            library.export_copy("highlights", brief, tmp_path / "copy.pdf")
