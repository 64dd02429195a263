"""Writing a note beside the passage. Ctrl+Enter keeps it; so does a click elsewhere: what is written is not lost."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefreader.ui.popups.frame import Popup


class NotePopup(Popup):
    """`written` with the note, when it differs from what it was."""

    written = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("Note", parent)
        self._before_text = ""
        self._dropped = False
        self.editor = QPlainTextEdit()
        self.editor.setPlaceholderText("Why this passage matters")
        self.editor.setAccessibleName("Note")
        self.editor.setTabChangesFocus(True)
        self.editor.setFixedSize(330, 110)
        hint = QLabel("Ctrl+Enter saves")
        hint.setObjectName("quiet")
        cancel, save = QPushButton("Cancel"), QPushButton("Save")
        save.setProperty("primary", True)
        cancel.clicked.connect(self._drop)
        save.clicked.connect(self.dismiss)
        foot = QHBoxLayout()
        foot.addWidget(hint, 1)
        foot.addWidget(cancel)
        foot.addWidget(save)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.addWidget(self.editor)
        layout.addLayout(foot)
        self.closed.connect(self._keep)

    def ask(self, anchor: QRect, note: str) -> None:
        self._before_text = note
        self._dropped = False
        self.editor.setPlainText(note)
        self.editor.moveCursor(self.editor.textCursor().MoveOperation.End)
        self.open_at(anchor, self.editor)

    @Slot()
    def _drop(self) -> None:
        self._dropped = True
        self.dismiss()

    @Slot()
    def _keep(self) -> None:
        note = self.editor.toPlainText().strip()
        if not self._dropped and note != self._before_text:
            self.written.emit(note)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.dismiss()
            return
        if event.key() == Qt.Key.Key_Escape:
            self._drop()
            return
        super().keyPressEvent(event)
