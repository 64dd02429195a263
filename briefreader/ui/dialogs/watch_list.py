"""Names and terms to be watched for, and where they stand."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefreader.records import Likeness, WatchHit
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.search.watch_rows import WatchDelegate
from briefreader.ui.state import State


class WatchDialog(QDialog):
    """One term a line. `place_wanted` when a hit is to be opened."""

    place_wanted = Signal(str, int, int)

    def __init__(self, state: State, bridge: Bridge, questions: Questions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Watch list - BriefReader")
        self._state, self._bridge, self._questions = state, bridge, questions
        self._asked = 0
        self.field = QPlainTextEdit("\n".join(state.library.searches.watched()))
        self.field.setPlaceholderText("A name or term a line")
        self.field.setAccessibleName("Names and terms watched for, one a line")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(130)
        self.told = QLabel()
        self.told.setObjectName("quiet")
        self.list = RowList("Where they stand")
        self.list.set_delegate(WatchDelegate(self.list))
        self.list.set_theme(state.theme)
        self.list.chosen.connect(self._open)
        from_file, self.watch, close = QPushButton("From a file…"), QPushButton("Watch for these"), QPushButton("Close")
        self.watch.setProperty("primary", True)
        from_file.clicked.connect(self.read_file)
        self.watch.clicked.connect(self.keep)
        close.clicked.connect(self.reject)
        foot = QHBoxLayout()
        foot.addWidget(from_file)
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.watch)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for widget in (self.field, self.told, self.list):
            layout.addWidget(widget)
        layout.addLayout(foot)
        self.resize(620, 560)
        bridge.consulted.connect(self._take)
        self._ask()

    @Slot()
    def keep(self) -> None:
        if self._state.do(self._state.library.searches.watch, self.field.toPlainText().splitlines()) is not None:
            self._ask()

    @Slot()
    def read_file(self) -> None:
        path = self._questions.open_file("A list of names or terms", "Text (*.txt *.csv);;All files (*)")
        if path is not None and self._state.do(self._state.library.searches.watch, path) is not None:
            self.field.setPlainText("\n".join(self._state.library.searches.watched()))
            self._ask()

    def _ask(self) -> None:
        self.told.setText("Looking…")
        self._asked = self._bridge.consult("watch_hits")

    @Slot(int, object)
    def _take(self, number: int, answer: object) -> None:
        if number != self._asked:
            return
        self._asked = 0
        hits: list[WatchHit] = answer if isinstance(answer, list) else []
        briefs = {brief.id: brief for brief in self._state.library.some_briefs({hit.brief for hit in hits})}
        grouped: dict[tuple[str, str], list[WatchHit]] = {}
        for hit in hits:
            if hit.brief in briefs:
                grouped.setdefault((hit.term, hit.brief), []).append(hit)
        shown = []
        term = ""
        newest = sorted(grouped, key=lambda key: briefs[key[1]].added, reverse=True)
        for key in sorted(newest, key=lambda key: key[0].casefold()):
            if key[0] != term:
                term = key[0]
                shown.append(Row(f"term:{term}", term, heading=True))
            there, title = grouped[key], wording.title(briefs[key[1]])
            places = wording.count(len(there), "place")
            first = Likeness(key[1], 1.0, there[0].start, there[0].end)
            shown.append(Row(f"{term}:{key[1]}", f"{title}, {places}", (first, title, places)))
        self.list.set_rows(shown)
        terms = len(self._state.library.searches.watched())
        where = f"stand in {wording.count(len({hit.brief for hit in hits}), 'brief')}" if hits else "stand nowhere yet"
        self.told.setText(f"{wording.count(terms, 'term')}: they {where}." if terms else "Nothing is watched for yet.")

    @Slot(object)
    def _open(self, row: Row) -> None:
        first = row.item[0]
        self.place_wanted.emit(first.brief, first.start, first.end)
        self.accept()
