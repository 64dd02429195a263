"""The annex of quoted pages: each page of a PDF that the report quotes, drawn small with its passages marked.

The report is laid out first, with an empty field for every page; PDFium then draws the pages into the fields, as they
are in the original: words stay words, lines stay lines.
"""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw
from reportlab.platypus import Flowable  # type: ignore[import-untyped]

from briefreader.errors import ExportError
from briefreader.export.material import Material
from briefreader.export.page_marks import Box, Piece, boxes_of, colour_of, pieces_of, settled
from briefreader.export.tree import Source
from briefreader.text.document import Document, ReadWord

MOST = 120  # pages in the annex; more make a file nobody can send
_LOWEST = 300  # points: a field that has less room goes to the next page
_FRAME = (178, 176, 168)

Matrix = tuple[float, float, float, float, float, float]


class Shown(NamedTuple):
    """A page of a source, counted from 0, with its printed label and the pieces of it that are quoted, each with the
    colour of its marker."""

    source: Source
    page: int
    label: str
    pieces: tuple[tuple[str, Piece], ...]


class Field(Flowable):  # type: ignore[misc]
    """Room for one page: all that is left below the heading. Knows where it came to stand when it is drawn."""

    def __init__(self, shown: Shown) -> None:
        super().__init__()
        self.shown = shown
        self.sheet = 0
        self.box: Box = (0, 0, 0, 0)

    def wrap(self, width: float, height: float) -> tuple[float, float]:
        self.width, self.height = width, max(height, _LOWEST)
        return self.width, self.height

    def draw(self) -> None:
        left, bottom = self.canv.absolutePosition(0, 0)
        self.sheet, self.box = self.canv.getPageNumber() - 1, (left, bottom, left + self.width, bottom + self.height)


def shown_pages(material: Material) -> list[Shown]:
    """The quoted pages in the order of the sources, each once."""
    made: list[Shown] = []
    for source in material.report.sources:
        original, document = material.originals.get(source.brief), material.documents.get(source.brief)
        if original is None or document is None:
            continue
        found: dict[int, dict[Piece, str]] = defaultdict(dict)
        for start, end, colour in original.spans:
            for piece in pieces_of(document.runs, start, end):
                found[piece.page].setdefault(piece, colour)
        for page, pieces in sorted(found.items()):
            marks = tuple((colour, piece) for piece, colour in pieces.items())
            made.append(Shown(source, page, _label(document, page), marks))
    return made


def filled(report: bytes, fields: Sequence[Field], material: Material) -> bytes:
    """The report with the pages drawn into its fields. Raises ExportError when an original cannot be opened or has
    other pages than when it was read."""
    by_brief: dict[str, list[Field]] = defaultdict(list)
    for one in fields:
        by_brief[one.shown.source.brief].append(one)
    with _opened(report) as target:
        for brief, wanted in by_brief.items():
            with _opened(material.originals[brief].data) as original:
                if max(one.shown.page for one in wanted) >= len(original):
                    raise ExportError("A brief's PDF has other pages than when it was read.", "Read it in again.")
                words = material.documents[brief].read_words
                for one in wanted:
                    _fill(target, one, original, words)
        out = io.BytesIO()
        target.save(out, flags=raw.FPDF_INCREMENTAL)
    return settled(out.getvalue(), len(report))


def _opened(data: bytes) -> pdfium.PdfDocument:
    try:
        return pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise ExportError("A brief's PDF cannot be opened.", "Read it in again.") from error


def _fill(target: pdfium.PdfDocument, field: Field, original: pdfium.PdfDocument, words: Sequence[ReadWord]) -> None:
    sheet, page = target[field.sheet], original[field.shown.page]
    width, height = page.get_size()
    width, height = max(width, 1), max(height, 1)
    left, bottom, right, top = field.box
    scale = min((right - left) / width, (top - bottom) / height)
    across, up = left + (right - left - scale * width) / 2, top - scale * height
    drawn = original.page_as_xobject(field.shown.page, target)
    content = drawn.as_pageobject()  # as shown: turned and cut already, its lower left corner at 0, 0
    content.transform(pdfium.PdfMatrix().scale(scale, scale).translate(across, up))
    sheet.insert_obj(content)
    drawn.close()
    text, place = page.get_textpage(), _upright(page).scale(scale, scale).translate(across, up)
    for colour, piece in field.shown.pieces:
        for one in boxes_of(text, piece):
            _paint(sheet, _moved(one, place), colour_of(colour))
        for one in _boxes_read(words, piece, height):
            _paint(sheet, (across + scale * one[0], up + scale * one[1], across + scale * one[2], up + scale * one[3]),
                   colour_of(colour))  # fmt: skip
    _outline(sheet, (across, up, across + scale * width, up + scale * height))
    sheet.gen_content()


def _upright(page: pdfium.PdfPage) -> pdfium.PdfMatrix:
    """What turns a place on a page the way the page is shown, with its lower left corner at 0, 0."""
    left, bottom, right, top = page.get_bbox()
    turned: Mapping[int, Matrix] = {
        0: (1, 0, 0, 1, -left, -bottom),
        90: (0, -1, 1, 0, -bottom, right),
        180: (-1, 0, 0, -1, right, top),
        270: (0, 1, -1, 0, top, -left),
    }
    return pdfium.PdfMatrix(*turned[page.get_rotation()])


def _moved(box: Box, place: pdfium.PdfMatrix) -> Box:
    (x1, y1), (x2, y2) = place.on_point(box[0], box[1]), place.on_point(box[2], box[3])
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _paint(sheet: pdfium.PdfPage, box: Box, colour: tuple[int, int, int]) -> None:
    """A marker's stroke, through which what it marks stays to be read."""
    made = raw.FPDFPageObj_CreateNewRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
    raw.FPDFPageObj_SetFillColor(made, *colour, 255)
    raw.FPDFPath_SetDrawMode(made, raw.FPDF_FILLMODE_WINDING, False)
    raw.FPDFPageObj_SetBlendMode(made, b"Multiply")
    raw.FPDFPage_InsertObject(sheet, made)


def _outline(sheet: pdfium.PdfPage, box: Box) -> None:
    made = raw.FPDFPageObj_CreateNewRect(box[0], box[1], box[2] - box[0], box[3] - box[1])
    raw.FPDFPageObj_SetStrokeColor(made, *_FRAME, 255)
    raw.FPDFPageObj_SetStrokeWidth(made, 0.5)
    raw.FPDFPath_SetDrawMode(made, raw.FPDF_FILLMODE_NONE, True)
    raw.FPDFPage_InsertObject(sheet, made)


def _boxes_read(words: Iterable[ReadWord], piece: Piece, height: float) -> Iterator[Box]:
    """The boxes of the words of a piece that recognition has read, from the lower left corner."""
    for word in words:
        if word.page == piece.page and word.char < piece.last and piece.first < word.end:
            yield word.left, height - word.bottom, word.right, height - word.top


def _label(document: Document, page: int) -> str:
    return document.paging[page].label if page < len(document.paging) else str(page + 1)
