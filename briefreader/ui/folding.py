"""Narrow windows: the right zone folds away first, then the left one; each can be brought back by key and button."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

ONE_SIDE = 1000  # pixels of window: narrower, the right zone folds away
NO_SIDES = 720  # narrower, the left one as well


class Folding(QObject):
    """Shows and hides `left` and `right`. What the user has asked for holds until the window crosses a threshold."""

    changed = Signal(bool, bool)  # left and right are on show
    narrowed = Signal(bool)  # the window is too narrow for all three zones

    def __init__(self, left: QWidget, right: QWidget, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._left, self._right = left, right
        self._step = 2  # how many sides there is room for
        self.left_shown = self.right_shown = True
        self._subject = True  # there is something to tell of at the right

    @property
    def room(self) -> int:
        """How many of the sides there is room for."""
        return self._step

    def fit(self, width: int) -> None:
        """The window is `width` pixels wide."""
        step = 2 if width >= ONE_SIDE else 1 if width >= NO_SIDES else 0
        if step != self._step:
            self._step = step
            self._show(step >= 1, step == 2)
            self.narrowed.emit(step < 2)

    def set_subject(self, there: bool) -> None:
        """Whether there is anything the right zone could tell of: without, it is not there."""
        self._subject = there
        self._right.setVisible(there and self.right_shown)

    @Slot()
    def toggle_left(self) -> None:
        self.show_left(not self.left_shown)

    @Slot()
    def toggle_right(self) -> None:
        self.show_right(not self.right_shown)

    def show_left(self, shown: bool = True) -> None:
        """In a window too narrow for both, the other side gives way."""
        self._show(shown, self.right_shown and not (shown and self._step == 0))

    def show_right(self, shown: bool = True) -> None:
        self._show(self.left_shown and not (shown and self._step == 0), shown)

    def _show(self, left: bool, right: bool) -> None:
        if (left, right) == (self.left_shown, self.right_shown):
            return
        self.left_shown, self.right_shown = left, right
        self._left.setVisible(left)
        self._right.setVisible(right and self._subject)
        self.changed.emit(left, right)
