"""The scroll bar of the reader: beside its handle it shows where search hits and the user's passages are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from briefreader.ui.reader.geometry import Geometry
from briefreader.ui.reader.marks import Marks
from briefreader.ui.theme import Theme, dot

MARKS_WIDTH = 14


class ScrollMark(NamedTuple):
    """`place` is 0 at the top of the document and 1 at its end; `wide` marks take the whole width."""

    place: float
    colour: str
    wide: bool = False


class MarkedScrollBar(QScrollBar):
    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[ScrollMark, ...] = ()
        self._drawn: list[tuple[QRectF, QColor]] = []
        self.setFixedWidth(MARKS_WIDTH)
        self.setObjectName("marked")
        self.setAccessibleName("Place in the brief")

    @property
    def marks(self) -> tuple[ScrollMark, ...]:
        return self._marks

    def set_marks(self, marks: Iterable[ScrollMark]) -> None:
        """Marks in the order they are drawn; those that would fall on the same pixel are drawn once."""
        self._marks = tuple(marks)
        self._place()
        self.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        for rect, colour in self._drawn:
            painter.setBrush(colour)
            painter.drawRoundedRect(rect, 1.5, 1.5)
        painter.end()

    def _place(self) -> None:
        room = self.height() - 7
        places = dict.fromkeys((round(2 + place * room), colour, wide) for place, colour, wide in self._marks)
        self._drawn = []
        for y, colour, wide in places:
            inset = 2.0 if wide else 4.0
            self._drawn.append((QRectF(inset + 1, y, self.width() - 1 - 2 * inset, 3), QColor(colour)))


def scroll_marks(marks: Marks, places: Geometry, height: float, theme: Theme) -> Iterator[ScrollMark]:
    """Where the passages and hits stand in a document `height` pixels high; the current hit last."""
    if marks.shows("passages"):
        for span in marks.passages.spans:
            colour = dot(theme, marks.colours_of(span.item)[0])
            yield ScrollMark(places.top(span.start) / height, colour, wide=True)
    if marks.shows("hits"):
        current = None
        for hit in marks.hits.spans:
            mark = ScrollMark(places.top(hit.start) / height, theme.hit, wide=hit.item == marks.current_hit)
            if mark.wide:
                current = mark
            else:
                yield mark
        if current:
            yield current
