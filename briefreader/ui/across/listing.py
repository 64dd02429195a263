"""A table that asks the worker: for another choice, another order, the page that comes into view."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from briefreader.records import Changes
from briefreader.service.asking import Answer, Topic
from briefreader.ui.across.model import Column
from briefreader.ui.across.table import Table
from briefreader.ui.bridge import Bridge
from briefreader.ui.lists.empty import Empty
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_SOON_MS = 300


class Listing(QWidget):
    """`counted` with the number of rows, -1 while they are being asked for."""

    counted = Signal(int)

    def __init__(
        self, state: State, bridge: Bridge, topic: Topic, name: str, columns: Sequence[Column], empty: Empty
    ) -> None:
        super().__init__()
        self._state, self._bridge, self.topic = state, bridge, topic
        self.wanted: Any = None
        self._question = 0
        self._is_new = True
        self._pages: set[int] = set()
        self._stale = True
        self.table = Table(name, columns)
        self.empty = empty
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.table, 1)
        layout.addWidget(empty, 1)
        empty.hide()
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        self.table.sorted_by.connect(self._sorted)
        self.table.rows.page_wanted.connect(self._ask_page)
        bridge.answered.connect(self._answered)
        bridge.unanswered.connect(self._unanswered)
        state.closing.connect(self._soon.stop)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self.set_theme(state.theme)
        self._set_font()

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.table.set_theme(theme)

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        self.table.set_serif(self._state.typeface)

    def ask(self, wanted: Any) -> None:
        """Another question: from the first row on."""
        self.wanted = wanted
        self._send(new=True)

    @Slot()
    def refresh(self) -> None:
        """The same question again; asked at once only by what is on show."""
        if self.isVisible():
            self._send(new=False)
        else:
            self._stale = True

    def show_if_stale(self) -> None:
        """It has come into view."""
        if self._stale:
            self._send(new=self.table.rows.total == 0)

    def _send(self, *, new: bool) -> None:
        self._stale = False
        self._is_new = new or (self._is_new and self._question > 0)
        if self._question:
            self._bridge.drop(self._question)
        self._pages.clear()
        self.counted.emit(-1)
        self._question = self._bridge.ask(self.topic, self.wanted, self.table.order)

    @Slot(int)
    def _ask_page(self, offset: int) -> None:
        self._pages.add(self._bridge.ask(self.topic, self.wanted, self.table.order, offset=offset))

    @Slot(str)
    def _sorted(self, _order: str) -> None:
        self._send(new=True)

    @Slot(int, object)
    def _answered(self, number: int, answer: Answer) -> None:
        if number in self._pages:
            self._pages.discard(number)
            self.table.rows.take(answer)
        elif number == self._question:
            self._question = 0
            at = self.table.currentIndex().row()
            if self._is_new:
                self.table.rows.begin(answer)
            else:
                before = self.table.rows.total
                self.table.rows.renew(answer)
                if before != answer.total:  # else what is selected stays selected
                    self.table.choose_row(max(0, min(at, answer.total - 1)))
                self.table.current.emit(self.table.current_row())
            self._is_new = False
            self._show(answer.total)

    def _show(self, total: int) -> None:
        self.table.setVisible(total > 0)
        self.empty.setVisible(total == 0)
        self.counted.emit(total)

    @Slot(int, str)
    def _unanswered(self, number: int, sentence: str) -> None:
        if number == self._question:
            self._question = 0
            self.table.rows.clear()
            self._show(0)
            self._state.say(sentence)

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if _concerns(changes):
            self._stale = True
            if self.isVisible():
                self._soon.start()


def _concerns(changes: Changes) -> bool:
    there = changes.findings or changes.passages or changes.tags or changes.briefs or changes.corrections
    return bool(there or changes.everything)
