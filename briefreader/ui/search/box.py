"""The one search box."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QPainter, QPainterPath, QPaintEvent, QPen, Qt
from PySide6.QtWidgets import QLineEdit, QWidget

from briefreader.ui.icons import icon
from briefreader.ui.theme import LIGHT, Theme

_TYPING_MS = 60  # answers take less; they may come while the next letter is typed
_ROOM_FOR_KEY = 220  # pixels


_BY_HAND = (Qt.FocusReason.MouseFocusReason, Qt.FocusReason.ShortcutFocusReason, Qt.FocusReason.OtherFocusReason)


class SearchBox(QLineEdit):
    """`asked` with what is typed, a moment after the last key; "" when it is emptied. `entered` for Enter and Down:
    on to the answers; `returned` when one comes back to a query that stands there still."""

    asked = Signal(str)
    entered = Signal()
    left = Signal()
    returned = Signal()
    help_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText("Search all briefs")
        self.setAccessibleName("Search all briefs")
        self.setToolTip('Words, "a phrase", AND, OR, NOT, begin*, title:word; ? tells all')
        self.setClearButtonEnabled(True)
        self.setMinimumHeight(32)
        self.setMaximumWidth(560)
        self._theme = LIGHT
        self._key = ""
        self._problem: tuple[int, int] | None = None  # code points of what is typed
        self._told = self.toolTip()
        self._glass = self.addAction(icon("search", LIGHT.ink2), QLineEdit.ActionPosition.LeadingPosition)
        self._timer = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.textEdited.connect(self._typed)
        self.textChanged.connect(self._forget_problem)
        self.textChanged.connect(self._emptied)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        self._glass.setIcon(icon("search", theme.ink2))

    def show_key(self, key: str) -> None:
        """The key that leads here, shown in the empty box."""
        self._key = key
        self.update()

    def show_problem(self, span: tuple[int, int] | None, sentence: str) -> None:
        """Underline what could not be understood of what is typed; `sentence` says why."""
        self._problem = span
        self.setToolTip(sentence if span else self._told)
        self.setAccessibleDescription(sentence if span else "")
        self.update()

    @Slot()
    def _forget_problem(self) -> None:
        if self._problem is not None:
            self.show_problem(None, "")

    @Slot(str)
    def _typed(self, _text: str) -> None:
        self._timer.start()

    @Slot(str)
    def _emptied(self, text: str) -> None:
        if not text.strip():
            self._timer.stop()
            self.asked.emit("")

    @Slot()
    def _ask(self) -> None:
        self.asked.emit(self.text().strip())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Down):
            if self._timer.isActive():
                self._timer.stop()
                self._ask()
            self.entered.emit()
            return
        if event.key() == Qt.Key.Key_Escape:
            if self.text():
                self.clear()
            else:
                self.left.emit()
            return
        if event.text() == "?" and not self.text():
            self.help_wanted.emit()
            return
        super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self.text().strip() and event.reason() in _BY_HAND:
            self.returned.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._problem is not None and self.text():
            self._paint_problem(*self._problem)
        if self.text() or not self._key or self.hasFocus() or self.width() < _ROOM_FOR_KEY:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = max(18, painter.fontMetrics().horizontalAdvance(self._key) + 10)
        box = self.rect().adjusted(self.width() - width - 9, 7, -9, -8)
        painter.setPen(QColor(self._theme.line))
        painter.drawRoundedRect(box, 3, 3)
        painter.setPen(QColor(self._theme.ink2))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def _paint_problem(self, start: int, end: int) -> None:
        """A wave beneath the words, as a shape and not only a colour."""
        text, metrics = self.text(), self.fontMetrics()
        here = self.cursorRect().center().x() - metrics.horizontalAdvance(text[: self.cursorPosition()])
        left = here + metrics.horizontalAdvance(text[:start])
        right = max(left + 6, here + metrics.horizontalAdvance(text[:end]))
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(self._theme.danger), 1.3))
        bottom = self.rect().center().y() + metrics.height() / 2 + 0.5
        wave = QPainterPath(QPointF(left, bottom))
        for step in range(1, max(2, (right - left) // 2) + 1):
            wave.lineTo(left + 2 * step, bottom + (2 if step % 2 else 0))
        painter.drawPath(wave)
        painter.end()
