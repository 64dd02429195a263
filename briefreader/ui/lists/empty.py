"""What stands where nothing is yet: what it is for, and what to do."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget


class Empty(QWidget):
    def __init__(self, title: str, what_to_do: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(22, 26, 22, 20)
        layout.setSpacing(6)
        self.title = QLabel(title)
        self.title.setObjectName("emptySmall")
        self.text = QLabel(what_to_do)
        self.text.setObjectName("quiet")
        for label in (self.title, self.text):
            label.setWordWrap(True)
            label.setTextFormat(Qt.TextFormat.PlainText)
            layout.addWidget(label)
        layout.addStretch(1)
