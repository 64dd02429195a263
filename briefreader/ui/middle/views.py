"""The brief as text or in its pages: one interface, whichever is in view, and both in step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QPoint, QRect, Signal, Slot
from PySide6.QtGui import QPagedPaintDevice
from PySide6.QtWidgets import QStackedWidget, QWidget

from briefreader.records import FoundMention, FoundQuote, Passage, Source
from briefreader.text.document import Document
from briefreader.text.findings import KeySentence
from briefreader.ui.pages.view import PagesView
from briefreader.ui.reader.marks import Found
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.theme import Theme


class Views(QStackedWidget):
    """The reader view and the page view. Signals and methods mean what they mean there, of the one in view; what is
    known of the brief is given to the page view when it comes into view. `paged` tells whether there are pages to
    show, and whether they are in view."""

    selection_changed = Signal(int, int)
    span_clicked = Signal(object)
    link_clicked = Signal(str)
    built = Signal()
    scrolled = Signal(int)
    hit_changed = Signal(int, int)
    zoomed = Signal(int)
    menu_requested = Signal(object)
    paged = Signal(bool, bool)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.text = ReaderView()
        self.pages = PagesView()
        self._source: Source | None = None
        self._prefers_pages = False
        self._mentions: Sequence[FoundMention] = ()
        self._quotes: Sequence[FoundQuote] = ()
        self._passages: tuple[Sequence[Passage], Mapping[str, str]] = ((), {})
        self._keys: Sequence[KeySentence] = ()
        self._hits: Sequence[tuple[int, int]] = ()
        self._kinds: Iterable[str] = ()
        for view in (self.text, self.pages):
            self.addWidget(view)
            view.selection_changed.connect(self.selection_changed)
            view.span_clicked.connect(self.span_clicked)
            view.link_clicked.connect(self.link_clicked)
            view.menu_requested.connect(self.menu_requested)
            view.hit_changed.connect(self.hit_changed)
        self.text.scrolled.connect(self._text_scrolled)
        self.pages.scrolled.connect(self._pages_scrolled)
        self.text.built.connect(self.built)
        self.text.zoomed.connect(self.zoomed)
        self.pages.said.connect(self.said)
        self.setFocusProxy(self.text)

    # Which of the two

    @property
    def current(self) -> ReaderView | PagesView:
        return self.pages if self.shows_pages else self.text

    @property
    def shows_pages(self) -> bool:
        return self.currentWidget() is self.pages

    @property
    def has_pages(self) -> bool:
        return self._source is not None

    @Slot(bool)
    def show_pages(self, pages: bool) -> None:
        """Show the brief in its pages, or as text; what is in view and selected stays so. It is kept for the next
        brief that has pages."""
        self._prefers_pages = pages
        self._choose(pages and self.has_pages)

    def _choose(self, pages: bool) -> None:
        if pages == self.shows_pages:
            self.paged.emit(self.has_pages, pages)
            return
        offset, selection = self.current.first_offset(), self.current.selection()
        document = self.text.document
        if pages and document is not None and self._source is not None:
            self.pages.show_document(self._source, document, offset)
            self._hand_over()
        had_focus = self.current.hasFocus() or self.isAncestorOf(self.focusWidget() or self)
        self.setCurrentWidget(self.pages if pages else self.text)
        self.setFocusProxy(self.current)
        if not pages and document is not None:
            self.text.go_to(offset)
        if selection is not None:
            self.current.select(*selection)
        if had_focus:
            self.current.setFocus()
        self.paged.emit(self.has_pages, pages)

    def _hand_over(self) -> None:
        self.pages.set_visible_kinds(self._kinds)
        self.pages.set_mentions(self._mentions)
        self.pages.set_quotes(self._quotes)
        self.pages.set_passages(*self._passages)
        self.pages.set_key_sentences(self._keys)
        self.pages.set_hits(self._hits)

    # The document

    @property
    def document(self) -> Document | None:
        return self.text.document

    @property
    def is_built(self) -> bool:
        return self.text.is_built

    def show_document(
        self, document: Document, position: int = 0, caption: str | None = None, source: Source | None = None
    ) -> None:
        """`source` is the file of a brief that can be shown in its pages."""
        self._source = source
        self._mentions, self._quotes, self._passages, self._keys, self._hits = (), (), ((), {}), (), ()
        self.text.show_document(document, position, caption)
        if source is not None:
            self.pages.source.prepare()
        if source is not None and self._prefers_pages:
            self.pages.show_document(source, document, position)
            self._hand_over()
            self.setCurrentWidget(self.pages)
        else:
            self.setCurrentWidget(self.text)
        self.setFocusProxy(self.current)
        self.paged.emit(self.has_pages, self.shows_pages)

    def set_caption(self, caption: str) -> None:
        self.text.set_caption(caption)

    def clear(self) -> None:
        self._source = None
        self.text.clear()
        self.pages.clear()
        self.setCurrentWidget(self.text)
        self.paged.emit(False, False)

    def close_pages(self) -> None:
        """End the process that draws pages."""
        self.pages.source.close()

    # What is known of it

    def set_mentions(self, mentions: Sequence[FoundMention]) -> None:
        self._mentions = mentions
        self.text.set_mentions(mentions)
        if self.shows_pages:
            self.pages.set_mentions(mentions)

    def set_quotes(self, quotes: Sequence[FoundQuote]) -> None:
        self._quotes = quotes
        self.text.set_quotes(quotes)
        if self.shows_pages:
            self.pages.set_quotes(quotes)

    def set_passages(self, passages: Sequence[Passage], colours: Mapping[str, str]) -> None:
        self._passages = (passages, colours)
        self.text.set_passages(passages, colours)
        if self.shows_pages:
            self.pages.set_passages(passages, colours)

    def set_key_sentences(self, keys: Sequence[KeySentence]) -> None:
        self._keys = keys
        self.text.set_key_sentences(keys)
        if self.shows_pages:
            self.pages.set_key_sentences(keys)

    def set_hits(self, hits: Sequence[tuple[int, int]]) -> None:
        self._hits = hits
        self.text.set_hits(hits)
        if self.shows_pages:
            self.pages.set_hits(hits)

    def set_visible_kinds(self, kinds: Iterable[str]) -> None:
        self._kinds = frozenset(kinds)
        self.text.set_visible_kinds(self._kinds)
        self.pages.set_visible_kinds(self._kinds)

    def spans_at(self, offset: int) -> tuple[Found, ...]:
        return self.text.spans_at(offset)

    def found_at(self, where: QPoint) -> Found | None:
        """The shortest name or quote at a place on the screen; None of pages, which only their own process knows."""
        if self.shows_pages:
            return None
        offset = self.text.offset_at(where)
        under = self.text.spans_at(offset) if offset is not None else ()
        return next((one for one in under if not isinstance(one, Passage)), None)

    def step_hit(self, step: int = 1) -> tuple[int, int] | None:
        return self.current.step_hit(step)

    def choose_hit(self, start: int) -> bool:
        return self.current.choose_hit(start)

    # Selection and place

    def selection(self) -> tuple[int, int] | None:
        return self.current.selection()

    def select(self, start: int, end: int) -> None:
        self.current.select(start, end)

    def clear_selection(self) -> None:
        self.current.clear_selection()

    def reveal(self, start: int, end: int, flash: bool = True) -> None:
        self.current.reveal(start, end, flash)

    def first_offset(self) -> int:
        return self.current.first_offset()

    def visible_span(self) -> tuple[int, int]:
        return self.current.visible_span()

    def offset_rect(self, start: int, end: int) -> QRect:
        rect = self.current.offset_rect(start, end)
        return QRect(self.current.mapTo(self, rect.topLeft()), rect.size())

    # Look

    def set_theme(self, theme: Theme) -> None:
        self.text.set_theme(theme)
        self.pages.set_theme(theme)

    def set_reading_font(self, family: str, size: float) -> None:
        self.text.set_reading_font(family, size)

    def print_document(self, device: QPagedPaintDevice, citation: str = "") -> int:
        return self.text.print_document(device, citation)

    @Slot(int)
    def _text_scrolled(self, offset: int) -> None:
        if not self.shows_pages:
            self.scrolled.emit(offset)

    @Slot(int)
    def _pages_scrolled(self, offset: int) -> None:
        if self.shows_pages:
            self.scrolled.emit(offset)
