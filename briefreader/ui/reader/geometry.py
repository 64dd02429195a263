"""Where canonical text stands on the sheet: rectangles of spans, lines in view, the offset under a point.

All rectangles are in pixels of Qt's document: a scroll bar's value below its top is what the window shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QTextBlock, QTextDocument, QTextLayout, QTextLine

from briefreader.ui.reader.positions import PositionMap

_HEBREW = "\u0590"  # the first code point of the scripts written from right to left


class Box(NamedTuple):
    """One stretch of a span on one line. `rect` is as high as the letters, `baseline` where they stand."""

    rect: QRectF
    baseline: float
    opens: bool
    closes: bool


class Geometry:
    """Answers for one document of one width; what was once worked out is kept."""

    def __init__(self, document: QTextDocument, positions: PositionMap) -> None:
        self._document = document
        self._layout = document.documentLayout()
        self._positions = positions
        self._kept: dict[tuple[int, int], tuple[Box, ...]] = {}

    def is_built(self, offset: int) -> bool:
        return offset <= self._positions.end

    def boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """The boxes of a span, line by line; none while that part of the document is not there yet."""
        key = (start, end)
        found = self._kept.get(key)
        if found is None:
            if not self.is_built(end):
                return ()
            found = tuple(self._boxes(self._positions.position(start), self._positions.end_position(end)))
            if len(self._kept) > 20_000:
                self._kept.clear()
            self._kept[key] = found
        return found

    def line_at(self, offset: int) -> QRectF:
        """The rectangle of the caret before `offset`: one pixel wide, as high as the letters."""
        position = self._positions.position(offset)
        block = self._document.findBlock(position)
        layout, origin = self._laid_out(block)
        line = layout.lineForTextPosition(position - block.position())
        if not line.isValid():
            return QRectF(origin, origin + QPointF(1, 16))
        x = _x(line, position - block.position())
        return QRectF(origin.x() + x, origin.y() + line.y(), 1, _tall(line))

    def top(self, offset: int) -> float:
        """The top of the line that `offset` stands on."""
        return self.line_at(offset).top()

    def block_rect(self, offset: int) -> QRectF:
        """The rectangle of the whole Qt paragraph that holds `offset`."""
        block = self._document.findBlock(self._positions.position(offset))
        return self._layout.blockBoundingRect(block)

    def offset_at(self, point: QPointF, *, exact: bool = False) -> int | None:
        """The offset of the character at `point`; the nearest one, unless `exact`: then None beside the text."""
        accuracy = Qt.HitTestAccuracy.ExactHit if exact else Qt.HitTestAccuracy.FuzzyHit
        position = self._layout.hitTest(point, accuracy)
        if position < 0:
            return None
        offset = self._positions.offset(position)
        if exact:
            # the hit is the nearest gap between two letters: the letter itself may be the one before it
            for candidate in (offset, offset - 1):
                if any(box.rect.adjusted(0, -3, 0, 4).contains(point) for box in self.boxes(candidate, candidate + 1)):
                    return candidate
            return None
        return offset

    def first_in_view(self, top: float, bottom: float) -> int:
        """The offset of the first character whose line begins at or below `top`."""
        offset = self.offset_at(QPointF(0, top)) or 0
        rect = self.line_at(offset)
        if rect.bottom() < top + 2 and rect.bottom() < bottom:
            below = self.offset_at(QPointF(0, rect.bottom() + rect.height() * 0.6))
            return max(offset, below or 0)
        return offset

    def last_in_view(self, bottom: float) -> int:
        width = self._document.textWidth()
        offset = self.offset_at(QPointF(width, bottom)) or 0
        return min(offset + 1, max(0, self._positions.end))

    def _laid_out(self, block: QTextBlock) -> tuple[QTextLayout, QPointF]:
        layout = block.layout()
        return layout, self._layout.blockBoundingRect(block).topLeft()  # asking lays it out, if need be

    def _boxes(self, first: int, last: int) -> Iterator[Box]:
        block = self._document.findBlock(first)
        while block.isValid() and block.position() < last:
            length = block.length() - 1
            start, end = max(0, first - block.position()), min(length, last - block.position())
            if start < end:
                layout, origin = self._laid_out(block)
                text = block.text()
                index = max(0, layout.lineForTextPosition(start).lineNumber())
                while index < layout.lineCount():
                    line = layout.lineAt(index)
                    begin, stop = line.textStart(), line.textStart() + line.textLength()
                    if begin >= end:
                        break
                    yield from _line_boxes(
                        line, text, max(begin, start), min(stop, end), origin,
                        opens=block.position() + begin <= first, closes=block.position() + stop >= last,
                    )  # fmt: skip
                    index += 1
            block = block.next()


def _line_boxes(
    line: QTextLine, text: str, start: int, end: int, origin: QPointF, *, opens: bool, closes: bool
) -> Iterator[Box]:
    """The boxes of UTF-16 units `start` to `end` of one line; several where its directions are mixed."""
    piece = _units(text, start, end)
    bare = piece.rstrip(" \u2028")
    end -= len(piece) - len(bare)  # white space is never a surrogate pair
    if end <= start:
        return
    tall = _tall(line)
    baseline = origin.y() + line.y() + line.ascent()
    top = origin.y() + line.y()
    if not any(char >= _HEBREW for char in _units(text, line.textStart(), line.textStart() + line.textLength())):
        stretches = [(_x(line, start), _x(line, end))]
    else:
        stretches = _visual(line, start, end)
    for number, (left, right) in enumerate(stretches):
        rect = QRectF(origin.x() + left, top, right - left, tall)
        yield Box(rect, baseline, opens and number == 0, closes and number == len(stretches) - 1)


def _visual(line: QTextLine, start: int, end: int) -> list[tuple[float, float]]:
    """What units `start` to `end` cover, from left to right, where text may run both ways."""
    parts = []
    for unit in range(start, end):
        leading = _x(line, unit)
        trailing = _x(line, unit, QTextLine.Edge.Trailing)
        if leading != trailing:
            parts.append((min(leading, trailing), max(leading, trailing)))
    merged: list[tuple[float, float]] = []
    for left, right in sorted(parts):
        if merged and left <= merged[-1][1] + 0.75:
            merged[-1] = (merged[-1][0], max(merged[-1][1], right))
        else:
            merged.append((left, right))
    return merged


def _units(text: str, start: int, end: int) -> str:
    """UTF-16 units `start` to `end` of `text`; with astral characters the answer is of the right length only."""
    if len(text) <= start or text.isascii() or max(text) < "\U00010000":
        return text[start:end]
    units = text.encode("utf-16-le", "surrogatepass")[2 * start : 2 * end]
    return units.decode("utf-16-le", "replace")


def _tall(line: QTextLine) -> float:
    return line.ascent() + line.descent()


def _x(line: QTextLine, unit: int, edge: QTextLine.Edge = QTextLine.Edge.Leading) -> float:
    answer = line.cursorToX(unit, edge)
    return float(answer[0] if isinstance(answer, tuple) else answer)
