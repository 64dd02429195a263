"""What stands beside the text: paragraph numbers to the left, the names of those who speak to the right."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QHelpEvent, QMouseEvent, QPainter, QPaintEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QTextEdit, QToolTip, QWidget

from briefreader.ui import wording
from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.marks import Marks, Speaker
from briefreader.ui.reader.overlaps import lanes
from briefreader.ui.reader.overlay import break_height
from briefreader.ui.theme import Theme, dot

_BEFORE = 4  # names above the view that may still push one down into it
_EDGE = 8  # pixels left free at the outer side


class Named(NamedTuple):
    """A speaker's name as set: `rect` in the document's pixels, the name and what is said of it broken into lines."""

    speaker: Speaker
    rect: QRectF
    lines: tuple[str, ...]
    below: tuple[str, ...]


class Margin(QWidget):
    """A strip beside the sheet's text which scrolls with it."""

    def __init__(self, sheet: QTextEdit, marks: Marks, geometry: Geometry, theme: Theme, font: QFont) -> None:
        super().__init__(sheet)
        self._sheet = sheet
        self._marks = marks
        self._geometry = geometry
        self._theme = theme
        self.setFont(font)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def wheelEvent(self, event: QWheelEvent) -> None:
        QApplication.sendEvent(self._sheet.viewport(), event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        if self._marks.document.blocks:
            painter.translate(0, -self._sheet.verticalScrollBar().value())
            self._paint(painter)
        painter.end()

    def _paint(self, painter: QPainter) -> None:
        raise NotImplementedError

    def _view(self) -> tuple[int, int]:
        top = self._sheet.verticalScrollBar().value()
        return self._geometry.first_in_view(top - 30), self._geometry.last_in_view(top + self.height())


class NumberMargin(Margin):
    """The numbers by which paragraphs are cited, each at its paragraph's first line."""

    def _paint(self, painter: QPainter) -> None:
        document = self._marks.document
        first, last = self._view()
        metrics = QFontMetricsF(self.font())
        self._page_labels(painter, first, last)
        self._lanes(painter, first, last)
        painter.setPen(QColor(self._theme.ink3))
        begin = document.block_index(first)
        shown = document.blocks[begin - 1].paragraph if begin else None
        for block in document.blocks[begin : document.block_index(last) + 1]:
            number = block.paragraph
            if document.unit == "sheet" and block.cell is not None:
                number = block.cell.row + 1  # the rows of a sheet have numbers of their own
            if number is None or number == shown:
                continue
            shown = number
            boxes = self._geometry.boxes(block.start, min(block.end, block.start + 1))
            if boxes:
                text = str(number)
                x = self.width() - metrics.horizontalAdvance(text)
                painter.drawText(QPointF(x, boxes[0].baseline - metrics.ascent() * 0.18), text)

    def _lanes(self, painter: QPainter, first: int, last: int) -> None:
        """A bar for each of the passages that lie over one another, side by side."""
        if not self._marks.shows("passages"):
            return
        right = self.width() - QFontMetricsF(self.font()).horizontalAdvance("000") - 10
        for lane in lanes(self._marks.passages.overlapping(first, last)):
            boxes = self._geometry.boxes(lane.span.start, lane.span.end)
            x = right - 6 * lane.number
            if boxes and x > 2:
                top, bottom = boxes[0].rect.top(), boxes[-1].rect.bottom()
                colour = dot(self._theme, self._marks.colours_of(lane.span.item)[0])
                painter.fillRect(QRectF(x, top, 4, bottom - top + 3), QColor(colour))

    def _page_labels(self, painter: QPainter, first: int, last: int) -> None:
        """The printed numbers of pages, each where its page begins."""
        if self._marks.pages.are_wide:
            return
        metrics = QFontMetricsF(self.font())
        painter.setPen(QColor(self._theme.ink2))
        for mark in self._marks.pages.within(first, last):
            boxes = self._geometry.boxes(mark.offset, mark.offset + 1)
            if boxes:
                text = metrics.elidedText(mark.label, Qt.TextElideMode.ElideRight, self.width())
                y = boxes[0].baseline - metrics.ascent() * 0.18
                if mark.opens:
                    y = break_height(boxes[0].rect) + metrics.ascent() * 0.38
                painter.drawText(QPointF(self.width() - metrics.horizontalAdvance(text), y), text)


class SpeakerMargin(Margin):
    """The names of those who speak, at the line where their words begin. A name is a button: it says whose words."""

    chosen = Signal(object)

    def __init__(self, sheet: QTextEdit, marks: Marks, geometry: Geometry, theme: Theme, font: QFont) -> None:
        super().__init__(sheet, marks, geometry, theme, font)
        self.setMouseTracking(True)

    def names(self) -> Iterator[Named]:
        """The names in view, none over another."""
        if not self._marks.shows("speakers") or self.width() < 40:
            return
        first, last = self._view()
        speakers = self._marks.speakers
        begin = bisect_left(speakers, first, key=lambda speaker: speaker.offset)
        metrics, plain = QFontMetricsF(self._bold()), QFontMetricsF(self.font())
        width = self.width() - _EDGE
        free = 0.0
        for speaker in speakers[max(0, begin - _BEFORE) :]:
            if speaker.offset > last:
                return
            if not self._marks.shows_quote(speaker.quote):
                continue
            boxes = self._geometry.boxes(speaker.offset, speaker.offset + 1)
            if not boxes:
                continue
            lines = _wrapped(wording.speaker_name(speaker.name), metrics, width, 2)
            below = _wrapped(speaker.role, plain, width, 3) if speaker.role else ()
            below += () if speaker.sure else ("inferred",)
            top = max(boxes[0].baseline - metrics.ascent(), free)
            height = metrics.height() * len(lines) + plain.height() * len(below)
            free = top + height + 6
            yield Named(speaker, QRectF(0, top, self.width(), height), lines, below)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        shape = Qt.CursorShape.PointingHandCursor if self._at(event.position()) else Qt.CursorShape.ArrowCursor
        self.setCursor(shape)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        named = self._at(event.position())
        if named is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(named.speaker.quote)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            named = self._at(QPointF(event.pos()))
            if named is not None:
                rect = named.rect.translated(0, -self._sheet.verticalScrollBar().value()).toRect()
                QToolTip.showText(event.globalPos(), _tip(named.speaker), self, rect)
                return True
            QToolTip.hideText()
        return super().event(event)

    def _paint(self, painter: QPainter) -> None:
        bold = self._bold()
        metrics, plain = QFontMetricsF(bold), QFontMetricsF(self.font())
        for named in self.names():
            painter.setFont(bold)
            painter.setPen(QColor(self._theme.names.get("person", self._theme.ink)))
            y = named.rect.top() + metrics.ascent()
            for line in named.lines:
                painter.drawText(QPointF(0, y), line)
                y += metrics.height()
            painter.setFont(self.font())
            painter.setPen(QColor(self._theme.ink2))
            for line in named.below:
                painter.drawText(QPointF(0, y), line)
                y += plain.height()

    def _at(self, point: QPointF) -> Named | None:
        point = point + QPointF(0, self._sheet.verticalScrollBar().value())
        return next((named for named in self.names() if named.rect.contains(point)), None)

    def _bold(self) -> QFont:
        font = QFont(self.font())
        font.setWeight(QFont.Weight.DemiBold)
        return font


def _tip(speaker: Speaker) -> str:
    role = f", {speaker.role}" if speaker.role else ""
    return f"{speaker.name}{role}{'' if speaker.sure else ' (inferred from the text around)'}"


def _wrapped(text: str, metrics: QFontMetricsF, width: float, most: int) -> tuple[str, ...]:
    """`text` on at most `most` lines."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and metrics.horizontalAdvance(longer) > width and len(lines) < most:
            lines.append(word)
        else:
            lines[-1] = longer
    return tuple(metrics.elidedText(line, Qt.TextElideMode.ElideRight, width) for line in lines)
