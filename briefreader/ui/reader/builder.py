"""Puts a document into Qt's text document, a few milliseconds at a time, and keeps the map of where all of it went.

Qt's document is for showing only. It holds no colours, no links and no list marks: those are drawn over it, so that
another theme or another finding never lays the text out anew.
"""

from __future__ import annotations

from bisect import bisect_left
from itertools import pairwise
from typing import NamedTuple
from unicodedata import bidirectional

from PySide6.QtCore import QElapsedTimer
from PySide6.QtGui import QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument, QTextFrameFormat, QTextLength

from briefreader.text.document import Document, Inline
from briefreader.ui.reader.plan import Piece, Rows, portions
from briefreader.ui.reader.positions import PositionMap
from briefreader.ui.reader.typography import Typography

_BATCH = 900  # code points between two looks at the clock
# A line break within a block is Qt's own; an object replacement character would be taken for a missing picture.
_SHOWN = str.maketrans({"\n": "\u2028", "\ufffc": "\u25a1", "\u2029": " ", "\u2028": " "})


class Space(NamedTuple):
    """Empty pixels around the text."""

    left: int = 0
    top: int = 0
    right: int = 0
    bottom: int = 0


_NONE = Space()


def runs_leftwards(text: str, start: int, end: int) -> bool:
    """Whether the first letter of a block is of a script written from right to left: then so is the block."""
    for char in text[start : min(end, start + 200)]:
        direction = bidirectional(char)
        if direction == "L":
            return False
        if direction in ("R", "AL"):
            return True
    return False


def continues_aside(document: Document, index: int) -> bool:
    """Whether block `index` goes on with the aside that the block before it is part of."""
    block, before = document.blocks[index], document.blocks[index - 1] if index else None
    return before is not None and block.kind == "aside" == before.kind and block.label == before.label


class Builder:
    """Fills `target` with `document` by calls of `step`; `positions` says what stands where so far.

    `below_title` pixels are left under block `title`.
    """

    def __init__(
        self,
        document: Document,
        target: QTextDocument,
        typography: Typography,
        space: Space = _NONE,
        title: int | None = None,
        below_title: int = 0,
    ) -> None:
        self.positions = PositionMap()
        self.done = False
        self._document = document
        self._typography = typography
        self._target = target
        self._portions = portions(document)
        self._inlines = _Inlines(document)
        self._title, self._below_title = title, below_title
        self._fresh = True  # whether the cursor stands in an empty block to be used
        target.setUndoRedoEnabled(False)
        target.setDocumentMargin(0)
        target.setDefaultFont(typography.font())
        frame = QTextFrameFormat()
        frame.setLeftMargin(space.left)
        frame.setTopMargin(space.top)
        frame.setRightMargin(space.right)
        frame.setBottomMargin(space.bottom)
        target.rootFrame().setFrameFormat(frame)
        self._cursor = QTextCursor(target)

    def step(self, milliseconds: float = 6.0) -> bool:
        """Go on for about `milliseconds`, at least by one portion. Returns whether all is done."""
        clock = QElapsedTimer()
        clock.start()
        while not self.done:
            self._batch()
            if clock.nsecsElapsed() >= milliseconds * 1e6:
                break
        return self.done

    def _batch(self) -> None:
        """Some portions within one edit: Qt lays out what was added when the edit ends."""
        self._cursor.beginEditBlock()
        size = 0
        while size < _BATCH:
            portion = next(self._portions, None)
            if portion is None:
                self.done = True
                break
            if isinstance(portion, Rows):
                self._rows(portion)
                size = _BATCH
            else:
                self._piece(portion)
                size += portion.end - portion.start + 40
        self._cursor.endEditBlock()

    def _piece(self, piece: Piece) -> None:
        form = self._format(piece)
        base = self._typography.characters(piece.block)
        if self._fresh:
            self._cursor.setBlockFormat(form)
            self._cursor.setBlockCharFormat(base)
            self._fresh = False
        else:
            self._cursor.insertBlock(form, base)
        self._fill(self._cursor, piece, base)

    def _rows(self, portion: Rows) -> None:
        if not self._fresh:
            self._cursor.insertBlock()
        form = self._typography.table(portion.columns, first=portion.first, last=portion.last)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setColumnWidthConstraints(self._widths(portion))
        table = self._cursor.insertTable(portion.rows, portion.columns, form)
        for row, column, down, across, _ in portion.cells:
            if down > 1 or across > 1:
                table.mergeCells(row, column, down, across)
        for row, column, _, _, parts in portion.cells:
            cursor = table.cellAt(row, column).firstCursorPosition()
            for number, piece in enumerate(parts):
                block = self._format(piece)
                base = self._typography.characters(piece.block)
                if number:
                    cursor.insertBlock(block, base)
                else:
                    cursor.setBlockFormat(block)
                    cursor.setBlockCharFormat(base)
                self._fill(cursor, piece, base)
        self._cursor.movePosition(QTextCursor.MoveOperation.End)
        self._fresh = True

    def _format(self, piece: Piece) -> QTextBlockFormat:
        rtl = runs_leftwards(self._document.text, piece.block.start, piece.block.end)
        hang = self._typography.hang(piece.block, self._document.text)
        first = piece.first and not continues_aside(self._document, piece.index)
        made = self._typography.block(piece.block, rtl=rtl, first=first, last=piece.last, hang=hang)
        if piece.index == self._title and piece.last and self._below_title:
            made = QTextBlockFormat(made)
            made.setBottomMargin(made.bottomMargin() + self._below_title)
        return made

    def _widths(self, portion: Rows) -> list[QTextLength]:
        """Columns as wide as their text asks for, none starved."""
        wanted = [6.0] * portion.columns
        for _, column, _, across, parts in portion.cells:
            if across == 1:
                length = sum(piece.end - piece.start for piece in parts)
                wanted[column] = max(wanted[column], min(length, 60) ** 0.75)
        total = sum(wanted)
        return [QTextLength(QTextLength.Type.PercentageLength, 100 * width / total) for width in wanted]

    def _fill(self, cursor: QTextCursor, piece: Piece, base: QTextCharFormat) -> None:
        text = self._document.text[piece.start : piece.end]
        self.positions.add(piece.start, cursor.position(), text)
        if not text:
            return
        shown = text.translate(_SHOWN)
        inlines = self._inlines.within(piece.start, piece.end)
        if not inlines:
            cursor.insertText(shown, base)
            return
        cuts = {piece.start, piece.end}
        for inline in inlines:
            cuts.update((max(piece.start, inline.start), min(piece.end, inline.end)))
        for start, end in pairwise(sorted(cuts)):
            over = tuple(inline for inline in inlines if inline.start <= start and inline.end >= end)
            form = self._typography.inline(base, over) if over else base
            cursor.insertText(shown[start - piece.start : end - piece.start], form)


class _Inlines:
    """The formatting within a stretch of text, asked for in rising order. Marks do not cross blocks."""

    def __init__(self, document: Document) -> None:
        drawn = ("link", "image")
        self._marks = sorted((mark for mark in document.inlines if mark.kind not in drawn), key=lambda m: m.start)
        self._starts = [mark.start for mark in self._marks]
        self._open: list[Inline] = []
        self._next = 0

    def within(self, start: int, end: int) -> list[Inline]:
        last = bisect_left(self._starts, end, self._next)
        self._open = [mark for mark in self._open if mark.end > start]
        self._open.extend(mark for mark in self._marks[self._next : last] if mark.end > start)
        self._next = last
        return [mark for mark in self._open if mark.start < end]
