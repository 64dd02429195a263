"""The bar above the text: back and forward, what is marked, the hits, and how much of the brief is tagged."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QMenu, QToolButton, QWidget

from briefreader.records import Passage
from briefreader.text.findings import ENTITY_TYPES
from briefreader.ui import wording
from briefreader.ui.icons import icon
from briefreader.ui.preferences import MARKS, Preferences
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_ROOMY = 560  # pixels: narrower, the count of paragraphs gives way


class BriefBar(QFrame):
    """`stepped` to the next or previous hit; `hits_closed` when the hits are no longer wanted; `pages_toggled`
    to the brief's own pages or back to its text."""

    stepped = Signal(int)
    hits_closed = Signal()
    pages_toggled = Signal(bool)

    def __init__(
        self, state: State, reading: Reading, back: QAction, forward: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("briefBar")
        self._state, self._reading = state, reading
        self._back, self._forward = _arrow(back), _arrow(forward)
        self._names = self._make_names()
        self._quotes = self._toggle("Quotes", ("quotes", "speakers"))
        self._reported = self._make_reported()
        self._tags = self._toggle("Passages", ("passages",))
        self._hits = QLabel()
        self._up, self._down, self._close = QToolButton(), QToolButton(), QToolButton()
        for button, name in ((self._up, "Hit before"), (self._down, "Next hit"), (self._close, "Unmark the hits")):
            button.setAccessibleName(name)
            button.setToolTip(name)
        self._up.clicked.connect(self._step_back)
        self._down.clicked.connect(self._step_on)
        self._close.clicked.connect(self.hits_closed)
        self._pages = QToolButton()
        self._pages.setText("Pages")
        self._pages.setCheckable(True)
        self._pages.setAccessibleName("Show the brief in its own pages")
        self._pages.setToolTip("Show the brief in its own pages")
        self._pages.clicked.connect(self.pages_toggled)
        self._tagged = QLabel()
        self._tagged.setObjectName("quiet")
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 5, 16, 5)
        layout.setSpacing(2)
        for widget in (self._back, self._forward):
            layout.addWidget(widget)
        layout.addSpacing(10)
        for widget in (self._names, self._quotes, self._tags):
            layout.addWidget(widget)
        layout.addStretch(1)
        for widget in (self._hits, self._up, self._down, self._close):
            layout.addWidget(widget)
        layout.addStretch(1)
        layout.addWidget(self._tagged)
        layout.addSpacing(8)
        layout.addWidget(self._pages)
        self.setFixedHeight(40)
        reading.passages_changed.connect(self._count_tagged)
        reading.hits_changed.connect(self._hits_found)
        state.preferences_changed.connect(self._show_kinds)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)
        self._show_kinds(state.preferences)
        self._hits_found([])
        self.show_paged(False, False)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._tagged.setVisible(self.width() >= _ROOMY)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        for button, name in ((self._up, "up"), (self._down, "down"), (self._close, "close")):
            button.setIcon(icon(name, theme.ink2))
        for arrow, name in ((self._back, "back"), (self._forward, "forward")):
            arrow.defaultAction().setIcon(icon(name, theme.ink2))

    @Slot(int, int)
    def show_hit(self, number: int, total: int) -> None:
        self._hits.setText(f"{number} of {wording.count(total, 'hit')}" if number else wording.count(total, "hit"))

    @Slot(bool, bool)
    def show_paged(self, possible: bool, shown: bool) -> None:
        """Whether the brief has pages to show, and whether they are in view."""
        self._pages.setVisible(possible)
        self._pages.setChecked(shown)

    def _make_names(self) -> QToolButton:
        button = QToolButton()
        button.setObjectName("mark")
        button.setText("Names")
        button.setAccessibleName("Which names are marked")
        button.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        button.setCheckable(True)
        button.clicked.connect(self._all_names)
        menu = QMenu(button)
        self._types: dict[str, QAction] = {}
        for type_ in ENTITY_TYPES:
            action = menu.addAction(wording.TYPES[type_][1])
            action.setCheckable(True)
            action.setData(type_)
            self._types[type_] = action
        menu.triggered.connect(self._type_toggled)
        button.setMenu(menu)
        return button

    def _make_reported(self) -> QAction:
        """What is only reported is marked when that is asked for."""
        self._quotes.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        menu = QMenu(self._quotes)
        action = menu.addAction("Reported speech too")
        action.setCheckable(True)
        action.setData("reported")
        menu.triggered.connect(self._type_toggled)
        self._quotes.setMenu(menu)
        return action

    @Slot()
    def ask_names(self) -> None:
        """Open the menu of the types that are marked."""
        self._names.showMenu()

    def _toggle(self, text: str, kinds: tuple[str, ...]) -> QToolButton:
        button = QToolButton()
        button.setObjectName("mark")
        button.setText(text)
        button.setCheckable(True)
        button.setAccessibleName(f"Mark {text.lower()} in the text")
        button.setProperty("kinds", list(kinds))
        button.clicked.connect(self._kind_toggled)
        return button

    @Slot()
    def _kind_toggled(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self._set_hidden(set(button.property("kinds")), not button.isChecked())

    @Slot(bool)
    def _all_names(self, shown: bool) -> None:
        self._set_hidden(set(ENTITY_TYPES), not shown)

    @Slot(QAction)
    def _type_toggled(self, action: QAction) -> None:
        self._set_hidden({action.data()}, not action.isChecked())

    def _set_hidden(self, kinds: set[str], hidden: bool) -> None:
        now = set(self._state.preferences.hidden)
        now = now | kinds if hidden else now - kinds
        self._state.change(hidden=tuple(kind for kind in MARKS if kind in now))

    @Slot(object)
    def _show_kinds(self, preferences: Preferences) -> None:
        hidden = set(preferences.hidden)
        self._names.setChecked(not hidden >= set(ENTITY_TYPES))
        self._quotes.setChecked("quotes" not in hidden)
        self._tags.setChecked("passages" not in hidden)
        self._reported.setChecked("reported" not in hidden)
        for type_, action in self._types.items():
            action.setChecked(type_ not in hidden)

    @Slot()
    def _step_on(self) -> None:
        self.stepped.emit(1)

    @Slot()
    def _step_back(self) -> None:
        self.stepped.emit(-1)

    @Slot(object)
    def _hits_found(self, hits: list[tuple[int, int]]) -> None:
        of_search = bool(hits and self._reading.query)  # what is found in this brief alone is told by its own bar
        for widget in (self._hits, self._up, self._down, self._close):
            widget.setVisible(of_search)
        self.show_hit(0, len(hits))

    @Slot(object)
    def _count_tagged(self, passages: list[Passage]) -> None:
        document = self._reading.document
        total = len({block.paragraph for block in document.blocks if block.paragraph}) if document else 0
        tagged = len({passage.paragraph for passage in passages if passage.start is not None} - {None})
        text = (
            f"{tagged} of {wording.count(total, 'paragraph')} tagged" if tagged else wording.count(total, "paragraph")
        )
        self._tagged.setText(text if total else "")


def _arrow(action: QAction) -> QToolButton:
    button = QToolButton()
    button.setDefaultAction(action)
    action.setIconVisibleInMenu(False)
    button.setAccessibleName(action.text())
    button.setAutoRaise(True)
    return button
