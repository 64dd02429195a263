"""Draws the pages of one PDF at a time for a page view: PDFium is given a process of its own, which may be killed."""

from __future__ import annotations

import hashlib
import sys

from briefreader.errors import ReadError
from briefreader.readers.parts import bytes_of
from briefreader.readers.pdf.geometry import PageSource
from briefreader.service import pipes
from briefreader.service.confinement import answers, confine
from briefreader.service.page_messages import (
    Answer,
    AskLinks,
    Draw,
    Drawn,
    Find,
    Found,
    Links,
    Open,
    Opened,
    Outline,
    Outlined,
    Refused,
    Request,
)

MEMORY_LIMIT = 1536 * 1024**2  # bytes of its own data; the largest picture takes 256 MB
CHANGED = "The file has changed since it was read; its text is shown as it was."
UNREADABLE = "The pages of this PDF cannot be shown; its text can be read."

# White paper becomes the ground of a dark page, black letters its ink; colours turn into their opposites.
_DARK = bytes(round(0xE4 - value * (0xE4 - 0x23) / 255) for value in range(256))


def _darkened(data: bytes) -> bytes:
    dark = bytearray(data.translate(_DARK))
    dark[3::4] = b"\xff" * (len(dark) // 4)  # the unused byte stays as it was: it may be taken for opacity
    return bytes(dark)


def main() -> None:
    """Answer (generation, request) with (generation, answer) until the caller ends."""
    confine(int(sys.argv[1]), MEMORY_LIMIT)
    out = answers()
    desk = _Desk()
    while True:
        try:
            generation, request = pipes.receive(sys.stdin.buffer)
            pipes.send(out, (generation, desk.answer(request)))
        except pipes.BROKEN:
            return


class _Desk:
    def __init__(self) -> None:
        self._source: PageSource | None = None

    def answer(self, request: Request) -> Answer | None:
        """None where the page is not one of the open file's."""
        if isinstance(request, Open):
            return self._open(request)
        source = self._source
        if source is None or not 0 <= request.page < source.page_count:
            return None
        match request:
            case Draw(page, scale, rotation, dark):
                picture = source.render(page, scale, rotation)
                data = _darkened(picture.data) if dark else picture.data
                return Drawn(request, picture.width, picture.height, picture.stride, data)
            case Outline(page, stretches):
                boxes = tuple(tuple(tuple(box) for box in source.rectangles(page, *stretch)) for stretch in stretches)
                return Outlined(page, stretches, boxes)  # type: ignore[arg-type]
            case Find(page, x, y):
                return Found(request, source.char_at(page, x, y))
            case AskLinks(page):
                links = source.links(page)
                return Links(page, tuple((tuple(link.box), link.address, link.page) for link in links))  # type: ignore[misc]

    def _open(self, request: Open) -> Answer:
        if self._source is not None:
            self._source.close()
            self._source = None
        try:
            data = bytes_of(request.place)
            if hashlib.sha256(data).hexdigest() != request.digest:
                return Refused(CHANGED)
            self._source = PageSource(data)
        except ReadError as error:
            return Refused(str(error))
        except (ValueError, MemoryError):
            return Refused(UNREADABLE)
        return Opened(tuple(self._source.sizes()))


if __name__ == "__main__":
    main()
