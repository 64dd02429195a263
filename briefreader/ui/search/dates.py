"""When the briefs of an answer are of: a bar for each month or year, to be ticked like any box."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QToolTip, QWidget

from briefreader.records import FacetValue
from briefreader.ui import wording
from briefreader.ui.theme import LIGHT, Theme

_BARS, _LABEL, _FOOT = 42, 24, 7  # pixels
_WIDEST = 26


class DateBars(QWidget):
    """`ticked` with the month or year. Left and Right go along the bars, Space ticks one. A ticked bar is underlined,
    not only of another colour."""

    ticked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme: Theme = LIGHT
        self._values: tuple[FacetValue, ...] = ()
        self._chosen: frozenset[str] = frozenset()
        self._at = 0
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setFixedHeight(_LABEL + _BARS + _FOOT)

    def show_values(self, values: Sequence[FacetValue], chosen: frozenset[str]) -> None:
        at = self._values[self._at].value if self._at < len(self._values) else ""
        self._values, self._chosen = tuple(values), chosen
        self._at = next((n for n, one in enumerate(values) if one.value == at), max(0, len(values) - 1))
        self._tell()
        self.update()

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(220, self.height())

    def caption(self) -> str:
        """From when to when, or what is ticked."""
        if not self._values:
            return ""
        if self._chosen:
            named = [wording.day(one.value) for one in self._values if one.value in self._chosen]
            return named[0] if len(named) == 1 else f"{wording.count(len(named), 'of these ticked', 'of these ticked')}"
        first, last = wording.day(self._values[0].value), wording.day(self._values[-1].value)
        return first if first == last else f"{first} to {last}"

    # Inside

    def _bar(self, number: int) -> QRectF:
        step = min(_WIDEST, (self.width() - 30) / max(1, len(self._values)))
        most = max(one.count for one in self._values)
        height = max(2.0, _BARS * self._values[number].count / most) if self._values[number].count else 1.0
        return QRectF(15 + number * step, _LABEL + _BARS - height, max(2.0, step * 0.72), height)

    def _number_at(self, x: float) -> int | None:
        if not self._values:
            return None
        step = min(_WIDEST, (self.width() - 30) / len(self._values))
        number = int((x - 15) // step)
        return number if 0 <= number < len(self._values) else None

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QColor(self._theme.ink))
        painter.drawText(
            QRectF(15, 0, self.width() - 30, _LABEL - 6),
            Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter,
            self.caption(),
        )
        for number, one in enumerate(self._values):
            box = self._bar(number)
            on = one.value in self._chosen
            colour = QColor(self._theme.accent)
            if self._chosen and not on:
                colour.setAlpha(90)
            painter.fillRect(box, colour)
            if on:
                painter.fillRect(QRectF(box.left(), _LABEL + _BARS + 2, box.width(), 2), QColor(self._theme.ink))
            if number == self._at and self.hasFocus():
                painter.setPen(QPen(QColor(self._theme.accent), 1.2))
                frame = QRectF(box.left() - 2, _LABEL - 2, box.width() + 4, _BARS + 8)
                painter.drawRoundedRect(frame, 3, 3)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and self._values:
            self._at = max(0, min(len(self._values) - 1, self._at + (1 if key == Qt.Key.Key_Right else -1)))
            self._tell()
            self.update()
        elif key in (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._values:
            self.ticked.emit(self._values[self._at].value)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        if number is not None and event.button() == Qt.MouseButton.LeftButton:
            self._at = number
            self.ticked.emit(self._values[number].value)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self._number_at(event.position().x())
        if number is not None:
            QToolTip.showText(event.globalPosition().toPoint(), self._spoken(number), self)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def _spoken(self, number: int) -> str:
        one = self._values[number]
        return f"{one.label}, {wording.count(one.count, 'brief')}{', ticked' if one.value in self._chosen else ''}"

    def _tell(self) -> None:
        self.setAccessibleName(f"Date: {self._spoken(self._at)}" if self._values else "Date")
