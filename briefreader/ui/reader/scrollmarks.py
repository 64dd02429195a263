"""The scroll bar of the reader: beside its handle it shows where search hits and the user's passages are."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

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
        self.setFixedWidth(MARKS_WIDTH)
        self.setAccessibleName("Place in the brief")

    @property
    def marks(self) -> tuple[ScrollMark, ...]:
        return self._marks

    def set_marks(self, marks: Sequence[ScrollMark]) -> None:
        """Marks in the order they are drawn; those that would fall on the same pixel are drawn once."""
        self._marks = tuple(marks)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        height = self.height() - 4
        drawn: set[tuple[int, str]] = set()
        for place, colour, wide in self._marks:
            y = round(2 + place * (height - 3))
            if (y, colour) in drawn:
                continue
            drawn.add((y, colour))
            inset = 1.0 if wide else 3.0
            painter.fillRect(QRectF(inset, y, self.width() - 2 * inset, 3), QColor(colour))
        painter.end()
