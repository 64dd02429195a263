"""The reader under the keyboard: without a caret the keys scroll, with one they move it, and Shift always selects."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent, QTextCursor
from PySide6.QtWidgets import QAbstractSlider, QTextEdit

_NONE = Qt.KeyboardModifier.NoModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_MOVES = {
    (Qt.Key.Key_Left, False): QTextCursor.MoveOperation.Left,
    (Qt.Key.Key_Right, False): QTextCursor.MoveOperation.Right,
    (Qt.Key.Key_Up, False): QTextCursor.MoveOperation.Up,
    (Qt.Key.Key_Down, False): QTextCursor.MoveOperation.Down,
    (Qt.Key.Key_Home, False): QTextCursor.MoveOperation.StartOfLine,
    (Qt.Key.Key_End, False): QTextCursor.MoveOperation.EndOfLine,
    (Qt.Key.Key_Left, True): QTextCursor.MoveOperation.WordLeft,
    (Qt.Key.Key_Right, True): QTextCursor.MoveOperation.WordRight,
    (Qt.Key.Key_Up, True): QTextCursor.MoveOperation.PreviousBlock,
    (Qt.Key.Key_Down, True): QTextCursor.MoveOperation.NextBlock,
    (Qt.Key.Key_Home, True): QTextCursor.MoveOperation.Start,
    (Qt.Key.Key_End, True): QTextCursor.MoveOperation.End,
}
_SCROLLS = {
    Qt.Key.Key_Up: QAbstractSlider.SliderAction.SliderSingleStepSub,
    Qt.Key.Key_Down: QAbstractSlider.SliderAction.SliderSingleStepAdd,
    Qt.Key.Key_Home: QAbstractSlider.SliderAction.SliderToMinimum,
    Qt.Key.Key_End: QAbstractSlider.SliderAction.SliderToMaximum,
}


def is_letter(event: QKeyEvent) -> bool:
    """Whether the key writes a character by itself: such keys are commands of the window, never of the text."""
    return not event.modifiers() & ~_SHIFT and len(event.text()) == 1 and event.text().isprintable()


class Keys:
    """`caret` tells whether the caret is shown and moved."""

    def __init__(self, sheet: QTextEdit) -> None:
        self._sheet = sheet
        self.caret = False

    def press(self, event: QKeyEvent) -> bool:
        """Act on the key. Returns whether it was one of the reader's."""
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if key == Qt.Key.Key_F7 and modifiers == _NONE:
            self.caret = not self.caret
            if self.caret:
                self._into_view()
            self._sheet.viewport().update()
            return True
        if key == Qt.Key.Key_Escape and (self.caret or self._sheet.textCursor().hasSelection()):
            self.caret = False
            cursor = self._sheet.textCursor()
            cursor.clearSelection()
            self._put(cursor)
            return True
        if key == Qt.Key.Key_Space and modifiers in (_NONE, _SHIFT):
            self._page(up=modifiers == _SHIFT)
            return True
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown) and modifiers == _NONE and not self.caret:
            self._page(up=key == Qt.Key.Key_PageUp)
            return True
        if modifiers & _SHIFT or self.caret:
            return self._move(key, modifiers)
        if key in _SCROLLS and modifiers in (_NONE, _CONTROL):
            self._sheet.verticalScrollBar().triggerAction(_SCROLLS[key])
            return True
        return False

    def _move(self, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> bool:
        select = bool(modifiers & _SHIFT)
        if modifiers & ~(_SHIFT | _CONTROL):
            return False
        mode = QTextCursor.MoveMode.KeepAnchor if select else QTextCursor.MoveMode.MoveAnchor
        if key in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._into_view()
            cursor = self._sheet.textCursor()
            move = QTextCursor.MoveOperation.Up if key == Qt.Key.Key_PageUp else QTextCursor.MoveOperation.Down
            cursor.movePosition(move, mode, self._lines())
        else:
            operation = _MOVES.get((key, bool(modifiers & _CONTROL)))
            if operation is None:
                return False
            self._into_view()
            cursor = self._sheet.textCursor()
            if not cursor.movePosition(operation, mode) and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
                edge = QTextCursor.MoveOperation.Start if key == Qt.Key.Key_Up else QTextCursor.MoveOperation.End
                cursor.movePosition(edge, mode)
        self.caret = self.caret or select
        self._put(cursor)
        self._sheet.ensureCursorVisible()
        return True

    def _into_view(self) -> None:
        """Fetch a caret that was scrolled out of view, unless it holds a selection, to the first line in view."""
        cursor = self._sheet.textCursor()
        rect = self._sheet.cursorRect(cursor)
        view = self._sheet.viewport().rect()
        if cursor.hasSelection() or (rect.bottom() > 0 and rect.top() < view.height()):
            return
        first = self._sheet.cursorForPosition(view.topLeft())
        below = QTextCursor(first)
        if self._sheet.cursorRect(first).top() < 0 and below.movePosition(QTextCursor.MoveOperation.Down):
            below.movePosition(QTextCursor.MoveOperation.StartOfLine)
            first = below
        self._put(first)

    def _put(self, cursor: QTextCursor) -> None:
        self._sheet.setTextCursor(cursor)
        self._sheet.viewport().update()

    def _lines(self) -> int:
        """How many lines are a page."""
        line = max(1, self._sheet.verticalScrollBar().singleStep())
        return max(1, self._sheet.viewport().height() // line - 1)

    def _page(self, *, up: bool) -> None:
        """A page less two lines, so that the eye finds its place again."""
        bar = self._sheet.verticalScrollBar()
        step = max(bar.singleStep(), self._sheet.viewport().height() - 2 * bar.singleStep())
        bar.setValue(bar.value() + (-step if up else step))
