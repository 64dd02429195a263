"""The reader view: shows one brief and what is known of it. All offsets in its interface are canonical."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEasingCurve, QPoint, QRect, Qt, QVariantAnimation, Signal, Slot
from PySide6.QtGui import QClipboard, QContextMenuEvent, QFontDatabase, QPagedPaintDevice
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Document, Span
from briefreader.text.findings import KeySentence
from briefreader.ui.reader.marks import KINDS, Found, Marks
from briefreader.ui.reader.printing import print_pages
from briefreader.ui.reader.stage import Stage
from briefreader.ui.reader.typography import Typography
from briefreader.ui.theme import INTERFACE_FAMILIES, LIGHT, READING_SIZE, Theme, installed, reading_family

_FLASH = 900  # milliseconds


class ReaderView(QWidget):
    """Shows a document in a column of measured width.

    `selection_changed` gives the selection, (-1, -1) for none. `span_clicked` gives what lies under a click, the
    shortest when several do; `spans_at` gives all. `link_clicked` gives a link's target: the reader itself never
    opens one. `scrolled` gives the first offset in view, at rest; `hit_changed` the current hit's number from 1 and
    the count of hits; `zoomed` +1 or -1 for a turn of the wheel with Ctrl; `menu_requested` the place on the screen
    where a context menu is asked for.
    """

    selection_changed = Signal(int, int)
    span_clicked = Signal(object)
    link_clicked = Signal(str)
    built = Signal()
    scrolled = Signal(int)
    hit_changed = Signal(int, int)
    zoomed = Signal(int)
    menu_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        headings = installed(INTERFACE_FAMILIES, QFontDatabase.SystemFont.GeneralFont)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._marks = Marks()
        self._stage = Stage(self, LIGHT, Typography(reading_family(), headings, mono, READING_SIZE))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._stage)
        self._stage.built.connect(self.built)
        self._stage.scrolled.connect(self.scrolled)
        self._stage.zoomed.connect(self.zoomed)
        self._stage.chosen.connect(self.span_clicked)
        self._stage.picked.connect(self._picked)
        self._stage.returned.connect(self._returned)
        self._stage.selected.connect(self._selected)
        self._stage.arrived.connect(self._arrived)
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(_FLASH)
        self._flash.setEasingCurve(QEasingCurve.Type.InCubic)
        self._flash.valueChanged.connect(self._flashing)
        self._flashed: tuple[int, int] | None = None
        self.setFocusProxy(self._stage)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Brief")
        self.setMinimumWidth(260)

    # The document

    @property
    def document(self) -> Document | None:
        """The document on show, None when there is none."""
        return self._marks.document if self._stage.sheet is not None else None

    @property
    def is_built(self) -> bool:
        """Whether all of the document is there, at the present width and size."""
        return self._stage.is_built

    def show_document(self, document: Document, position: int = 0, caption: str | None = None) -> None:
        """Show `document` with the line of `position` at the top, in slices; what was on show is dropped, marks too.
        `built` tells when all of it is there. With a `caption`, even an empty one, the text begins with the brief's
        title, if it does not name it itself, and the caption as a quiet line under it."""
        self._end_flash()
        self._marks = self._fresh(document)
        self._stage.show_marks(self._marks, max(0, min(position, len(document.text))), caption)

    def set_caption(self, caption: str) -> None:
        """Another caption in the place of the one the document was shown with."""
        self._stage.set_caption(caption)

    def clear(self) -> None:
        """Show empty paper."""
        self._end_flash()
        self._marks = self._fresh(None)
        self._stage.clear()

    # What is known of it

    def set_mentions(self, mentions: Iterable[FoundMention]) -> None:
        self._marks.set_mentions(mentions)
        self._stage.redraw()

    def set_quotes(self, quotes: Sequence[FoundQuote]) -> None:
        self._marks.set_quotes(quotes)
        self._stage.redraw()

    def set_passages(self, passages: Iterable[Passage], colours: Mapping[str, str]) -> None:
        """`colours` gives the marker name of each tag by its path."""
        self._marks.set_passages(passages, colours)
        self._changed()

    def set_key_sentences(self, keys: Iterable[KeySentence]) -> None:
        self._marks.set_keys(keys)
        self._stage.redraw()

    def set_hits(self, hits: Iterable[tuple[int, int]]) -> None:
        """The places of a search; none of them is the current one until `step_hit`."""
        self._marks.set_hits(hits)
        self._changed()

    def set_visible_kinds(self, kinds: Iterable[str]) -> None:
        """Show these kinds only: entity types, "quotes", "speakers", "reported", "passages", "hits"
        and "keys"."""
        self._marks.visible = frozenset(kinds) & KINDS
        self._changed()

    def set_more(self, more: Callable[[FoundMention], str]) -> None:
        """What the card under the mouse says of a name beside what stands in the text."""
        self._marks.more = more

    def spans_at(self, offset: int) -> tuple[Found, ...]:
        """The passages, mentions and quotes shown at `offset`, the shortest first."""
        return self._marks.at(offset)

    def offset_at(self, where: QPoint) -> int | None:
        """The code point at a place on the screen, None where there is no letter."""
        return self._stage.sheet.offset_under(where) if self._stage.sheet else None

    def step_hit(self, step: int = 1) -> tuple[int, int] | None:
        """Go to the next hit (or with -1 the one before), round the end; the first time, from what is in view.
        Returns its place, None when there are no hits."""
        hits = self._marks.hits.spans
        if not hits or self._stage.sheet is None:
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
        if number is None:
            return False
        self._go_to_hit(number)
        return True

    # Selection and place

    def selection(self) -> tuple[int, int] | None:
        return self._stage.sheet.span() if self._stage.sheet else None

    def select(self, start: int, end: int) -> None:
        """Select a span, without scrolling."""
        if self._stage.sheet:
            self._stage.sheet.set_span(start, end)

    def clear_selection(self) -> None:
        if self._stage.sheet:
            self._stage.sheet.clear_span()

    def expand_selection(self) -> None:
        """Select the word at the caret; once more, its sentence; once more, its paragraph."""
        if self._stage.sheet:
            self._stage.sheet.expand_span()

    def selected_text(self) -> str:
        """The canonical text of the selection; "" without one."""
        span = self.selection()
        return self._marks.document.text[span[0] : span[1]] if span else ""

    @Slot()
    def copy(self) -> None:
        """The selection's canonical text to the clipboard."""
        text = self.selected_text()
        if text:
            QApplication.clipboard().setText(text, QClipboard.Mode.Clipboard)

    def reveal(self, start: int, end: int, flash: bool = True) -> None:
        """Bring a span into view, now or when that part is built, and let it light up for a moment."""
        self._end_flash()
        self._flashed = (start, end) if flash and end > start else None
        self._stage.go_to(start, end)

    def go_to(self, offset: int) -> None:
        """Bring the line of a code point to the top of the view."""
        self._stage.scroll_to(offset)

    def first_offset(self) -> int:
        """The first offset in view."""
        return self._stage.sheet.first_offset() if self._stage.sheet else 0

    def visible_span(self) -> tuple[int, int]:
        """The code points in view."""
        sheet = self._stage.sheet
        return (sheet.first_offset(), sheet.last_offset()) if sheet else (0, 0)

    def offset_rect(self, start: int, end: int) -> QRect:
        """Where a span stands in this widget, for what pops up beside it; its last line, when it has several."""
        sheet = self._stage.sheet
        if sheet is None:
            return QRect()
        boxes = sheet.places.boxes(start, end)
        rect = (boxes[-1].rect if boxes else sheet.places.line_at(start)).translated(0, -sheet.top()).toRect()
        return QRect(sheet.viewport().mapTo(self, rect.topLeft()), rect.size())

    # Look

    def set_theme(self, theme: Theme) -> None:
        self._stage.set_theme(theme)

    @property
    def reading_font(self) -> tuple[str, float]:
        """Family and size in pixels."""
        return self._stage.typography.family, self._stage.typography.size

    def set_reading_font(self, family: str, size: float) -> None:
        """Another typeface or size (pixels); what is at the top of the view stays there."""
        self._stage.set_typography(replace(self._stage.typography, family=family, size=size))

    def print_document(self, device: QPagedPaintDevice, citation: str = "") -> int:
        """Print the document with its marked passages on paper colours, `citation` at the foot of each page.
        Returns the count of pages."""
        return sum(1 for _ in print_pages(device, self._marks, self._stage.typography, citation))

    # Inside

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def _go_to_hit(self, number: int) -> None:
        hit = self._marks.hits.spans[number]
        self._marks.current_hit = number
        self.reveal(hit.start, hit.end, flash=False)
        self._changed()
        self.hit_changed.emit(number + 1, len(self._marks.hits))

    def _fresh(self, document: Document | None) -> Marks:
        marks = Marks(document)
        marks.visible, marks.more = self._marks.visible, self._marks.more
        return marks

    def _changed(self) -> None:
        self._stage.redraw()
        self._stage.refresh_scroll_marks()

    @Slot(int)
    def _picked(self, offset: int) -> None:
        found = self._marks.at(offset)
        link = self._marks.link_at(offset)
        note = self._marks.notes.leads_to(offset)
        if note is not None:
            self.reveal(*note)
        elif found:
            self.span_clicked.emit(found[0])
        elif link:
            self.link_clicked.emit(link)

    @Slot(object)
    def _returned(self, mark: Span) -> None:
        self.reveal(*mark)

    @Slot()
    def _selected(self) -> None:
        self.selection_changed.emit(*(self.selection() or (-1, -1)))

    @Slot(int, int)
    def _arrived(self, start: int, end: int) -> None:
        if self._flashed == (start, end):
            self._flash.start()

    def _end_flash(self) -> None:
        """Stopped half-way, it would stay on the sheet."""
        self._flash.stop()
        self._flashing(0.0)

    @Slot(object)
    def _flashing(self, strength: float) -> None:
        sheet = self._stage.sheet
        if sheet is not None and self._flashed is not None:
            sheet.flash = (*self._flashed, strength) if strength > 0 else None
            sheet.viewport().update()
