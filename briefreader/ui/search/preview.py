"""Beside an answer: the chosen place with its paragraph, and what can be done with it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QScrollArea,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Likeness, Reason, Snippet
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.search import why
from briefreader.ui.search.card import PassageCard
from briefreader.ui.search.enquiry import Enquiry
from briefreader.ui.search.likes import LikeDelegate, likeness_row
from briefreader.ui.search.rows import Found
from briefreader.ui.search.why import ReasonDelegate
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_AFTER_MS = 60  # the keyboard may be passing through


class PreviewPanel(QWidget):
    """`tag_wanted` and `copy_wanted` for the places chosen among the answers."""

    tag_wanted = Signal()
    copy_wanted = Signal()
    place_wanted = Signal(str, int, int)  # brief, start, end

    def __init__(self, state: State, bridge: Bridge, enquiry: Enquiry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self._state, self._bridge, self._enquiry = state, bridge, enquiry
        self._found: Found | None = None
        self._asked = self._asked_why = self._asked_others = 0
        self._after = QTimer(self, interval=_AFTER_MS, singleShot=True)
        self._after.timeout.connect(self._ask)
        self.card = PassageCard()
        self.tag = QPushButton("Tag")
        self.copy = QPushButton("Copy with citation")
        self.tag.clicked.connect(self.tag_wanted)
        self.copy.clicked.connect(self.copy_wanted)
        self._title = QLabel()
        self._title.setObjectName("emptySmall")
        self._title.setWordWrap(True)
        self._title.setTextFormat(Qt.TextFormat.PlainText)
        self._title.setContentsMargins(12, 0, 12, 0)
        self._buttons = QWidget()
        row = QHBoxLayout(self._buttons)
        row.setContentsMargins(12, 4, 12, 4)
        row.addWidget(self.tag)
        row.addWidget(self.copy)
        row.addStretch(1)
        self._empty = Empty(
            "No place chosen",
            "Go through the answers with the arrow keys: the chosen one stands here in its paragraph.",
        )
        self._elsewhere = QLabel("The same words elsewhere")
        self._elsewhere.setObjectName("sectionTitle")
        self._elsewhere.setContentsMargins(14, 10, 14, 2)
        self.others = RowList("The same words elsewhere")
        self.others.set_delegate(LikeDelegate(self.others))
        self.others.chosen.connect(self._open_other)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(8)
        for widget in (self._empty, self._title, self.card, self._buttons):
            layout.addWidget(widget)
        layout.addWidget(self._elsewhere)
        layout.addWidget(self.others)
        layout.addStretch(1)
        scrolled = QScrollArea()
        scrolled.setWidgetResizable(True)
        scrolled.setFrameShape(QFrame.Shape.NoFrame)
        scrolled.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scrolled.setWidget(page)
        scrolled.viewport().setAutoFillBackground(False)
        page.setAutoFillBackground(False)
        scrolled.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("The chosen place")
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(scrolled, "Preview")
        self.why = RowList("Why it matched")
        self.why.set_delegate(ReasonDelegate(self.why))
        self.tabs.addTab(self.why, "Why it matched")
        self.tabs.currentChanged.connect(self._ask_why)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)
        bridge.around_found.connect(self._take)
        bridge.consulted.connect(self._take_answer)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        state.closing.connect(self._after.stop)
        self._set_font()
        self.set_theme(state.theme)
        self.show_found(None)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.card.set_theme(theme)
        self.why.set_theme(theme)
        self.others.set_theme(theme)

    @property
    def found(self) -> Found | None:
        return self._found

    @Slot(object)
    def show_found(self, found: Found | None) -> None:
        """Show a place: at once as the answer has it, a moment later in its paragraph."""
        if found is not None and found.more:
            return
        if found is not None and self._found is not None and _same(found, self._found):
            return
        self._found = found
        snippet = (found.snippet or found.hit.snippets[0]) if found is not None else None
        self._empty.setVisible(found is None)
        self._title.setVisible(found is not None)
        self._buttons.setVisible(found is not None)
        self._title.setText(" ".join(found.hit.title.split()) or found.hit.path if found is not None else "")
        self.card.show_snippet(snippet)
        self.why.set_rows([])
        self._show_others([])
        if found is None:
            self._after.stop()
        else:
            self._after.start()

    @Slot(int)
    def show_count(self, chosen: int) -> None:
        """How many places are chosen: what the buttons are about."""
        many = chosen > 1
        self.tag.setText(f"Tag {wording.count(chosen, 'place')}" if many else "Tag")
        self.copy.setText(f"Copy {chosen} with citation" if many else "Copy with citation")

    @Slot()
    def _ask(self) -> None:
        if self._found is not None:
            self._asked = self._bridge.around(self._found.hit.brief, *self._found.span, self._enquiry.query)
            self._asked_others = self._bridge.consult("related", self._found.hit.brief, *_words(self._found), 6)
            self._ask_why()

    @Slot()
    def _ask_why(self) -> None:
        if self._found is not None and self.tabs.currentWidget() is self.why:
            self._asked_why = self._bridge.consult(
                "why", self._found.hit.brief, self._enquiry.query, self._enquiry.choices
            )

    @Slot(int, object)
    def _take_answer(self, number: int, answer: object) -> None:
        if number == self._asked_why and isinstance(answer, tuple):
            whole = Reason(self._enquiry.query, "as a whole: it asks for no words", 0, 0.0)
            self.why.set_rows(why.rows(answer or (whole,)))
        elif number == self._asked_others and isinstance(answer, list):
            self._show_others(answer)

    def _show_others(self, found: list[Likeness]) -> None:
        briefs = {brief.id: brief for brief in self._state.library.some_briefs([one.brief for one in found])}
        shown = [likeness_row(one, wording.title(briefs[one.brief])) for one in found if one.brief in briefs]
        self.others.set_rows(shown)
        self.others.setFixedHeight(26 * len(shown) + 2)
        self.others.setVisible(bool(shown))
        self._elsewhere.setVisible(bool(shown))

    @Slot(object)
    def _open_other(self, row: Row) -> None:
        one: Likeness = row.item[0]
        self.place_wanted.emit(one.brief, one.start, one.end)

    @Slot(int, object)
    def _take(self, number: int, snippet: Snippet | None) -> None:
        if number == self._asked and snippet is not None and self._found is not None:
            self.card.show_snippet(snippet)

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        self.card.set_serif(self._state.typeface)


def _same(one: Found, other: Found) -> bool:
    return one.hit.brief == other.hit.brief and one.snippet == other.snippet


def _words(found: Found) -> tuple[int, int]:
    """The words of a place as it is shown."""
    snippet = found.snippet or found.hit.snippets[0]
    return snippet.start, snippet.end
