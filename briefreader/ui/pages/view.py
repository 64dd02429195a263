"""The page view: shows a PDF in its pages, with the interface of the reader view. All offsets are canonical."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from PySide6.QtCore import QEasingCurve, QRect, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from briefreader.records import FoundMention, FoundQuote, Passage, Source
from briefreader.text.document import Chapter, Document
from briefreader.text.findings import KeySentence
from briefreader.text.pages import PageMap
from briefreader.ui.pages.bar import PageBar
from briefreader.ui.pages.canvas import Canvas
from briefreader.ui.pages.pointing import Pointing
from briefreader.ui.pages.read_words import ReadWords
from briefreader.ui.pages.source import PageSource
from briefreader.ui.pages.strip import Strip
from briefreader.ui.reader.marks import KINDS, Found, Marks
from briefreader.ui.theme import Theme

_FLASH_MS = 900
_OPENING = "Opening the pages…"


class PagesView(QWidget):
    """Signals as those of the reader view. `said` gives a sentence for the user."""

    selection_changed = Signal(int, int)
    span_clicked = Signal(object)
    link_clicked = Signal(str)
    scrolled = Signal(int)
    hit_changed = Signal(int, int)
    menu_requested = Signal(object)
    said = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.source = PageSource(self)
        self.canvas = Canvas(self.source)
        self.bar = PageBar()
        self.strip = Strip(self.source)
        self.strip.hide()
        self._pointing = Pointing(self.canvas)
        self._marks = self.canvas.marks
        self._shown: tuple[Source, Document] | None = None
        self._position = 0
        self._fresh = False  # the pages are not there yet for the first time
        self._awaited: tuple[int, int] | None = None  # to be brought into view when the file is open
        body = QHBoxLayout()
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        body.addWidget(self.strip)
        body.addWidget(self.canvas, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addLayout(body, 1)
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(_FLASH_MS)
        self._flash.setEasingCurve(QEasingCurve.Type.InCubic)
        self._flash.valueChanged.connect(self._flashing)
        self.setFocusProxy(self.canvas)
        self._connect()

    # The document

    def show_document(self, source: Source, document: Document, position: int) -> None:
        """Show the pages of `document`, read from `source`, with the page of `position` in view."""
        if self._shown == (source, document):
            self.go_to(position)
            return
        self._shown = (source, document)
        self._marks = Marks(document)
        self._marks.visible = self.canvas.marks.visible
        self.canvas.marks, self.canvas.places.map = self._marks, PageMap(document)
        self.canvas.selection = self.canvas.flash = None
        self._pointing.forget()
        self._position, self._fresh, self._awaited = position, True, None
        self.canvas.show_message(_OPENING)
        self.bar.set_labels([page.label for page in document.paging])
        self.source.read_words = ReadWords(document.read_words)
        self.source.open(source)

    def clear(self) -> None:
        """Show nothing, and let the drawing process end."""
        self._shown = None
        self._flash.stop()
        self._pointing.forget()
        self.canvas.marks = self._marks = Marks()
        self.canvas.places.map = PageMap(Document(""))
        self.canvas.selection = self.canvas.flash = None
        self.canvas.show_message("")
        self.source.close()

    def go_to(self, offset: int) -> None:
        """Bring the line of a code point to the top of the view."""
        self.canvas.bring(offset, offset + 1, at_top=True)

    # What is known of it

    def set_mentions(self, mentions: Iterable[FoundMention]) -> None:
        self._marks.set_mentions(mentions)
        self.canvas.refresh()

    def set_quotes(self, quotes: Sequence[FoundQuote]) -> None:
        self._marks.set_quotes(quotes)
        self.canvas.refresh()

    def set_passages(self, passages: Iterable[Passage], colours: Mapping[str, str]) -> None:
        self._marks.set_passages(passages, colours)
        self.canvas.refresh()

    def set_key_sentences(self, keys: Iterable[KeySentence]) -> None:
        self._marks.set_keys(keys)
        self.canvas.refresh()

    def set_hits(self, hits: Iterable[tuple[int, int]]) -> None:
        self._marks.set_hits(hits)
        self.canvas.refresh()

    def set_visible_kinds(self, kinds: Iterable[str]) -> None:
        self._marks.visible = frozenset(kinds) & KINDS
        self.canvas.refresh()

    def spans_at(self, offset: int) -> tuple[Found, ...]:
        return self._marks.at(offset)

    def step_hit(self, step: int = 1) -> tuple[int, int] | None:
        """Go to the next (-1: previous) hit, the first time from what is in view; None when there are none."""
        hits = self._marks.hits.spans
        if not hits:
            return None
        current = self._marks.current_hit
        if current is None:
            top = self.first_offset()
            after = next((hit.item for hit in hits if hit.start >= top), 0)
            number = after if step > 0 else (after - 1) % len(hits)
        else:
            number = (current + step) % len(hits)
        self._go_to_hit(number)
        return hits[number].start, hits[number].end

    def choose_hit(self, start: int) -> bool:
        """Make the hit that begins at `start` the current one. Returns whether there is such a hit."""
        number = next((hit.item for hit in self._marks.hits.spans if hit.start == start), None)
        if number is not None:
            self._go_to_hit(number)
        return number is not None

    # Selection and place

    def selection(self) -> tuple[int, int] | None:
        return self.canvas.selection

    def select(self, start: int, end: int) -> None:
        self.canvas.selection = (start, end)
        self.canvas.viewport().update()
        self._selected()

    @property
    def is_asking(self) -> bool:
        """Whether what the mouse did is not known yet."""
        return self._pointing.is_asking

    def clear_selection(self) -> None:
        self.canvas.selection = None
        self.canvas.viewport().update()
        self._selected()

    def reveal(self, start: int, end: int, flash: bool = True) -> None:
        """Bring a span into view, now or when the pages are there, and let it light up for a moment."""
        self._flash.stop()
        self.canvas.flash = (start, end, 1.0) if flash and end > start else None
        if not self.canvas.pages.rects:
            self._awaited = (start, end)
            return
        self.canvas.bring(start, end)
        if self.canvas.flash:
            self._flash.start()

    def first_offset(self) -> int:
        return self.canvas.first_offset() if self.canvas.pages.rects else self._position

    def visible_span(self) -> tuple[int, int]:
        return self.first_offset(), self.canvas.last_offset() if self.canvas.pages.rects else self._position

    def offset_rect(self, start: int, end: int) -> QRect:
        """Where a span stands in this widget, for what pops up beside it; its last line, when it has several."""
        rects = self.canvas.rects_of(start, end)
        viewport = self.canvas.viewport()
        if not rects:
            return QRect(viewport.mapTo(self, viewport.rect().center()), viewport.rect().size() / 100)
        rect = self.canvas.to_viewport(rects[-1]).toRect()
        return QRect(viewport.mapTo(self, rect.topLeft()), rect.size())

    # Look

    def set_theme(self, theme: Theme) -> None:
        self.canvas.set_theme(theme)
        self.strip.set_theme(theme)
        self.bar.set_theme(theme)

    # Inside

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def _connect(self) -> None:
        self.source.opened.connect(self._opened)
        self.source.refused.connect(self.canvas.show_message)
        self.canvas.rested.connect(self._rested)
        self.canvas.page_changed.connect(self.bar.show_page)
        self.canvas.page_changed.connect(self.strip.show_page)
        self.canvas.zoom_changed.connect(self.bar.show_zoom)
        self._pointing.selected.connect(self._selected)
        self._pointing.picked.connect(self._picked)
        self._pointing.link_clicked.connect(self.link_clicked)
        self.bar.page_asked.connect(self.canvas.go_to_page)
        self.bar.unknown.connect(lambda label: self.said.emit(f"No page bears the number “{label}”."))
        self.bar.zoom_stepped.connect(self.canvas.step_zoom)
        self.bar.width_asked.connect(self.canvas.fit_width)
        self.bar.turned.connect(self.canvas.rotate)
        self.bar.strip_toggled.connect(self.strip.setVisible)
        self.strip.page_chosen.connect(self.canvas.go_to_page)
        self.strip.chapter_chosen.connect(self._go_to_chapter)

    @Slot(object)
    def _opened(self, sizes: Sequence[tuple[float, float]]) -> None:
        if self._shown is None:
            return
        self._pointing.forget()  # the process may be another, which knows of no question asked before
        document = self._shown[1]
        labels = [page.label for page in document.paging]
        labels += [str(number + 1) for number in range(len(labels), len(sizes))]
        self.bar.set_labels(labels)
        self.strip.show_document(labels, sizes, document.outline)
        self.canvas.show_pages(sizes)
        if self._awaited is not None:
            awaited, self._awaited = self._awaited, None
            self.reveal(*awaited)
        elif self._fresh and self._position:
            self.go_to(self._position)
        self._fresh = False

    @Slot()
    def _rested(self) -> None:
        if self.canvas.pages.rects:
            self._position = self.first_offset()
            self.scrolled.emit(self._position)

    @Slot(object)
    def _go_to_chapter(self, chapter: Chapter) -> None:
        if self._marks.document.runs:
            self.reveal(chapter.start, chapter.start, flash=False)
        else:
            self.canvas.go_to_page(chapter.page)

    def _go_to_hit(self, number: int) -> None:
        hit = self._marks.hits.spans[number]
        self._marks.current_hit = number
        self.reveal(hit.start, hit.end, flash=False)
        self.canvas.refresh()
        self.hit_changed.emit(number + 1, len(self._marks.hits))

    @Slot(int)
    def _picked(self, offset: int) -> None:
        found = self._marks.at(offset)
        if found:
            self.span_clicked.emit(found[0])

    @Slot()
    def _selected(self) -> None:
        self.selection_changed.emit(*(self.selection() or (-1, -1)))

    @Slot(object)
    def _flashing(self, strength: float) -> None:
        if self.canvas.flash is not None:
            self.canvas.flash = (*self.canvas.flash[:2], strength) if strength > 0 else None
            self.canvas.viewport().update()
