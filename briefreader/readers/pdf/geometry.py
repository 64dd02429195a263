"""The pages of a PDF as pictures, and where their characters stand: what a page view draws and asks.

All points are counted from the top left corner of the page as it is shown (its own rotation and crop applied), in
units of 1/72 inch. Characters are PDFium's, counted from 0 on each page, as in `Run.char` of a document.
"""

from __future__ import annotations

import ctypes
from collections import OrderedDict
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

MAX_PIXELS = 64_000_000  # of one picture, 256 MB; a page is drawn smaller rather than not at all
_OPEN_PAGES = 12
_REACH = 8.0  # points around a place in which a character is looked for
_SAME_LINE = 0.5  # of the lower of two boxes that both must share to stand on one line
_INITIAL = 1.6  # times as high as the line beside it: a number or letter set large
_NO_CHARACTER = 0
_SURROGATES = 0xD800
_ACTION_URI = 3


class Box(NamedTuple):
    """A rectangle on a page, in points from its top left corner."""

    left: float
    top: float
    right: float
    bottom: float


class Picture(NamedTuple):
    """A page drawn: `data` holds `height` rows of `stride` bytes, four bytes (blue, green, red, unused) a pixel."""

    width: int
    height: int
    stride: int
    data: bytes


class Link(NamedTuple):
    """A place on a page that leads elsewhere: to an address, or to the page `page` (from 0)."""

    box: Box
    address: str = ""
    page: int | None = None


class Frame(NamedTuple):
    """How the coordinates of a page's content become those of the page as shown."""

    left: float
    bottom: float
    right: float
    top: float
    turns: int  # quarter turns clockwise

    @property
    def size(self) -> tuple[float, float]:
        width, height = self.right - self.left, self.top - self.bottom
        return (height, width) if self.turns % 2 else (width, height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """The place shown of a point of the content."""
        match self.turns:
            case 1:
                return y - self.bottom, x - self.left
            case 2:
                return self.right - x, y - self.bottom
            case 3:
                return self.top - y, self.right - x
        return x - self.left, self.top - y

    def content(self, x: float, y: float) -> tuple[float, float]:
        """The point of the content that is shown at a place: the inverse of `point`."""
        match self.turns:
            case 1:
                return y + self.left, x + self.bottom
            case 2:
                return self.right - x, y + self.bottom
            case 3:
                return self.right - y, self.top - x
        return x + self.left, self.top - y

    def box(self, left: float, bottom: float, right: float, top: float) -> Box:
        """The box shown of a rectangle of the content."""
        x0, y0 = self.point(left, bottom)
        x1, y1 = self.point(right, top)
        return Box(min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1))


def frame_of(page: Any) -> Frame:
    """The frame of a page that PDFium has loaded."""
    rect = raw.FS_RECTF()
    turns = raw.FPDFPage_GetRotation(page) % 4
    if raw.FPDF_GetPageBoundingBox(page, rect) and rect.right > rect.left and rect.top > rect.bottom:
        return Frame(rect.left, rect.bottom, rect.right, rect.top, turns)
    width, height = max(1.0, raw.FPDF_GetPageWidthF(page)), max(1.0, raw.FPDF_GetPageHeightF(page))
    return Frame(0.0, 0.0, height, width, turns) if turns % 2 else Frame(0.0, 0.0, width, height, turns)


class PageSource:
    """An open PDF, for a page view.

    PDFium is not safe to use from several threads, whatever the documents: open one source in one process of its own
    and ask it from one thread. Pages are loaded when they are first asked for; the last dozen stay loaded. A damaged
    page has the size of a letter, no characters, and is drawn white. Close the source when done, or use `with`.
    """

    def __init__(self, source: bytes | Path | str) -> None:
        """Open `source`. Raises ValueError when it is no PDF that can be opened, or needs a password."""
        try:
            self._pdf: Any = pdfium.PdfDocument(source if isinstance(source, bytes) else Path(source))
        except (pdfium.PdfiumError, FileNotFoundError) as error:
            raise ValueError(str(error)) from error
        if self._pdf.get_formtype() == raw.FORMTYPE_ACRO_FORM:
            self._pdf.init_forms()
        self._open: OrderedDict[int, _Page] = OrderedDict()

    def __enter__(self) -> PageSource:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Free what PDFium holds; closing twice is harmless."""
        while self._open:
            self._open.popitem()[1].close()
        self._pdf.close()

    @property
    def page_count(self) -> int:
        return len(self._pdf)

    def size(self, page: int) -> tuple[float, float]:
        """Width and height of a page as shown, in points."""
        return self._page(page).frame.size

    def sizes(self) -> list[tuple[float, float]]:
        """The size of every page, without loading them."""
        size = raw.FS_SIZEF()
        sizes: list[tuple[float, float]] = []
        for page in range(self.page_count):
            found = raw.FPDF_GetPageSizeByIndexF(self._pdf, page, size)
            sizes.append((size.width, size.height) if found and size.width > 0 < size.height else _LETTER.size)
        return sizes

    def render(self, page: int, scale: float, rotation: int = 0) -> Picture:
        """The page drawn on white at `scale` pixels a point, turned clockwise by `rotation` degrees (0, 90, 180, 270).

        A picture of more than MAX_PIXELS is drawn at the scale that fits.
        """
        return self._page(page).render(scale, rotation)

    def characters(self, page: int) -> str:
        """The characters of a page, one for each that PDFium counts; those unknown to it are U+FFFD."""
        return self._page(page).characters()

    def rectangles(self, page: int, first: int, end: int) -> list[Box]:
        """The boxes around the characters `first` to `end` (exclusive) of a page: one a line, in reading order."""
        return self._page(page).rectangles(first, end)

    def char_at(self, page: int, x: float, y: float) -> int | None:
        """The character at a place of a page as shown, or the nearest within 8 points; None when there is none."""
        return self._page(page).char_at(x, y)

    def text_within(self, page: int, box: Box) -> str:
        """The characters whose middle stands inside a box, in their order; white space where it stands between two."""
        return self._page(page).text_within(box)

    def links(self, page: int) -> list[Link]:
        """The links that a page declares."""
        return list(self._page(page).links(self._pdf))

    def _page(self, index: int) -> _Page:
        if not 0 <= index < self.page_count:
            raise IndexError(index)
        if index in self._open:
            self._open.move_to_end(index)
        else:
            self._open[index] = _Page(self._pdf, index)
            while len(self._open) > _OPEN_PAGES:
                self._open.popitem(last=False)[1].close()
        return self._open[index]


_LETTER = Frame(0.0, 0.0, 612.0, 792.0, 0)


class _Page:
    """One loaded page and its characters; everything is empty when PDFium cannot load it."""

    def __init__(self, pdf: Any, index: int) -> None:
        self._form = pdf.formenv
        try:
            self._page: Any = pdf[index]
        except pdfium.PdfiumError:
            self._page = None
        self.frame = frame_of(self._page) if self._page else _LETTER
        self._text: Any = raw.FPDFText_LoadPage(self._page) if self._page else None
        self._count = max(0, raw.FPDFText_CountChars(self._text)) if self._text else 0

    def close(self) -> None:
        if self._text:
            raw.FPDFText_ClosePage(self._text)
            self._text = None
        if self._page:
            self._page.close()
            self._page = None

    def render(self, scale: float, rotation: int) -> Picture:
        width, height = self.frame.size
        if rotation % 180:
            width, height = height, width
        scale = max(scale, 0.001)
        scale = min(scale, (MAX_PIXELS / max(1.0, width * height)) ** 0.5, 30_000 / max(width, height))
        columns, rows = max(1, round(width * scale)), max(1, round(height * scale))
        stride = columns * 4
        buffer = ctypes.create_string_buffer(stride * rows)
        bitmap = raw.FPDFBitmap_CreateEx(columns, rows, raw.FPDFBitmap_BGRx, buffer, stride)
        if not bitmap:
            return Picture(columns, rows, stride, b"\xff" * (stride * rows))
        try:
            raw.FPDFBitmap_FillRect(bitmap, 0, 0, columns, rows, 0xFFFFFFFF)
            if self._page:
                turns = rotation // 90 % 4
                raw.FPDF_RenderPageBitmap(bitmap, self._page, 0, 0, columns, rows, turns, raw.FPDF_ANNOT)
                if self._form:
                    place = (0, 0, columns, rows, turns, raw.FPDF_ANNOT)
                    raw.FPDF_FFLDraw(self._form, bitmap, self._page, *place)
        finally:
            raw.FPDFBitmap_Destroy(bitmap)
        return Picture(columns, rows, stride, buffer.raw)

    def characters(self) -> str:
        codes = (raw.FPDFText_GetUnicode(self._text, index) for index in range(self._count))
        return "".join(chr(code) if _NO_CHARACTER < code < 0x110000 else "\ufffd" for code in codes)

    def rectangles(self, first: int, end: int) -> list[Box]:
        first, end = max(0, first), min(end, self._count)
        lines: list[Box] = []
        if first >= end:
            return lines
        left, top, right, bottom = (ctypes.c_double() for _ in range(4))
        for index in range(raw.FPDFText_CountRects(self._text, first, end - first)):
            if not raw.FPDFText_GetRect(self._text, index, left, top, right, bottom):
                continue
            box = self.frame.box(left.value, bottom.value, right.value, top.value)
            if lines and _on_one_line(lines[-1], box):
                last = lines[-1]
                lines[-1] = Box(min(last[0], box[0]), min(last[1], box[1]), max(last[2], box[2]), max(last[3], box[3]))
            else:
                lines.append(box)
        return lines

    def char_at(self, x: float, y: float) -> int | None:
        if not self._count:
            return None
        across, up = self.frame.content(x, y)
        for reach in (0.0, _REACH):
            index = int(raw.FPDFText_GetCharIndexAtPos(self._text, across, up, reach, reach))
            if 0 <= index < self._count:
                return index
        return None

    def text_within(self, box: Box) -> str:
        if not self._count:
            return ""
        left, right, bottom, top = (ctypes.c_double() for _ in range(4))
        found: list[str] = []
        last = -2
        for index in range(self._count):
            code = raw.FPDFText_GetUnicode(self._text, index)
            if not raw.FPDFText_GetCharBox(self._text, index, left, right, bottom, top) or right.value <= left.value:
                if index == last + 1 and found and 0 < code < _SURROGATES and chr(code).isspace():
                    found.append(chr(code))
                    last = index
                continue
            x, y = self.frame.point((left.value + right.value) / 2, (bottom.value + top.value) / 2)
            if box.left <= x <= box.right and box.top <= y <= box.bottom and 0 < code < 0x110000:
                found.append(chr(code))
                last = index
        return "".join(found).strip()

    def links(self, pdf: Any) -> Iterator[Link]:
        if not self._page:
            return
        start, link, rect = ctypes.c_int(0), raw.FPDF_LINK(), raw.FS_RECTF()
        while raw.FPDFLink_Enumerate(self._page, start, link):
            if not raw.FPDFLink_GetAnnotRect(link, rect):
                continue
            box = self.frame.box(rect.left, rect.bottom, rect.right, rect.top)
            target = raw.FPDFLink_GetDest(pdf, link)
            action = None if target else raw.FPDFLink_GetAction(link)
            if action and raw.FPDFAction_GetType(action) == _ACTION_URI:
                size = raw.FPDFAction_GetURIPath(pdf, action, None, 0)
                buffer = ctypes.create_string_buffer(max(1, size))
                raw.FPDFAction_GetURIPath(pdf, action, buffer, size)
                yield Link(box, buffer.value.decode("utf-8", "replace"))
                continue
            target = target or (raw.FPDFAction_GetDest(pdf, action) if action else None)
            page = raw.FPDFDest_GetDestPageIndex(pdf, target) if target else -1
            if 0 <= page < len(pdf):
                yield Link(box, "", page)


def _on_one_line(last: Box, box: Box) -> bool:
    """Whether a box goes on the line of the one before: beside it, not beyond a gap as wide as a column's, and not
    beside an initial or number so large that the line would be as high as several."""
    tall, low = sorted((last, box), key=lambda one: one.top - one.bottom)
    if tall.bottom - tall.top > _INITIAL * (low.bottom - low.top) and tall.right - tall.left < low.right - low.left:
        return False
    shared = min(last.bottom, box.bottom) - max(last.top, box.top)
    height = min(last.bottom - last.top, box.bottom - box.top)
    if height <= 0 or shared < _SAME_LINE * height:
        return False
    return -height <= box.left - last.right <= 4 * max(last.bottom - last.top, box.bottom - box.top)
