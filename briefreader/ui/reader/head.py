"""What stands above the text: a title where the brief has no heading of its own, and a quiet line about the brief."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter

from briefreader.text.document import Document
from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.typography import Typography, heading_scale
from briefreader.ui.theme import Theme

_FLAGS = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)
_FRONT = 6  # blocks, and characters, that may stand before a title
_FRONT_LENGTH = 500


class Head:
    """Takes `above` pixels over the text and `below_title` under the brief's own title, which is block `own` (None: it
    has none).

    `caption` may change at any time; room for one line of it is kept. With None at first there is no head at all.
    """

    def __init__(self, document: Document, typography: Typography, width: float, caption: str | None) -> None:
        self.caption = caption or ""
        self._empty = caption is None
        self._document = document
        self._width = width
        self._title_font = QFont(typography.headings)
        scale = heading_scale(len(document.metadata.title))
        self._title_font.setPixelSize(max(1, round(typography.size * scale)))
        self._title_font.setWeight(QFont.Weight.Bold)
        self._caption_font = QFont(typography.headings)
        self._caption_font.setPixelSize(max(9, round(typography.size * 0.79)))
        self._line = round(QFontMetricsF(self._caption_font).height())
        self.own = title_block(document)
        if self._empty:
            self.title, self.above, self.below_title = "", 0, 0
            return
        self.title = "" if self.own is not None or _begins_with_title(document) else document.metadata.title
        self.above = 0
        if self.own is None:
            room = QRectF(0, 0, width, 10_000)
            title = QFontMetricsF(self._title_font).boundingRect(room, _FLAGS, self.title).height() if self.title else 0
            self._title_height = round(title)
            self.above = self._title_height + self._line + round(typography.size * 1.3)
        self.below_title = 0 if self.own is None else self._line + round(typography.size * 0.75)

    def paint(self, painter: QPainter, places: Geometry, theme: Theme, left: float, top: float) -> None:
        """Paint with the upper left corner at `left`, `top` of the document."""
        if self._empty:
            return
        if self.own is not None:
            first = self._document.blocks[self.own]
            boxes = places.boxes(first.start, first.end)
            if not boxes:
                return
            y = boxes[-1].rect.bottom() + self._line * 0.3
        else:
            painter.setFont(self._title_font)
            painter.setPen(QColor(theme.ink))
            painter.drawText(QRectF(left, top, self._width, self._title_height + 4), _FLAGS, self.title)
            y = top + self._title_height + self._line * 0.25
        metrics = QFontMetricsF(self._caption_font)
        painter.setFont(self._caption_font)
        painter.setPen(QColor(theme.ink2))
        text = metrics.elidedText(self.caption, Qt.TextElideMode.ElideRight, self._width)
        painter.drawText(QPointF(left, y + metrics.ascent()), text)


def title_block(document: Document) -> int | None:
    """The block that is the brief's own title: its first, or after a few lines of front matter a heading of the first
    level; None when it has none."""
    for index, block in enumerate(document.blocks[:_FRONT]):
        if block.kind == "heading" and block.level <= (2 if index == 0 else 1):
            return index
        if block.end > _FRONT_LENGTH:
            break
    return None


def _begins_with_title(document: Document) -> bool:
    """Whether the title is among the first words of the text already."""
    title = document.metadata.title
    opening = " ".join(document.text[: len(title) * 2 + 200].split())
    return title.casefold() in opening.casefold()
