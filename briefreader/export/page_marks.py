"""Where spans of a brief's text stand on the pages of its PDF, as PDFium counts them; shared by all that marks them."""

from __future__ import annotations

import hashlib
import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

import pypdfium2 as pdfium

from briefreader.text.document import Run

Box = tuple[float, float, float, float]
"""Left, bottom, right, top in points of the page."""

_COLOURS = {
    "yellow": (253, 226, 138), "green": (189, 231, 204), "blue": (191, 221, 245), "pink": (246, 198, 207),
    "orange": (251, 211, 172), "purple": (220, 208, 243), "teal": (181, 227, 224), "red": (244, 189, 181),
}  # fmt: skip
_IDENTITY = re.compile(rb"/ID\s*\[\s*<([0-9A-Fa-f]*)>\s*<([0-9A-Fa-f]*)>\s*\]")


class Piece(NamedTuple):
    """Characters `first` to `last` (exclusive) of page `page`, as PDFium counts them."""

    page: int
    first: int
    last: int


def colour_of(name: str) -> tuple[int, int, int]:
    """Red, green and blue (0 to 255) of a marker; an unknown one is yellow."""
    return _COLOURS.get(name, _COLOURS["yellow"])


def pieces_of(runs: Sequence[Run], start: int, end: int) -> Iterator[Piece]:
    """Where code points `start` to `end` stand on the pages; characters in no run stand on none."""
    index = max(0, bisect_left(runs, start, key=lambda run: run.end))
    for run in runs[index:]:
        if run.start >= end:
            return
        first, last = max(start, run.start), min(end, run.end)
        if first < last:
            yield Piece(run.page, run.char + first - run.start, run.char + last - run.start)


def boxes_of(text: pdfium.PdfTextPage, piece: Piece) -> Iterator[Box]:
    """The box of each line a piece touches."""
    for index in range(text.count_rects(piece.first, piece.last - piece.first)):
        yield text.get_rect(index)


def settled(data: bytes, original: int) -> bytes:
    """PDFium closes what it adds with a random identity: one made from the content stands in its place."""
    found = list(_IDENTITY.finditer(data, min(original, len(data))))
    if not found:
        return data
    match = found[-1]
    blank = data[: match.start(2)] + b"0" * len(match[2]) + data[match.end(2) :]
    digest = hashlib.sha256(blank).hexdigest().upper().encode()[: len(match[2])].ljust(len(match[2]), b"0")
    return data[: match.start(2)] + digest + data[match.end(2) :]
