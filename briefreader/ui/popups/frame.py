"""A small sheet beside the text, within the window; Escape or a click elsewhere closes it."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsDropShadowEffect, QWidget
from shiboken6 import isValid

_MARGIN = 8


class Popup(QFrame):
    """`closed` when it goes; the keyboard returns to where it was."""

    closed = Signal()

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._before: list[QWidget] = []  # what had the keyboard, and what that stood in
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
        if self.isHidden() and now is not None:
            self._before = list(_upwards(now))
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

    def come_back(self, focus: QWidget) -> None:
        """Open again where it stood, as it was: what it was to do could not be done."""
        self.open_at(self._anchor, focus)

    def dismiss(self) -> None:
        """Close it, also while what it stands on is itself hidden."""
        if self.isHidden():
            return
        had_focus = self.isAncestorOf(QApplication.focusWidget()) if QApplication.focusWidget() else self.isVisible()
        QApplication.instance().removeEventFilter(self)
        self.hide()
        # The text may have been laid out anew meanwhile: then what had the keyboard is no more.
        before = next((widget for widget in self._before if isValid(widget) and widget.isVisible()), None)
        if had_focus and before is not None:
            before.setFocus(Qt.FocusReason.PopupFocusReason)
        self._before = []
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


def _upwards(widget: QWidget) -> Iterator[QWidget]:
    """The widget and what it stands in, up to the window."""
    above: QWidget | None = widget
    while above is not None:
        yield above
        above = above.parentWidget()
