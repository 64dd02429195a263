"""The right zone: four tabs about the brief on show, each with its count; or what is in doubt, while it is reviewed."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QStackedWidget, QTabWidget, QVBoxLayout, QWidget

from briefreader.ui.lists.view import RowList
from briefreader.ui.reading import Reading
from briefreader.ui.side.keys import KeysPanel
from briefreader.ui.side.names import NamesPanel
from briefreader.ui.side.passages import PassagesPanel
from briefreader.ui.side.quotes import QuotesPanel
from briefreader.ui.side.review import ReviewPanel
from briefreader.ui.state import State


class SidePanel(QWidget):
    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.passages = PassagesPanel(state, reading)
        self.names = NamesPanel(state, reading)
        self.quotes = QuotesPanel(state, reading)
        self.keys = KeysPanel(state, reading)
        self.review = ReviewPanel(state, reading)
        self.review.closed.connect(self.end_review)
        self.tabs = QTabWidget()
        self.tabs.setDocumentMode(True)
        self.tabs.setAccessibleName("About this brief")
        self.tabs.setUsesScrollButtons(False)
        self.tabs.setElideMode(Qt.TextElideMode.ElideRight)
        self.tabs.tabBar().setExpanding(False)
        self.tabs.tabBar().setDrawBase(False)
        self.tabs.addTab(self.passages, "Passages")
        self.tabs.addTab(self.names, "Names")
        self.tabs.addTab(self.quotes, "Quotes")
        self.tabs.addTab(self.keys, "Key points")
        self.passages.counted.connect(self._passages)
        self.names.counted.connect(self._names)
        self.quotes.counted.connect(self._quotes)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.tabs)
        self._pages.addWidget(self.review)
        layout.addWidget(self._pages)
        reading.opened.connect(self._opened)
        reading.text_changed.connect(self._opened)
        reading.closed.connect(self._closed)
        self._closed()

    @property
    def list(self) -> RowList:
        """The list of the tab on show, or of the review."""
        if self.is_reviewing:
            return self.review.list
        panel = (self.passages, self.names, self.quotes, self.keys)[self.tabs.currentIndex()]
        return panel.list

    @property
    def focus_target(self) -> QWidget:
        """Where the keyboard goes: the list, or the tabs while it is empty."""
        return self.list if self.list.isVisible() else self.tabs.tabBar()

    @property
    def is_reviewing(self) -> bool:
        return self._pages.currentWidget() is self.review

    def begin_review(self) -> None:
        self._pages.setCurrentWidget(self.review)
        self.review.begin()

    @Slot()
    def end_review(self) -> None:
        """Back to the tabs."""
        self._pages.setCurrentWidget(self.tabs)
        self.focus_target.setFocus()

    def show_tab(self, number: int) -> None:
        self._pages.setCurrentWidget(self.tabs)
        self.tabs.setCurrentIndex(number)
        self.focus_target.setFocus()

    @Slot(object, object, int)
    def _opened(self, _brief: object, document: object, _offset: int) -> None:
        self.tabs.setVisible(document is not None)

    @Slot()
    def _closed(self) -> None:
        """There is nothing to tell of."""
        self.tabs.hide()

    @Slot(int)
    def _passages(self, count: int) -> None:
        self._name(0, "Passages", count)

    @Slot(int)
    def _names(self, count: int) -> None:
        self._name(1, "Names", count)

    @Slot(int)
    def _quotes(self, count: int) -> None:
        self._name(2, "Quotes", count)

    def _name(self, tab: int, name: str, count: int) -> None:
        self.tabs.setTabText(tab, f"{name} {count}" if count else name)
