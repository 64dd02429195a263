"""Paste a sentence: whether it stands in the library, where, word for word or how it differs."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QDialog, QHBoxLayout, QLabel, QPlainTextEdit, QPushButton, QVBoxLayout, QWidget

from briefreader.errors import BriefReaderError
from briefreader.records import QuoteCheck, QuotePlace
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.search.likes import ROW, LikeDelegate
from briefreader.ui.state import State

_VERDICTS = {
    "verbatim": "It stands there word for word.",
    "nearly": "It stands there, but not word for word.",
    "absent": "It stands in no brief of this library.",
}


class QuoteDialog(QDialog):
    """`place_wanted` when a place is to be opened."""

    place_wanted = Signal(str, int, int)

    def __init__(self, state: State, bridge: Bridge, words: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle("Check a quotation - BriefReader")
        self._state, self._bridge = state, bridge
        self._asked = 0
        self._check: QuoteCheck | None = None
        self.field = QPlainTextEdit(words)
        self.field.setPlaceholderText("Paste or type the sentence")
        self.field.setAccessibleName("The quotation")
        self.field.setTabChangesFocus(True)
        self.field.setFixedHeight(110)
        self.check = QPushButton("Check")
        self.check.setProperty("primary", True)
        self.check.setDefault(True)
        self.check.clicked.connect(self.ask)
        close = QPushButton("Close")
        close.clicked.connect(self.reject)
        self.verdict = QLabel("Curly and straight marks, spaces and line ends do not count as differences.")
        self.verdict.setWordWrap(True)
        self.list = RowList("Where it stands")
        self.list.set_delegate(LikeDelegate(self.list))
        self.list.set_theme(state.theme)
        self.list.selectionModel().currentChanged.connect(self._show_differences)
        self.list.chosen.connect(self._open)
        self.differences = QLabel()
        self.differences.setWordWrap(True)
        self.differences.setTextFormat(Qt.TextFormat.RichText)
        self.differences.setAccessibleName("Differences")
        foot = QHBoxLayout()
        foot.addStretch(1)
        foot.addWidget(close)
        foot.addWidget(self.check)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 18, 20, 16)
        layout.setSpacing(10)
        for widget in (self.field, self.verdict, self.list, self.differences):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addLayout(foot)
        self.list.setFixedHeight(0)
        self.resize(620, 520)
        bridge.consulted.connect(self._take)
        if words:
            self.ask()

    @Slot()
    def ask(self) -> None:
        text = self.field.toPlainText().strip()
        if text:
            self.verdict.setText("Looking…")
            self._asked = self._bridge.consult("check_quote", text)

    @Slot(int, object)
    def _take(self, number: int, answer: object) -> None:
        if number != self._asked:
            return
        self._asked = 0
        self.differences.clear()
        if not isinstance(answer, QuoteCheck):
            self._check = None
            self.verdict.setText(answer if isinstance(answer, str) else "This cannot be looked up.")
            self.list.set_rows([])
            self.list.setFixedHeight(0)
            return
        self._check = answer
        self.verdict.setText(_VERDICTS[answer.verdict])
        briefs = {brief.id: brief for brief in self._state.library.some_briefs([one.brief for one in answer.places])}
        shown = [
            Row(f"{n}", "", (one, f"{wording.title(briefs[one.brief])}, {wording.place(one.paragraph, one.page)}"))
            for n, one in enumerate(answer.places)
            if one.brief in briefs
        ]
        self.list.set_rows(
            [Row(row.key, f"{row.item[1]}, {row.item[0].likeness:.0%} alike", row.item) for row in shown]
        )
        self.list.setFixedHeight(min(8, len(shown)) * ROW + 2 if shown else 0)
        if shown:
            self.list.setCurrentIndex(self.list.rows.index(0))

    @Slot()
    def _show_differences(self) -> None:
        row = self.list.rows.row(self.list.currentIndex())
        if row is None or self._check is None:
            return
        place: QuotePlace = row.item[0]
        try:
            text = self._state.library.document(place.brief).text
        except BriefReaderError as error:
            self.differences.setText(escape(str(error)))
            return
        self.differences.setText(marked(self._check.text, text, place))

    @Slot(object)
    def _open(self, row: Row) -> None:
        place: QuotePlace = row.item[0]
        self.place_wanted.emit(place.brief, place.start, place.end)
        self.accept()


def marked(quotation: str, text: str, place: QuotePlace) -> str:
    """The words of the brief as HTML: what the quotation has otherwise stands struck out in square brackets, what the
    brief has in its place is underlined."""
    parts: list[str] = []
    at = place.start
    for one in sorted(place.differences, key=lambda difference: difference.text):
        start, end = one.text
        parts.append(escape(text[at:start]))
        typed, there = quotation[slice(*one.query)].strip(), text[start:end]
        if typed:
            parts.append(f"<s>[{escape(typed)}]</s> ")
        if there:
            parts.append(f"<b><u>{escape(there)}</u></b>")
        at = max(at, end)
    parts.append(escape(text[at : place.end]))
    return "".join(parts).replace("\n", " ")
