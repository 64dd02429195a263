"""Help on the language of searching, with examples that find something in this library."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QGridLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from briefreader.ui.bridge import Bridge

LANGUAGE = (
    ("grain water", "both words, in any form"),
    ('"low water"', "these words one after the other"),
    ("grain OR wheat, NOT ice, -ice", "either; without"),
    ("(grain OR wheat) ports", "parentheses keep together"),
    ("desal*", "words that begin so"),
    ("desalinaton~", "words that are spelt nearly so"),
    ("grain NEAR/5 ports", "at most five words apart"),
    ("title: author: path: kind: tag: note:", "only there"),
    ("person: org: place: entity:", "who and what is named"),
    ("speaker:holt said:tools", "who speaks; words within quotations"),
    ("date:2024-03..2025", "from March 2024 to the end of 2025"),
    ("is:unread is:tagged has:quotes", "what state a brief is in"),
)


class SearchHelp(QDialog):
    """`query_wanted` when an example is pressed."""

    query_wanted = Signal(str)

    def __init__(self, bridge: Bridge, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Searching - BriefReader")
        table = QGridLayout()
        table.setHorizontalSpacing(20)
        table.setVerticalSpacing(5)
        for number, (typed, meant) in enumerate(LANGUAGE):
            key = QLabel(typed)
            key.setObjectName("keyName")
            key.setTextFormat(Qt.TextFormat.PlainText)
            table.addWidget(key, number, 0)
            table.addWidget(QLabel(meant), number, 1)
        table.setColumnStretch(1, 1)
        self._title = QLabel("In your library")
        self._title.setObjectName("sectionTitle")
        self._title.setContentsMargins(0, 12, 0, 2)
        self._title.hide()
        self.examples = QGridLayout()
        self.examples.setHorizontalSpacing(20)
        self.examples.setColumnStretch(1, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(24, 18, 24, 14)
        layout.addLayout(table)
        layout.addWidget(self._title)
        layout.addLayout(self.examples)
        layout.addStretch(1)
        layout.addWidget(buttons)
        bridge.consulted.connect(self._take)
        self._asked = bridge.consult("examples")

    @Slot(int, object)
    def _take(self, number: int, answer: object) -> None:
        if number != self._asked or not isinstance(answer, list):
            return
        self._title.setVisible(bool(answer))
        for row, (query, meaning) in enumerate(answer):
            button = QPushButton(query.replace("&", "&&"))
            button.setObjectName("link")
            button.setProperty("query", query)
            button.setAccessibleName(f"Search for {query}: {meaning}")
            button.clicked.connect(self._chosen)
            self.examples.addWidget(button, row, 0, Qt.AlignmentFlag.AlignLeft)
            self.examples.addWidget(QLabel(meaning), row, 1)

    @Slot()
    def _chosen(self) -> None:
        button = self.sender()
        if isinstance(button, QPushButton):
            self.query_wanted.emit(button.property("query"))
            self.accept()
