"""The status bar: what is going on, with a way to stop it, what has just been said, and that all is saved."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QLabel, QProgressBar, QStatusBar, QToolButton, QWidget

from briefreader.ui import wording

_SAID_MS = 9000
_LONGEST = 110


class StatusBar(QStatusBar):
    cancelled = Signal()
    details_wanted = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self._sentence, self._detail = "", ""
        self._count, self._doing, self._said = QLabel(), QLabel(), QLabel()
        for label in (self._count, self._doing, self._said):
            label.setTextFormat(Qt.TextFormat.PlainText)  # titles and names of files come from elsewhere
        self._count.setObjectName("quiet")
        self._doing.setObjectName("quiet")
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setFixedWidth(120)
        self._bar.setAccessibleName("Progress")
        self._cancel = QToolButton()
        self._cancel.setObjectName("link")
        self._cancel.setText("Cancel")
        self._cancel.setAccessibleName("Stop reading in and analysing")
        self._cancel.clicked.connect(self.cancelled)
        self._details = QToolButton()
        self._details.setObjectName("link")
        self._details.setText("Details")
        self._details.clicked.connect(self._ask_details)
        for widget in (self._count, self._doing, self._bar, self._cancel, self._said, self._details):
            widget.setContentsMargins(6, 2, 6, 2)
            self.addWidget(widget)
        self._count.setContentsMargins(14, 2, 8, 2)  # in line with the names of the lists above
        self._saved = QLabel("All saved")
        self._saved.setObjectName("quiet")
        self._saved.setContentsMargins(6, 2, 10, 2)
        self.addPermanentWidget(self._saved)
        self._timer = QTimer(self, interval=_SAID_MS, singleShot=True)
        self._timer.timeout.connect(self._fall_silent)
        self._fall_silent()
        self.rest()

    @Slot(int)
    def show_count(self, briefs: int) -> None:
        self._count.setText(wording.count(briefs, "brief") if briefs else "No briefs yet")

    @Slot(str, int, int)
    def show_progress(self, doing: str, done: int, total: int) -> None:
        number = f"  {done:,} of {total:,}" if total else ""
        text = f"{doing}{number}"
        self._doing.setText(text if len(text) < 80 else f"{doing[:60]}…{number}")
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(True)

    @Slot()
    def rest(self) -> None:
        """Nothing is going on."""
        for widget in (self._doing, self._bar, self._cancel):
            widget.setVisible(False)

    @Slot(str, str)
    def say(self, sentence: str, detail: str = "") -> None:
        self._sentence, self._detail = sentence, detail
        short = sentence if len(sentence) <= _LONGEST else f"{sentence[:_LONGEST].rstrip()}…"
        self._said.setText(short)
        self._said.setToolTip(f"<span>{escape(sentence)}</span>")
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, sentence))
        self._details.setVisible(bool(detail) or short != sentence)
        if detail:
            self._timer.stop()  # until something else is said: it is there to be asked about
        else:
            self._timer.start()

    @Slot()
    def _fall_silent(self) -> None:
        self._said.clear()
        self._details.hide()

    @Slot()
    def _ask_details(self) -> None:
        self.details_wanted.emit(self._sentence, self._detail)
