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

from briefreader.records import Snippet
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.lists.empty import Empty
from briefreader.ui.search.card import PassageCard
from briefreader.ui.search.enquiry import Enquiry
from briefreader.ui.search.rows import Found
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_AFTER_MS = 60  # the keyboard may be passing through


class PreviewPanel(QWidget):
    """`tag_wanted` and `copy_wanted` for the places chosen among the answers."""

    tag_wanted = Signal()
    copy_wanted = Signal()

    def __init__(self, state: State, bridge: Bridge, enquiry: Enquiry, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self._state, self._bridge, self._enquiry = state, bridge, enquiry
        self._found: Found | None = None
        self._asked = 0
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
        self.below = QVBoxLayout()
        self.below.setContentsMargins(0, 6, 0, 0)
        page = QWidget()
        layout = QVBoxLayout(page)
        layout.setContentsMargins(0, 10, 0, 10)
        layout.setSpacing(8)
        for widget in (self._empty, self._title, self.card, self._buttons):
            layout.addWidget(widget)
        layout.addLayout(self.below)
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
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.tabs)
        bridge.around_found.connect(self._take)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        state.closing.connect(self._after.stop)
        self._set_font()
        self.set_theme(state.theme)
        self.show_found(None)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.card.set_theme(theme)

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

    @Slot(int, object)
    def _take(self, number: int, snippet: Snippet | None) -> None:
        if number == self._asked and snippet is not None and self._found is not None:
            self.card.show_snippet(snippet)

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        self.card.set_serif(self._state.typeface)


def _same(one: Found, other: Found) -> bool:
    return one.hit.brief == other.hit.brief and one.snippet == other.snippet
