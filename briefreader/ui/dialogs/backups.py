"""The library's copies: when they were made, what is in them, and putting one back."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QLocale, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from briefreader.service.asking import Answer
from briefreader.ui import wording
from briefreader.ui.across.table import name_parts
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.state import State

_HEADS = ("Made", "Briefs", "Passages", "Tags", "Size", "State")


class BackupsDialog(QDialog):
    """A worker looks the copies over, which takes a while for large ones."""

    def __init__(self, state: State, bridge: Bridge, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Copies of the library - BriefReader")
        self._state, self._questions = state, questions
        self._copies: list[object] = []
        about = QLabel(
            "A copy is made on each day the program is used. Putting one back replaces all tags, notes, corrections "
            "and drafts by those of that day; the library as it is now is kept as a copy first."
        )
        about.setWordWrap(True)
        self._said = QLabel("Looking the copies over…")
        self._said.setObjectName("quiet")
        self.table = QTableWidget(0, len(_HEADS))
        self.table.setAccessibleName("Copies of the library, the newest first")
        name_parts(self.table)
        self.table.setObjectName("across")
        self.table.setHorizontalHeaderLabels(list(_HEADS))
        self.table.verticalHeader().hide()
        self.table.setShowGrid(False)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.horizontalHeader().setStretchLastSection(True)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.table.itemSelectionChanged.connect(self._chosen)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.restore_button = QPushButton("Put back…")
        self.restore_button.setEnabled(False)
        self.restore_button.clicked.connect(self.restore)
        buttons.addButton(self.restore_button, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 14)
        layout.setSpacing(10)
        for widget in (about, self._said, self.table, buttons):
            layout.addWidget(widget)
        self.resize(680, 420)
        bridge.answered.connect(self._answered)
        bridge.unanswered.connect(self._unanswered)
        self._question = bridge.ask("copies")

    @Slot(int, object)
    def _answered(self, number: int, answer: Answer) -> None:
        if number != self._question:
            return
        self._copies = list(answer.rows)
        self._said.setText(
            wording.count(answer.total, "copy", "copies") if answer.total else "No copy has been made yet."
        )
        self.table.setRowCount(answer.total)
        locale = QLocale()
        for row, copy in enumerate(answer.rows):
            made = datetime.fromisoformat(copy.made).astimezone()
            cells = (
                f"{wording.day(made.date().isoformat())}, {made:%H:%M}",
                f"{copy.briefs:,}",
                f"{copy.passages:,}",
                f"{copy.tags:,}",
                locale.formattedDataSize(copy.size, 1),
                copy.complaint or ("before a copy was put back" if "before-restore" in copy.name else "sound"),
            )
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if column in (1, 2, 3, 4):
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(row, column, item)
        if answer.total:
            self.table.selectRow(0)
            self.table.setFocus()

    @Slot(int, str)
    def _unanswered(self, number: int, sentence: str) -> None:
        if number == self._question:
            self._said.setText(sentence)

    @Slot()
    def _chosen(self) -> None:
        copy = self._copy()
        self.restore_button.setEnabled(copy is not None and not copy.complaint)

    def _copy(self):  # type: ignore[no-untyped-def]
        row = self.table.currentRow()
        return self._copies[row] if 0 <= row < len(self._copies) else None

    @Slot()
    def restore(self) -> None:
        """Asked first: it replaces what was done since."""
        copy = self._copy()
        if copy is None or copy.complaint:
            return
        made = self.table.item(self.table.currentRow(), 0).text()
        if not self._questions.restore(made):
            return
        if self._state.do(self._state.library.backups.restore, copy.name) is not None:
            self._state.say(f"The library is as it was on {made}. What was there before is kept as a copy.")
            self.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.table.hasFocus():
            self.restore()
            return
        super().keyPressEvent(event)
