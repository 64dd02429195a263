"""The document on paper: paper's colours whatever the theme, the user's passages marked, pages numbered and cited."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import (
    QAbstractTextDocumentLayout,
    QColor,
    QFont,
    QFontMetricsF,
    QPagedPaintDevice,
    QPainter,
    QPalette,
    QTextDocument,
)

from briefreader.text.document import Document
from briefreader.ui.reader.builder import Builder, Space
from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.overlay import Overlay, Scene
from briefreader.ui.reader.typography import Typography
from briefreader.ui.theme import LIGHT

_DPI = 96.0  # the page is laid out at this and scaled to the printer's
_SIZE = 14.0  # pixels of running text: 10.5 points
_GUTTER = 44.0  # for paragraph numbers
_HEAD = 34.0
_FOOT = 40.0
_WIDEST = 620.0


def print_pages(device: QPagedPaintDevice, marks: Marks, typography: Typography, citation: str = "") -> Iterator[int]:
    """Print page by page; yields the number of each page when it is done."""
    painter = QPainter(device)
    if not painter.isActive():
        return
    try:
        yield from _Print(device, painter, marks, typography, citation).pages()
    finally:
        painter.end()


class _Print:
    def __init__(
        self, device: QPagedPaintDevice, painter: QPainter, marks: Marks, typography: Typography, citation: str
    ) -> None:
        self._device = device
        self._painter = painter
        self._marks = marks
        self._citation = citation
        scale = device.logicalDpiX() / _DPI
        page = device.pageLayout().paintRectPixels(device.logicalDpiX())
        self._page = QSizeF(page.width() / scale, page.height() / scale)
        painter.scale(scale, scale)
        self._type = Typography(typography.family, typography.headings, typography.mono, _SIZE)
        left = max(_GUTTER, (self._page.width() - _WIDEST) / 2)
        self._body = QRectF(left, _HEAD, self._page.width() - 2 * left, self._page.height() - _HEAD - _FOOT)
        self._document = QTextDocument()
        self._document.setUseDesignMetrics(True)
        self._document.documentLayout()
        self._document.setPageSize(self._body.size())
        self._builder = Builder(marks.document, self._document, self._type, Space())
        self._geometry = Geometry(self._document, self._builder.positions)
        self._overlay = Overlay(
            _only_passages(marks),
            self._geometry,
            LIGHT,
            self._type.font(),
            self._type.small(),
            (0.0, self._body.width()),
        )

    def pages(self) -> Iterator[int]:
        while not self._builder.step(50):
            pass
        count = self._document.pageCount()
        for number in range(1, count + 1):
            if number > 1:
                self._device.newPage()
            self._page_of(number, count)
            yield number

    def _page_of(self, number: int, count: int) -> None:
        painter, height = self._painter, self._body.height()
        part = QRectF(0, (number - 1) * height, self._body.width(), height)
        scene = Scene(self._offset(part.top() + 1), self._offset(part.bottom() - 1, part.width()))
        painter.save()
        painter.translate(self._body.left(), self._body.top() - part.top())
        painter.setClipRect(part.adjusted(-_GUTTER, 0, 20, 0))
        self._overlay.paint_under(painter, scene)
        context = QAbstractTextDocumentLayout.PaintContext()
        context.clip = part
        palette = QPalette()
        palette.setColor(QPalette.ColorRole.Text, QColor(LIGHT.ink))
        context.palette = palette
        self._document.documentLayout().draw(painter, context)
        self._overlay.paint_over(painter, scene)
        self._numbers(scene, part)
        painter.restore()
        self._head_and_foot(number, count)

    def _offset(self, y: float, x: float = 0) -> int:
        return self._geometry.offset_at(QPointF(x, y)) or 0

    def _numbers(self, scene: Scene, part: QRectF) -> None:
        document: Document = self._marks.document
        if not document.blocks:
            return
        self._painter.setFont(self._type.small())
        self._painter.setPen(QColor(LIGHT.ink3))
        metrics = QFontMetricsF(self._type.small())
        first = document.block_index(scene.start)
        shown = document.blocks[first - 1].paragraph if first else None
        for block in document.blocks[first : document.block_index(scene.end) + 1]:
            if block.paragraph is not None and block.paragraph != shown:
                shown = block.paragraph
                boxes = self._geometry.boxes(block.start, min(block.end, block.start + 1))
                if boxes and part.top() <= boxes[0].rect.top() < part.bottom():
                    text = str(block.paragraph)
                    x = -18 - metrics.horizontalAdvance(text)
                    self._painter.drawText(QPointF(x, boxes[0].baseline), text)

    def _head_and_foot(self, number: int, count: int) -> None:
        font = QFont(self._type.small())
        self._painter.setFont(font)
        self._painter.setPen(QColor(LIGHT.ink2))
        metrics = QFontMetricsF(font)
        width = self._body.width()
        pages = f"{number} / {count}"
        room = width - metrics.horizontalAdvance(pages) - 16
        title = self._marks.document.metadata.title
        left = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        right = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        elide = Qt.TextElideMode.ElideRight
        head = QRectF(self._body.left(), 0, width, metrics.height() + 4)
        foot = QRectF(self._body.left(), self._page.height() - metrics.height() - 4, width, metrics.height() + 4)
        self._painter.drawText(head, left, metrics.elidedText(title, elide, width))
        self._painter.drawText(foot, left, metrics.elidedText(self._citation, elide, room))
        self._painter.drawText(foot, right, pages)


def _only_passages(marks: Marks) -> Marks:
    """What is printed: the user's passages, and the quotations' bars and grounds as far as they are shown."""
    printed = Marks(marks.document)
    printed.visible = marks.visible & {"passages", "quotes"}
    printed.passages, printed.colours = marks.passages, marks.colours
    printed.quotes, printed.bars = marks.quotes, marks.bars
    return printed
