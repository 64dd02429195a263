"""An open PDF for the reader: its pages, properties, printed page labels and outline, each guarded against damage."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, NamedTuple

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from briefreader.errors import ReadError
from briefreader.readers.pdf.bombs import swells
from briefreader.text.normalize import canonical

MAX_PAGES = 20_000
_MAX_CHAPTERS = 5_000
_JUNK = 64 * 1024  # bytes that may stand before the file proper
_MAX_DEPTH = 12
_MOST_TEXT = 8_000  # bytes
_PROPERTIES = ("Title", "Author", "Subject", "Keywords", "CreationDate")
_MAX_LABEL = 40
_MOST_OBJECTS = 500
_PASSWORD = "Open it with its password, save a copy without one, and add the copy."  # noqa: S105 - advice, no password
_AGAIN = "Ask for the file again, or print it to a new PDF."
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?")


class Bookmark(NamedTuple):
    """An entry of the outline: level from 1, title, page from 0, and how far down the page it leads, in points from
    the bottom of the page's content (None: its top)."""

    level: int
    title: str
    page: int
    y: float | None


@contextmanager
def opened(data: bytes, name: str) -> Iterator[Any]:
    """The PDF in `data`, closed at the end. Raises ReadError when it cannot be opened."""
    start = max(0, data.find(b"%PDF-", 0, _JUNK))
    data = data[start:] if start else data
    if swells(data):
        raise ReadError(name, "It unpacks to more than a PDF of its size can hold.", "It may be meant to do harm.")
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if error.err_code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
            raise ReadError(name, "It is protected by a password.", _PASSWORD) from None
        raise ReadError(name, "It is damaged and cannot be opened as PDF.", _AGAIN) from None
    try:
        yield pdf
    finally:
        pdf.close()


@contextmanager
def loaded(pdf: Any, index: int) -> Iterator[tuple[Any, Any]]:
    """A page and its characters; (None, None) when PDFium cannot load it."""
    page = raw.FPDF_LoadPage(pdf, index)
    if not page:
        yield None, None
        return
    text = raw.FPDFText_LoadPage(page)
    try:
        yield page, text or None
    finally:
        if text:
            raw.FPDFText_ClosePage(text)
        raw.FPDF_ClosePage(page)


def properties(pdf: Any) -> dict[str, str]:
    """The document properties that are filled in, by lower-case name; dates as 2026-03-12 or less."""
    found: dict[str, str] = {}
    for key in _PROPERTIES:
        size = raw.FPDF_GetMetaText(pdf, key.encode(), None, 0)
        value = _text(partial(raw.FPDF_GetMetaText, pdf, key.encode()), size)
        if key.endswith("Date"):
            match = _DATE.match(value)
            value = "-".join(part for part in match.groups() if part) if match else ""
        if value:
            found[key.lower()] = value
    return found


def declared_labels(pdf: Any, count: int) -> list[str]:
    """The page labels that the file declares, "" for a page without one."""
    labels: list[str] = []
    for index in range(count):
        size = raw.FPDF_GetPageLabel(pdf, index, None, 0)
        ask = partial(raw.FPDF_GetPageLabel, pdf, index)
        labels.append(_text(ask, size) if size <= 2 * _MAX_LABEL else "")
    return labels


def bookmarks(pdf: Any) -> list[Bookmark]:
    """The outline, in order, as far as it can be trusted: no loops, at most 5,000 entries."""
    found: list[Bookmark] = []
    seen: set[int] = set()
    waiting = [(raw.FPDFBookmark_GetFirstChild(pdf, None), 1)]
    while waiting and len(found) < _MAX_CHAPTERS:
        mark, level = waiting.pop()
        if not mark:
            continue
        address = ctypes.addressof(mark.contents)
        if address in seen:
            continue
        seen.add(address)
        waiting.append((raw.FPDFBookmark_GetNextSibling(pdf, mark), level))
        if level < _MAX_DEPTH:
            waiting.append((raw.FPDFBookmark_GetFirstChild(pdf, mark), level + 1))
        if title := _title(mark):
            found.append(Bookmark(level, title, *_target(pdf, mark)))
    return found


def is_picture(page: Any, has_words: bool) -> bool:
    """Whether a page is a picture: one of any size, or with words beside it one that covers half of the page."""
    area = max(1.0, raw.FPDF_GetPageWidthF(page) * raw.FPDF_GetPageHeightF(page))
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    for index in range(min(_MOST_OBJECTS, raw.FPDFPage_CountObjects(page))):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) not in (raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        if not has_words:
            return True
        if raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            covered = (right.value - left.value) * (top.value - bottom.value)
            if covered > 0.5 * area and raw.FPDFPageObj_GetType(item) == raw.FPDF_PAGEOBJ_IMAGE:
                return True
    return False


def _title(mark: Any) -> str:
    size = raw.FPDFBookmark_GetTitle(mark, None, 0)
    return _text(partial(raw.FPDFBookmark_GetTitle, mark), size)


def _text(ask: Callable[[Any, int], object], size: int) -> str:
    """The text that `ask` writes to a buffer of `size` bytes, made canonical; "" when there is none, or too much."""
    if not 2 < size < _MOST_TEXT:
        return ""
    buffer = ctypes.create_string_buffer(size)
    ask(buffer, size)
    return " ".join(canonical(buffer.raw[: size - 2].decode("utf-16-le", "replace")).split())


def _target(pdf: Any, mark: Any) -> tuple[int, float | None]:
    target = raw.FPDFBookmark_GetDest(pdf, mark)
    if not target:
        action = raw.FPDFBookmark_GetAction(mark)
        target = raw.FPDFAction_GetDest(pdf, action) if action else None
    if not target:
        return -1, None
    page = int(raw.FPDFDest_GetDestPageIndex(pdf, target))
    has_x, has_y, has_zoom = (ctypes.c_int() for _ in range(3))
    x, y, zoom = (ctypes.c_float() for _ in range(3))
    found = raw.FPDFDest_GetLocationInPage(target, has_x, has_y, has_zoom, x, y, zoom)
    return page, (y.value if found and has_y.value else None)
