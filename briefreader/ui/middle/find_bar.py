"""Finding in the brief on show: words or a regular expression, as many places as there are, one after the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLineEdit, QToolButton, QWidget

from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.icons import icon
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_TYPING_MS = 80


class FindBar(QFrame):
    """`stepped` to the next or previous place; `left` when it closes. Enter goes on, Shift+Enter back."""

    stepped = Signal(int)
    left = Signal()

    def __init__(self, state: State, reading: Reading, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("briefBar")
        self._reading, self._bridge = reading, bridge
        self._asked = 0
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find in this brief")
        self.field.setAccessibleName("Find in this brief")
        self.field.setMaximumWidth(340)
        self.case = _toggle("Aa", "Capitals matter")
        self.whole = _toggle("“w”", "Whole words only")
        self.regular = _toggle(".*", "Regular expression")
        self.told = QLabel()
        self.told.setObjectName("quiet")
        self.told.setTextFormat(Qt.TextFormat.PlainText)
        self._up, self._down, self._close = QToolButton(), QToolButton(), QToolButton()
        for button, name in ((self._up, "Place before"), (self._down, "Next place"), (self._close, "Close")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._up.clicked.connect(self._step_back)
        self._down.clicked.connect(self._step_on)
        self._close.clicked.connect(self.close_bar)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 4, 12, 4)
        layout.setSpacing(6)
        layout.addWidget(self.field, 3)
        for widget in (self.case, self.whole, self.regular, self._up, self._down):
            layout.addWidget(widget)
        layout.addWidget(self.told, 2)
        layout.addWidget(self._close)
        self._timer = QTimer(self, interval=_TYPING_MS, singleShot=True)
        self._timer.timeout.connect(self._ask)
        self.field.textChanged.connect(self._timer.start)
        for button in (self.case, self.whole, self.regular):
            button.toggled.connect(self._ask)
        bridge.consulted.connect(self._take)
        reading.opened.connect(self._opened)
        state.closing.connect(self._timer.stop)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)
        self.hide()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        for button, name in ((self._up, "up"), (self._down, "down"), (self._close, "close")):
            button.setIcon(icon(name, theme.ink2))

    def begin(self, words: str = "") -> None:
        """Come, with `words` to be found when there are any."""
        self.show()
        if words:
            self.field.setText(words)
        self.field.setFocus()
        self.field.selectAll()
        if self.field.text():
            self._ask()

    @Slot()
    def close_bar(self) -> None:
        self._timer.stop()
        self._asked = 0
        if self.isVisible():
            self.hide()
            self._reading.show_found(())
            self.left.emit()

    @Slot(int, int)
    def show_hit(self, number: int, total: int) -> None:
        if self._asked == 0 and self.isVisible() and total:
            self._tell(f"{number:,} of {total:,}" if number else wording.count(total, "place"))

    @Slot()
    def _ask(self) -> None:
        self._timer.stop()
        brief, words = self._reading.brief, self.field.text()
        if brief is None or self.isHidden():
            return
        if not words:
            self._tell("")
            self._reading.show_found(())
            return
        self._asked = self._bridge.consult(
            "find_in",
            brief.id,
            words,
            whole_word=self.whole.isChecked(),
            case=self.case.isChecked(),
            regular=self.regular.isChecked(),
        )

    @Slot(int, object)
    def _take(self, number: int, answer: object) -> None:
        if number != self._asked or self.isHidden():
            return
        self._asked = 0
        spans = answer if isinstance(answer, list) else []
        refusal = answer if isinstance(answer, str) else ""
        self._reading.show_found(spans)
        if spans:
            self._tell(wording.count(len(spans), "place"))
            self.stepped.emit(1)
        else:
            self._tell(refusal or "Not in this brief.", bool(refusal))

    @Slot(object, object, int)
    def _opened(self, _brief: object, _document: object, _offset: int) -> None:
        if self.isVisible():
            self.hide()

    def _tell(self, sentence: str, wrong: bool = False) -> None:
        self.told.setObjectName("danger" if wrong else "quiet")
        self.told.style().polish(self.told)
        self.told.setText(sentence)
        self.told.setToolTip(sentence)
        self.field.setAccessibleDescription(sentence)

    @Slot()
    def _step_on(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _step_back(self) -> None:
        self.stepped.emit(-1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            back = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
            self.stepped.emit(-1 if back else 1)
        else:
            super().keyPressEvent(event)


def _toggle(text: str, name: str) -> QToolButton:
    button = QToolButton()
    button.setText(text)
    button.setCheckable(True)
    button.setAccessibleName(name)
    button.setToolTip(name)
    return button
