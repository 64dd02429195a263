"""The middle zone: the brief, or the answers of a search, or what stands in their place."""

from __future__ import annotations

from PySide6.QtCore import Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from briefreader.records import Brief
from briefreader.text.document import Document
from briefreader.ui.middle.bar import BriefBar
from briefreader.ui.middle.notice import Notice, caption
from briefreader.ui.middle.standins import Nothing, Unreadable, Welcome
from briefreader.ui.middle.views import Views
from briefreader.ui.preferences import MARKS, Preferences
from briefreader.ui.reading import Reading
from briefreader.ui.search.results import ResultsView
from briefreader.ui.state import State
from briefreader.ui.theme import Theme


class BriefPage(QWidget):
    """The bar, what should be known, and the reader, kept in step with `Reading`."""

    def __init__(
        self, state: State, reading: Reading, back: QAction, forward: QAction, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self._state, self._reading = state, reading
        self._wanted = -1  # where a hit is to be the current one as soon as the hits are known
        self._font: tuple[str, float] | None = None
        self.bar = BriefBar(state, reading, back, forward)
        self.reader = Views()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(Notice(reading))
        layout.addWidget(self.reader, 1)
        self._column = layout
        reading.opened.connect(self._opened)
        reading.text_changed.connect(self._opened)
        reading.updated.connect(self._updated)
        reading.closed.connect(self.reader.clear)
        reading.mentions_changed.connect(self.reader.set_mentions)
        reading.quotes_changed.connect(self.reader.set_quotes)
        reading.keys_changed.connect(self.reader.set_key_sentences)
        reading.passages_changed.connect(self._passages)
        reading.hits_changed.connect(self._hits)
        reading.reveal.connect(self._reveal)
        self.reader.scrolled.connect(self._scrolled)
        self.reader.hit_changed.connect(self.bar.show_hit)
        self.bar.hits_closed.connect(reading.drop_hits)
        self.reader.paged.connect(self.bar.show_paged)
        self.reader.said.connect(state.say)
        self.bar.stepped.connect(self.reader.step_hit)
        self.bar.pages_toggled.connect(self.show_pages)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_look)
        self.set_theme(state.theme)
        self._set_look(state.preferences)
        self.reader.show_pages(state.preferences.pages)

    def add_bar(self, bar: QWidget) -> None:
        """Something more between the bar and the text."""
        self._column.insertWidget(1, bar)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.reader.set_theme(theme)

    @Slot(object)
    def _set_look(self, preferences: Preferences) -> None:
        self.reader.set_visible_kinds(set(MARKS) - set(preferences.hidden))
        wanted = (self._state.typeface, self._state.reading_size)
        if self._font != wanted:
            self._font = wanted
            self.reader.set_reading_font(*wanted)

    @Slot(object, object, int)
    def _opened(self, brief: Brief, document: Document | None, offset: int) -> None:
        if document is None:
            self.reader.clear()
        else:
            source = self._state.library.source(brief.id) if document.paging and brief.format == "pdf" else None
            self.reader.show_document(document, offset, caption(brief), source)

    @Slot(int)
    def _scrolled(self, offset: int) -> None:
        self._reading.scrolled(offset)
        document = self._reading.document
        if document is None or offset == 0 or not self.reader.is_built:
            return
        if self.reader.visible_span()[1] >= len(document.text) - 1:
            self._reading.reached_end()

    @Slot(bool)
    def show_pages(self, pages: bool) -> None:
        """Show the brief in its own pages, or as text; so are those opened later."""
        self.reader.show_pages(pages)
        self._state.change(pages=pages)

    @Slot(object)
    def _updated(self, brief: Brief) -> None:
        if self._reading.document is not None:
            self.reader.set_caption(caption(brief))

    @Slot(object)
    def _passages(self, passages: object) -> None:
        self.reader.set_passages(passages, self._state.colours)

    @Slot(object)
    def _hits(self, hits: list[tuple[int, int]]) -> None:
        self.reader.set_hits(hits)
        if self._wanted in {start for start, _ in hits}:
            self.reader.choose_hit(self._wanted)
        self._wanted = -1

    @Slot(int, int)
    def _reveal(self, start: int, end: int) -> None:
        self._wanted = start
        self.reader.reveal(start, end)


class Middle(QStackedWidget):
    def __init__(
        self, brief: BriefPage, results: ResultsView, has_samples: bool, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.brief, self.results = brief, results
        self.welcome, self.nothing, self.unreadable = Welcome(has_samples), Nothing(), Unreadable()
        for page in (brief, results, self.welcome, self.nothing, self.unreadable):
            self.addWidget(page)

    def show_page(self, page: QWidget) -> None:
        if self.currentWidget() is not page:
            self.setCurrentWidget(page)
