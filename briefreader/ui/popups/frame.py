"""A small sheet beside the text, within the window; Escape or a click elsewhere closes it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget

_MARGIN = 8


class Popup(QFrame):
    """`closed` when it goes; the keyboard returns to where it was."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: QWidget | None = None
        self._anchor = QRect()
        self._is_above = False
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(28)
        shadow.setOffset(0, 6)
        shadow.setColor(QColor(0, 0, 0, 60))
        self.setGraphicsEffect(shadow)
        self.hide()

    def open_at(self, anchor: QRect, focus: QWidget | None = None) -> None:
        """Stand below `anchor` (in the parent's coordinates), or above it, and always within the parent. A popup that
        stands above stays there while it is open, however its size changes."""
        now = QApplication.focusWidget()
        if not self.isVisible() and now is not None:
            self._before = now
        self._anchor, self._is_above = anchor, False
        self.settle()
        self.show()
        self.raise_()
        (focus or self).setFocus(Qt.FocusReason.PopupFocusReason)
        QApplication.instance().installEventFilter(self)

    def settle(self) -> None:
        """Take the size its contents ask for, and the place beside the anchor that goes with it."""
        self.adjustSize()
        layout = self.layout()
        if layout is not None and layout.hasHeightForWidth():  # words that wrap
            self.resize(self.width(), max(layout.totalHeightForWidth(self.width()), layout.totalMinimumSize().height()))
        room, anchor = self.parentWidget().rect(), self._anchor
        x = min(max(anchor.left(), room.left() + _MARGIN), room.right() - self.width() - _MARGIN)
        below, above = anchor.bottom() + _MARGIN, anchor.top() - self.height() - _MARGIN
        lowest = room.bottom() - self.height() - _MARGIN
        self._is_above = above >= _MARGIN and (self._is_above or below > lowest)
        y = min(above if self._is_above else below, lowest)
        self.move(max(_MARGIN, x), max(_MARGIN, y))

    def dismiss(self) -> None:
        if not self.isVisible():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else True
        QApplication.instance().removeEventFilter(self)
        self.hide()
        if had_focus and self._before is not None:
            self._before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = None
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
            return
        super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()  # a click on the sheet itself is not one on the text beneath

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(watched, QWidget):
            inside = watched is self or self.isAncestorOf(watched)
            if not inside and watched.window() is self.window():
                self.dismiss()
        return False
