"""What stands in the brief's place: the welcome of an empty library, a file that could not be read, nothing chosen."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Brief
from briefreader.ui import wording


class Welcome(QWidget):
    """An empty library says what to do."""

    folder_wanted = Signal()
    samples_wanted = Signal()

    def __init__(self, has_samples: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        title = _label("Open a folder of briefs", "emptyTitle")
        text = _label(
            "BriefReader reads the documents in it, finds their names and quotes, and searches all of them. Your "
            "files are never changed, and nothing leaves this machine.",
            "quiet",
        )
        folder = QPushButton("Open a folder…")
        folder.setProperty("primary", True)
        folder.clicked.connect(self.folder_wanted)
        samples = QPushButton("Try the sample briefs")
        samples.clicked.connect(self.samples_wanted)
        samples.setVisible(has_samples)
        drop = _label("Or drop a folder anywhere on this window.", "quiet")
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        buttons.addWidget(folder)
        buttons.addWidget(samples)
        buttons.addStretch(1)
        _centred(self, title, text, buttons, drop)


class Nothing(QWidget):
    """There are briefs, and none is chosen."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._title, self._text = _label("", "emptyTitle"), _label("", "quiet")
        _centred(self, self._title, self._text)
        self.show_state(reading_in=False)

    def show_state(self, *, reading_in: bool) -> None:
        """`reading_in`: the first briefs are still on their way."""
        if reading_in:
            self._title.setText("Reading your briefs")
            self._text.setText("Each one appears in the list to the left as soon as it has been read.")
        else:
            self._title.setText("Choose a brief to read")
            self._text.setText("They are in the list to the left. Press / to search all of them, F1 for all keys.")


class Unreadable(QWidget):
    """A file that could not be read: one sentence, details for those who ask, and what can be done."""

    retry_wanted = Signal(str)  # path
    forget_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._path = ""
        self._title = _label("", "emptyTitle")
        self._reason = _label("", "danger")
        retry = QPushButton("Read it again")
        retry.clicked.connect(self._retry)
        forget = QPushButton("Forget this file…")
        forget.clicked.connect(self.forget_wanted)
        self._more = QToolButton()
        self._more.setText("Details")
        self._more.setCheckable(True)
        self._details = QPlainTextEdit()
        self._details.setReadOnly(True)
        self._details.setAccessibleName("Details")
        self._details.setMaximumHeight(130)
        self._details.hide()
        self._more.toggled.connect(self._details.setVisible)
        buttons = QHBoxLayout()
        buttons.setSpacing(10)
        for button in (retry, forget, self._more):
            buttons.addWidget(button)
        buttons.addStretch(1)
        _centred(self, self._title, self._reason, buttons, self._details)

    def show_brief(self, brief: Brief) -> None:
        self._path = brief.path
        self._title.setText(wording.file_name(brief))
        self._reason.setText(brief.reason or "This file could not be read.")
        facts = (
            f"File: {brief.path}",
            f"Size: {wording.count(brief.size, 'byte')}",
            f"Tried: {brief.changed}",
            brief.reason or "",
        )
        self._details.setPlainText("\n".join(facts))
        self._more.setChecked(False)

    @Slot()
    def _retry(self) -> None:
        self.retry_wanted.emit(self._path)


def _label(text: str, name: str) -> QLabel:
    label = QLabel(text)
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setTextFormat(Qt.TextFormat.PlainText)
    return label


def _centred(widget: QWidget, *parts: QWidget | QHBoxLayout) -> None:
    """`parts` one above the other in a column of readable width, a little above the middle."""
    column = QWidget()
    column.setMaximumWidth(520)
    inner = QVBoxLayout(column)
    inner.setSpacing(12)
    for part in parts:
        if isinstance(part, QWidget):
            inner.addWidget(part)
        else:
            inner.addLayout(part)
    row = QHBoxLayout()
    row.addStretch(1)
    row.addWidget(column, 6)
    row.addStretch(1)
    outer = QVBoxLayout(widget)
    outer.addStretch(2)
    outer.addLayout(row)
    outer.addStretch(3)
