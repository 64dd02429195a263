"""The views across the library, side by side under one bar."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QFrame,
    QHBoxLayout,
    QMenu,
    QStackedWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Entity
from briefreader.ui import wording
from briefreader.ui.across.attention import AttentionPage
from briefreader.ui.across.corrections import CorrectionsPage
from briefreader.ui.across.matrix import MatrixPage
from briefreader.ui.across.names import NamesPage
from briefreader.ui.across.page import AcrossPage
from briefreader.ui.across.passages import PassagesPage
from briefreader.ui.across.quotes import QuotesPage
from briefreader.ui.across.tags import TagsPage
from briefreader.ui.across.timeline import TimelinePage
from briefreader.ui.bridge import Bridge
from briefreader.ui.dialogs.ask import Questions
from briefreader.ui.icons import icon
from briefreader.ui.popups.correcting import Deed
from briefreader.ui.popups.frame import Popup
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

View = AcrossPage | MatrixPage | TagsPage
VIEWS = {
    "names": "Names",
    "quotes": "Quotes",
    "timeline": "Timeline",
    "matrix": "Names by brief",
    "passages": "Passages",
    "tags": "Tags",
    "attention": "Needs attention",
    "corrections": "Corrections",
}


class AcrossView(QWidget):
    """`opened` with a brief and a span of it; `closed` to go back to the brief; `corrected` with an entity and what is
    to be done with it."""

    opened = Signal(str, int, int)
    closed = Signal()
    corrected = Signal(object, object)

    def __init__(self, state: State, bridge: Bridge, questions: Questions) -> None:
        super().__init__()
        self._state = state
        self.names = NamesPage(state, bridge, questions)
        self.quotes = QuotesPage(state, bridge, questions)
        self.timeline = TimelinePage(state, bridge, questions)
        self.matrix = MatrixPage(state, bridge, questions)
        self.passages = PassagesPage(state, bridge, questions)
        self.tags = TagsPage(state, bridge, questions)
        self.attention = AttentionPage(state, bridge, questions)
        self.corrections = CorrectionsPage(state, bridge, questions)
        self._views: dict[str, View] = {
            "names": self.names,
            "quotes": self.quotes,
            "timeline": self.timeline,
            "matrix": self.matrix,
            "passages": self.passages,
            "tags": self.tags,
            "attention": self.attention,
            "corrections": self.corrections,
        }
        bar = QFrame()
        bar.setObjectName("briefBar")
        row = QHBoxLayout(bar)
        row.setContentsMargins(12, 5, 16, 5)
        row.setSpacing(2)
        self._back = QToolButton()
        self._back.setAccessibleName("Back to the brief")
        self._back.setToolTip("Back to the brief (Esc)")
        self._back.clicked.connect(self.closed)
        row.addWidget(self._back)
        row.addSpacing(10)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for name, text in VIEWS.items():
            button = QToolButton()
            button.setText(text)
            button.setCheckable(True)
            button.setAccessibleName(f"{text}, over all briefs")
            button.setProperty("view", name)
            button.clicked.connect(self._picked)
            self._group.addButton(button)
            self._buttons[name] = button
            row.addWidget(button)
        self._more = QToolButton()
        self._more.setText("More")
        self._more.setAccessibleName("More views of all briefs")
        self._more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._more.setMenu(QMenu(self._more))
        self._more.menu().aboutToShow.connect(self._fill_more)
        row.addWidget(self._more)
        row.addStretch(1)
        bar.setFixedHeight(40)
        self.pages = QStackedWidget()
        for view in self._views.values():
            self.pages.addWidget(view)
            view.opened.connect(self.opened)
        self.names.corrected.connect(self._correct)
        self.quotes.tagged.connect(self.tag)
        self.tags.passages_wanted.connect(self.show_tagged)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.pages, 1)
        state.theme_changed.connect(self.set_theme)
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self._back.setIcon(icon("back", theme.ink2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The views that have no room in the bar are in a menu."""
        super().resizeEvent(event)
        left = self.width() - self._back.sizeHint().width() - 60
        crowded = sum(button.sizeHint().width() + 2 for button in self._buttons.values()) > left
        left -= self._more.sizeHint().width() if crowded else 0
        for button in self._buttons.values():
            left -= button.sizeHint().width() + 2
            button.setVisible(left >= 0)
        self._more.setVisible(crowded)

    @Slot()
    def _fill_more(self) -> None:
        menu = self._more.menu()
        menu.clear()
        for button in self._buttons.values():
            if button.isHidden():
                menu.addAction(button.text()).triggered.connect(button.click)

    @property
    def present(self) -> View:
        return next(view for view in self._views.values() if view is self.pages.currentWidget())

    @property
    def name(self) -> str:
        """Of the view on show."""
        return next(name for name, view in self._views.items() if view is self.pages.currentWidget())

    def show_view(self, name: str) -> None:
        self._buttons[name].setChecked(True)
        self.pages.setCurrentWidget(self._views[name])
        self._views[name].come()

    @Slot(str)
    def show_tagged(self, path: str) -> None:
        """The passages with a tag."""
        self.show_view("passages")
        self.passages.show_tag(path)

    def tag_recent(self, number: int) -> None:
        """A digit was pressed: a tag for what is selected in the view on show."""
        view = self.present
        if isinstance(view, QuotesPage | PassagesPage) and view.listing.table.hasFocus():
            view.tag_recent(number)

    def dismiss(self) -> bool:
        """Close what stands over the view. Returns whether something did."""
        popups = [popup for popup in self.findChildren(Popup) if not popup.isHidden()]
        for popup in popups:
            popup.dismiss()
        return bool(popups)

    @Slot()
    def _picked(self) -> None:
        button = self.sender()
        if isinstance(button, QToolButton):
            self.show_view(button.property("view"))

    @Slot(object, str, str, str)
    def tag(self, spans: list[tuple[str, int, int]], path: str, note: str, colour: str) -> None:
        """Tag many spans in one step."""
        done = self._state.do(self._state.library.marking.tag_spans, spans, [path], note)
        if done is None:
            return
        if colour:
            self._state.do(self._state.library.recolour_tag, path, colour)
        what = wording.count(len(done.passages), "passage")
        self._state.say(f"{what} tagged: {wording.tag(path)}. Ctrl+Z takes it back.")

    @Slot(object, object)
    def _correct(self, subject: Entity | list[Entity], deed: Deed | list[tuple[str, str]]) -> None:
        """Several entities are merged, each into a name and type; what is said of one is done elsewhere."""
        if not isinstance(subject, list) or isinstance(deed, Deed):
            self.corrected.emit(subject, deed)
            return
        pairs = list(zip(subject, deed, strict=True))
        if self._state.do(self._state.library.corrections.merge_all, pairs) is not None:
            self._state.say(f"{self._state.library.undo_label()}, in all briefs. Ctrl+Z takes it back.")
