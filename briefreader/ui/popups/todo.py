"""What is still to be done with a brief, and until when."""

from __future__ import annotations

import re
from datetime import date, timedelta

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from briefreader.records import Brief
from briefreader.ui import wording
from briefreader.ui.popups.frame import Popup

_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_SHORT = re.compile(r"(\d{1,2})[./](\d{1,2})\.?")


class TodoPopup(Popup):
    """`decided` with a brief, "todo", "done" or "", and a day in ISO 8601 or ""."""

    decided = Signal(str, str, str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__("To do", parent)
        self._brief = ""
        self._title, self._read = QLabel(), QLabel()
        self._title.setObjectName("popupTitle")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._read.setObjectName("quiet")
        self.until = QLineEdit()
        self.until.setAccessibleName("Until when")
        self.until.setPlaceholderText("Until: Friday, 3.12., +7, 2026-12-03")
        self.until.textChanged.connect(self._tell)
        self.until.returnPressed.connect(self._to_do)
        row = QHBoxLayout()
        for text, slot in (("To do  ⏎", self._to_do), ("Done", self._done), ("Neither", self._neither)):
            button = QPushButton(text)
            button.setAccessibleName(text.split("  ")[0])
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(14, 12, 14, 12)
        layout.setSpacing(6)
        for widget in (self._title, self.until, self._read):
            layout.addWidget(widget)
        layout.addLayout(row)
        self.setFixedWidth(340)

    def ask(self, brief: Brief, anchor: QRect) -> None:
        self._brief = brief.id
        self._title.setText(wording.title(brief))
        self.until.setText(brief.due)
        self._tell()
        self.open_at(anchor, self.until)
        self.until.selectAll()

    @Slot()
    def _tell(self) -> None:
        typed = self.until.text().strip()
        day = day_of(typed, date.today())
        self._read.setText(wording.day(day) if day else "No such day" if typed else "No day set")

    @Slot()
    def _to_do(self) -> None:
        typed = self.until.text().strip()
        day = day_of(typed, date.today())
        if day or not typed:
            self._decide("todo", day)

    @Slot()
    def _done(self) -> None:
        self._decide("done", "")

    @Slot()
    def _neither(self) -> None:
        self._decide("", "")

    def _decide(self, todo: str, day: str) -> None:
        self.dismiss()
        self.decided.emit(self._brief, todo, day)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        event.accept()
        super().keyPressEvent(event)


def day_of(typed: str, today: date) -> str:
    """What was typed for a day as ISO 8601: "2026-12-03", "3.12.", "+7", "tomorrow", "Friday" (the next one); "" when
    it is none."""
    typed = typed.casefold()
    if _ISO.fullmatch(typed):
        return typed if _day(int(typed[:4]), int(typed[5:7]), int(typed[8:])) else ""
    if typed in ("today", "tomorrow"):
        return (today + timedelta(days=typed == "tomorrow")).isoformat()
    if typed.startswith("+") and typed[1:].isdigit() and len(typed) < 5:
        return (today + timedelta(days=int(typed[1:]))).isoformat()
    short = _SHORT.fullmatch(typed)
    if short:
        number, month = int(short[1]), int(short[2])
        this = _day(today.year, month, number)
        found = this if this is None or this >= today else _day(today.year + 1, month, number)
        return found.isoformat() if found is not None else ""
    fits = [number for number, name in enumerate(_DAYS) if len(typed) > 1 and name.startswith(typed)]
    if len(fits) == 1:
        return (today + timedelta(days=(fits[0] - today.weekday() - 1) % 7 + 1)).isoformat()
    return ""


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
