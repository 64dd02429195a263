"""Words set in a narrow space: so many lines, and an ellipsis where they do not suffice."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen, QTextLayout, QTextOption

from briefreader.ui.reader.positions import PositionMap

Span = tuple[int, int]
_ALONG = 400  # characters a line can hold at most: longer texts are cut before they are set


class Lines:
    """`text` set in `font` to `width` pixels and at most `limit` lines."""

    def __init__(self, text: str, font: QFont, width: float, limit: int, spacing: float = 1.3) -> None:
        self.text = text.replace("\n", " ")[: _ALONG * limit]
        self._metrics = QFontMetricsF(font)
        self._font = font
        self._width = max(20.0, width)
        self.line_height = round(self._metrics.height() * spacing)
        self._limit = limit
        self._places = PositionMap()
        self._places.add(0, 0, self.text)
        self._layout, self._cut = self._set()

    @property
    def height(self) -> int:
        return self._layout.lineCount() * self.line_height

    @property
    def natural_width(self) -> float:
        """The width of the longest line."""
        lines = (self._layout.lineAt(number) for number in range(self._layout.lineCount()))
        return min(self._width, max((line.naturalTextWidth() for line in lines), default=0.0))

    def paint(self, painter: QPainter, left: float, top: float, colour: str) -> None:
        painter.setFont(self._font)
        painter.setPen(QColor(colour))
        lift = (self.line_height - self._metrics.height()) / 2
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            y = top + number * self.line_height + lift
            if self._cut and number == self._layout.lineCount() - 1:
                rest = self.text[self._places.offset(line.textStart()) :]
                shown = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, self._width)
                painter.drawText(QRectF(left, y, self._width, self._metrics.height()), shown)
            else:
                line.draw(painter, QPointF(left, y - line.y()))

    def boxes(self, spans: Sequence[Span], left: float, top: float) -> list[QRectF]:
        """Where `spans` of the text (code points) stand, a box for each line."""
        ranges = [(self._places.position(start), self._places.position(end)) for start, end in spans]
        found: list[QRectF] = []
        for number in range(self._layout.lineCount()):
            line = self._layout.lineAt(number)
            first, last = line.textStart(), line.textStart() + line.textLength()
            for start, end in ranges:
                begin, stop = max(start, first), min(end, last)
                if begin < stop:
                    x1 = min(_x(line.cursorToX(begin)), self._width)
                    x2 = min(_x(line.cursorToX(stop)), self._width)
                    found.append(
                        QRectF(
                            left + min(x1, x2), top + number * self.line_height + 1, abs(x2 - x1), self.line_height - 2
                        )
                    )
        return found

    def _set(self) -> tuple[QTextLayout, bool]:
        layout = QTextLayout(self.text, self._font)
        layout.setCacheEnabled(True)
        option = QTextOption()
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        if runs_leftwards(self.text):
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.beginLayout()
        used, count = 0, 0
        while count < self._limit:
            line = layout.createLine()
            if not line.isValid():
                break
            line.setLineWidth(self._width)
            count += 1
            used = line.textStart() + line.textLength()
        layout.endLayout()
        return layout, used < self._places.position(len(self.text))


def runs_leftwards(text: str) -> bool:
    """Whether the first letter that has a direction runs from right to left."""
    first = next((kind for kind in map(unicodedata.bidirectional, text[:200]) if kind in ("L", "R", "AL")), "L")
    return first != "L"


def _x(value: float | Sequence[float]) -> float:
    """The binding gives the place, or the place and the cursor."""
    return float(value) if isinstance(value, int | float) else float(value[0])


def outline(painter: QPainter, box: QRectF, colour: str, ground: str | None = None) -> None:
    """The mark of a hit: a frame, not only a colour."""
    if ground is not None:
        painter.fillRect(box, QColor(ground))
    painter.setPen(QPen(QColor(colour), 1.4))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRoundedRect(box.adjusted(-1, 0.5, 0.5, -0.5), 3, 3)
