"""A copy of a brief's own PDF in which the passages are highlighted, as PDF readers know it (ISO 32000-1, 12.5.6.10).

The copy is the original with an addition at its end, so that nothing in it changes; PDFium finds where words stand.
"""

from __future__ import annotations

import ctypes
import io
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefreader.errors import ExportError
from briefreader.export.page_marks import Box, Piece, boxes_of, colour_of, pieces_of, settled
from briefreader.text.document import Document


class Mark(NamedTuple):
    """A passage to highlight: code points `start` to `end` of the text, the marker's colour, what the user says of it
    and who they are."""

    start: int
    end: int
    colour: str
    comment: str
    author: str


def highlighted(data: bytes, document: Document, marks: Sequence[Mark]) -> tuple[bytes, int]:
    """A copy of the PDF `data` that `document` was read from, with a highlight for each of `marks`; and how many of
    them stand on its pages. Raises ExportError when it is not the PDF the text was read from, or cannot be opened."""
    by_page: dict[int, list[tuple[Mark, list[Piece]]]] = defaultdict(list)
    placed = 0
    for mark in marks:
        pieces = list(pieces_of(document.runs, mark.start, mark.end))
        placed += bool(pieces)
        for page in dict.fromkeys(piece.page for piece in pieces):
            by_page[page].append((mark, [piece for piece in pieces if piece.page == page]))
    try:
        file = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise ExportError("The brief's PDF cannot be opened.", "Read it in again.") from error
    try:
        if by_page and max(by_page) >= len(file):
            raise ExportError("The brief's PDF has other pages than when it was read.", "Read it in again.")
        for number, found in sorted(by_page.items()):
            _mark_page(file[number], found)
        out = io.BytesIO()
        file.save(out, flags=raw.FPDF_INCREMENTAL)
    finally:
        file.close()
    return settled(out.getvalue(), len(data)), placed


def _mark_page(page: pdfium.PdfPage, found: Iterable[tuple[Mark, list[Piece]]]) -> None:
    text = page.get_textpage()
    for mark, pieces in found:
        boxes = [box for piece in pieces for box in boxes_of(text, piece)]
        if boxes:
            _highlight(page, mark, boxes)


def _highlight(page: pdfium.PdfPage, mark: Mark, boxes: Sequence[Box]) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    red, green, blue = colour_of(mark.colour)
    raw.FPDFAnnot_SetColor(annotation, raw.FPDFANNOT_COLORTYPE_Color, red, green, blue, 255)
    for left, bottom, right, top in boxes:
        quad = raw.FS_QUADPOINTSF(left, top, right, top, left, bottom, right, bottom)
        raw.FPDFAnnot_AppendAttachmentPoints(annotation, quad)
    around = raw.FS_RECTF(
        min(box[0] for box in boxes), max(box[3] for box in boxes), max(box[2] for box in boxes),
        min(box[1] for box in boxes),
    )  # fmt: skip
    raw.FPDFAnnot_SetRect(annotation, around)
    raw.FPDFAnnot_SetFlags(annotation, raw.FPDF_ANNOT_FLAG_PRINT)
    for key, value in ((b"Contents", mark.comment), (b"T", mark.author)):
        if value:
            raw.FPDFAnnot_SetStringValue(annotation, key, _wide(value))
    raw.FPDFPage_CloseAnnot(annotation)


def _wide(text: str) -> ctypes.Array[ctypes.c_ushort]:
    """`text` as PDFium takes it: UTF-16, little endian, closed by a zero."""
    data = text.replace("\0", "").encode("utf-16-le", "surrogatepass") + b"\0\0"
    return (ctypes.c_ushort * (len(data) // 2)).from_buffer_copy(data)
