"""A copy of a brief's own PDF in which the passages are highlighted, as PDF readers know it (ISO 32000-1, 12.5.6.10).

The copy is the original with an addition at its end, so that nothing in it changes; PDFium finds where words stand.
"""

from __future__ import annotations

import ctypes
import hashlib
import io
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefreader.errors import ExportError
from briefreader.text.document import Document, Run

_COLOURS = {
    "yellow": (253, 226, 138), "green": (189, 231, 204), "blue": (191, 221, 245), "pink": (246, 198, 207),
    "orange": (251, 211, 172), "purple": (220, 208, 243), "teal": (181, 227, 224), "red": (244, 189, 181),
}  # fmt: skip
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")


class Mark(NamedTuple):
    """A passage to highlight: code points `start` to `end` of the text, the marker's colour, what the user says of it
    and who they are."""

    start: int
    end: int
    colour: str
    comment: str
    author: str


class Piece(NamedTuple):
    """Characters `first` to `last` (exclusive) of page `page`, as PDFium counts them."""

    page: int
    first: int
    last: int


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
    return _settled(out.getvalue(), len(data)), placed


def pieces_of(runs: Sequence[Run], start: int, end: int) -> Iterator[Piece]:
    """Where code points `start` to `end` stand on the pages; characters in no run stand on none."""
    index = max(0, bisect_left(runs, start, key=lambda run: run.end))
    for run in runs[index:]:
        if run.start >= end:
            return
        first, last = max(start, run.start), min(end, run.end)
        if first < last:
            yield Piece(run.page, run.char + first - run.start, run.char + last - run.start)


def _mark_page(page: pdfium.PdfPage, found: Iterable[tuple[Mark, list[Piece]]]) -> None:
    text = page.get_textpage()
    for mark, pieces in found:
        boxes = [box for piece in pieces for box in _boxes(text, piece)]
        if boxes:
            _highlight(page, mark, boxes)


def _boxes(text: pdfium.PdfTextPage, piece: Piece) -> Iterator[tuple[float, float, float, float]]:
    """(left, bottom, right, top) of each line a piece touches."""
    for index in range(text.count_rects(piece.first, piece.last - piece.first)):
        yield text.get_rect(index)


def _highlight(page: pdfium.PdfPage, mark: Mark, boxes: Sequence[tuple[float, float, float, float]]) -> None:
    annotation = raw.FPDFPage_CreateAnnot(page, raw.FPDF_ANNOT_HIGHLIGHT)
    red, green, blue = _COLOURS.get(mark.colour, _COLOURS["yellow"])
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


def _settled(data: bytes, original: int) -> bytes:
    """PDFium closes what it adds with a random identity: one made from the content stands in its place."""
    found = list(_IDENTITY.finditer(data, min(original, len(data))))
    if not found:
        return data
    match = found[-1]
    blank = data[: match.start(2)] + b"0" * len(match[2]) + data[match.end(2) :]
    digest = hashlib.sha256(blank).hexdigest().upper().encode()[: len(match[2])].ljust(len(match[2]), b"0")
    return data[: match.start(2)] + digest + data[match.end(2) :]
