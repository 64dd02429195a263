"""Where canonical text stands on the sheet: rectangles of spans, lines in view, the offset under a point.

All rectangles are in pixels of Qt's document: a scroll bar's value below its top is what the window shows.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple, cast

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QTextBlock, QTextCursor, QTextDocument, QTextLayout, QTextLine, QTextTable

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
        self._rules: dict[int, tuple[QLineF, ...]] = {}

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

    def font(self, offset: int) -> QFont:
        """The font that the paragraph of `offset` is set in, without what is formatted otherwise within it."""
        return self._document.findBlock(self._positions.position(offset)).charFormat().font()

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

    def rules(self, offset: int) -> tuple[QLineF, ...]:
        """The lines above the cells of the table that `offset` stands in, and the one below it."""
        table = QTextCursor(self._document.findBlock(self._positions.position(offset))).currentTable()
        if table is None:
            return ()
        key = table.firstPosition()
        found = self._rules.get(key)
        if found is None:
            found = self._rules[key] = tuple(self._rules_of(table))
        return found

    def _rules_of(self, table: QTextTable) -> Iterator[QLineF]:
        padding = table.format().cellPadding()
        left, right, bottom = float("inf"), 0.0, 0.0
        for row in range(table.rows()):
            for column in range(table.columns()):
                cell = table.cellAt(row, column)
                if cell.row() == row and cell.column() == column:
                    rect = self._layout.blockBoundingRect(cell.firstCursorPosition().block())
                    y = rect.top() - padding
                    yield QLineF(rect.left() - padding, y, rect.right() + padding, y)
                    last = self._layout.blockBoundingRect(cell.lastCursorPosition().block())
                    left, right = min(left, rect.left()), max(right, rect.right())
                    bottom = max(bottom, last.bottom())
        yield QLineF(left - padding, bottom + padding, right + padding, bottom + padding)

    def first_in_view(self, top: float) -> int:
        """The offset of the first line of which at least half stands below `top`."""
        number = self._block_number(top)
        block = self._document.findBlockByNumber(number)
        layout, origin = self._laid_out(block)
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if origin.y() + line.y() + line.height() / 2 >= top:
                while self._tops_alike(number - 1, origin.y()):  # the first cell of a row
                    number, index = number - 1, 0
                block = self._document.findBlockByNumber(number)
                return self._positions.offset(block.position() + block.layout().lineAt(index).textStart())
        below = block.next()
        return self._positions.offset((below if below.isValid() else block).position())

    def last_in_view(self, bottom: float) -> int:
        """The offset behind the last line that begins above `bottom`."""
        block = self._document.findBlockByNumber(self._block_number(bottom))
        layout, origin = self._laid_out(block)
        last = block.position()
        for index in range(layout.lineCount()):
            line = layout.lineAt(index)
            if origin.y() + line.y() < bottom:
                last = block.position() + line.textStart() + line.textLength()
        return self._positions.offset(last)

    def _block_number(self, y: float) -> int:
        """The number of the last Qt paragraph that begins at or above `y`: Qt's own search would try them all."""
        low, high = 0, self._document.blockCount()
        while high - low > 1:
            middle = (low + high) // 2
            if self._layout.blockBoundingRect(self._document.findBlockByNumber(middle)).top() <= y:
                low = middle
            else:
                high = middle
        return low

    def _tops_alike(self, number: int, top: float) -> bool:
        if number < 0:
            return False
        return abs(self._layout.blockBoundingRect(self._document.findBlockByNumber(number)).top() - top) < 0.5

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
    """What units `start` to `end` cover, from left to right, where text may run both ways. By the glyphs: at a turn
    of direction Qt's edges of a letter are those of the caret, not of the letter."""
    merged: list[tuple[float, float]] = []
    rects = [run.boundingRect() for run in line.glyphRuns(start, end - start)]
    for left, right in sorted((rect.left(), rect.right()) for rect in rects):
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


def _x(line: QTextLine, unit: int) -> float:
    answer = cast("tuple[float, int]", line.cursorToX(unit))  # the stubs say float
    return answer[0]
