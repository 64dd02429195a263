"""The reader view: shows one brief and what is known of it; all offsets in its interface are canonical."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from PySide6.QtCore import QEasingCurve, QRect, QRectF, Qt, QTimer, QVariantAnimation, Signal, Slot
from PySide6.QtGui import (
    QClipboard,
    QColor,
    QContextMenuEvent,
    QFontDatabase,
    QPagedPaintDevice,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QApplication, QWidget

from briefreader.records import FoundMention, FoundQuote, Passage
from briefreader.text.document import Document
from briefreader.text.findings import KeySentence
from briefreader.ui.reader.marks import KINDS, Found, Marks
from briefreader.ui.reader.printing import print_pages
from briefreader.ui.reader.scrollmarks import MARKS_WIDTH, ScrollMark
from briefreader.ui.reader.sheet import SPACE, Sheet
from briefreader.ui.reader.typography import NARROWEST, Typography
from briefreader.ui.theme import INTERFACE_FAMILIES, LIGHT, READING_SIZE, Theme, installed, marker, reading_family

_GUTTER = 40  # pixels at least for paragraph numbers
_NAMES = 124  # pixels for names in the right margin
_EDGE = 12
_STEP = 16  # the text's width follows the window's in steps: fewer new layouts while it is dragged
_REFLOW = 60  # milliseconds after the last change of size
_FLASH = 900


class _Column(NamedTuple):
    left: int
    width: int
    right: int


class ReaderView(QWidget):
    """Shows a document in a column of measured width.

    `selection_changed` gives the selection, (-1, -1) for none. `span_clicked` gives what lies under a click, the
    shortest when several do; `spans_at` gives all. `link_clicked` gives a link's target: the reader itself never
    opens one. `scrolled` gives the first offset in view, at rest; `hit_changed` the current hit's number from 1 and
    the count of hits; `zoomed` +1 or -1 for a turn of the wheel with Ctrl.
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
        self._theme = LIGHT
        headings = installed(INTERFACE_FAMILIES, QFontDatabase.SystemFont.GeneralFont)
        mono = QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont).family()
        self._typography = Typography(reading_family(), headings, mono, READING_SIZE)
        self._marks = Marks()
        self._sheet: Sheet | None = None
        self._coming: Sheet | None = None
        self._target: tuple[int, int | None, bool] | None = None  # start, end, flash: to be shown when it is there
        self._reflow_timer = self._single_shot(_REFLOW, self._reflow)
        self._scroll_timer = self._single_shot(150, self._tell_scrolled)
        self._marks_timer = self._single_shot(30, self._mark_scroll_bar)
        self._flash = QVariantAnimation(self)
        self._flash.setStartValue(1.0)
        self._flash.setEndValue(0.0)
        self._flash.setDuration(_FLASH)
        self._flash.setEasingCurve(QEasingCurve.Type.InCubic)
        self._flash.valueChanged.connect(self._flashing)
        self._flashed = (0, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName("Brief")
        self.setMinimumWidth(260)

    # The document

    @property
    def document(self) -> Document | None:
        """The document on show, None when there is none."""
        return self._marks.document if self._sheet is not None else None

    @property
    def is_built(self) -> bool:
        return self._sheet is not None and self._sheet.is_done and self._coming is None

    def show_document(self, document: Document, position: int = 0) -> None:
        """Show `document` with the line of `position` at the top, in slices; what was on show is dropped, marks too.
        `built` tells when all of it is there."""
        self._drop_sheets()
        visible = self._marks.visible
        self._marks = Marks(document)
        self._marks.visible = visible
        self._target = (max(0, min(position, len(document.text))), None, False) if position > 0 else None
        self._sheet = self._new_sheet()
        self._sheet.show()
        self.setFocusProxy(self._sheet)
        self._sheet.build()

    def clear(self) -> None:
        """Show an empty sheet of paper."""
        self._drop_sheets()
        visible = self._marks.visible
        self._marks = Marks()
        self._marks.visible = visible
        self.update()

    # What is known of it

    def set_mentions(self, mentions: Iterable[FoundMention]) -> None:
        self._marks.set_mentions(mentions)
        self._redraw()

    def set_quotes(self, quotes: Sequence[FoundQuote]) -> None:
        self._marks.set_quotes(quotes)
        self._redraw()

    def set_passages(self, passages: Iterable[Passage], colours: Mapping[str, str]) -> None:
        """`colours` gives the marker name of each tag by its path."""
        self._marks.set_passages(passages, colours)
        self._marks_timer.start()
        self._redraw()

    def set_key_sentences(self, keys: Iterable[KeySentence]) -> None:
        self._marks.set_keys(keys)
        self._redraw()

    def set_hits(self, hits: Iterable[tuple[int, int]]) -> None:
        """The places of a search; none of them is the current one until `step_hit`."""
        self._marks.set_hits(hits)
        self._marks_timer.start()
        self._redraw()

    def set_visible_kinds(self, kinds: Iterable[str]) -> None:
        """Show these kinds only: entity types, "quotes", "speakers", "passages", "hits" and "keys"."""
        self._marks.visible = frozenset(kinds) & KINDS
        self._marks_timer.start()
        self._redraw()

    def spans_at(self, offset: int) -> tuple[Found, ...]:
        """The passages, mentions and quotes shown at `offset`, the shortest first."""
        return self._marks.at(offset)

    def step_hit(self, step: int = 1) -> tuple[int, int] | None:
        """Go to the next hit (or with -1 the one before), round the end; the first time, from what is in view."""
        hits = self._marks.hits.spans
        if not hits or self._sheet is None:
            return None
        current = self._marks.current_hit
        if current is None:
            top = self.first_offset()
            after = next((hit.item for hit in hits if hit.start >= top), 0)
            number = after if step > 0 else (after - 1) % len(hits)
        else:
            number = (current + step) % len(hits)
        self._marks.current_hit = number
        hit = hits[number]
        self.reveal(hit.start, hit.end, flash=False)
        self._marks_timer.start()
        self._redraw()
        self.hit_changed.emit(number + 1, len(hits))
        return hit.start, hit.end

    # Selection and place

    def selection(self) -> tuple[int, int] | None:
        return self._sheet.span() if self._sheet else None

    def select(self, start: int, end: int) -> None:
        """Select a span, without scrolling."""
        if self._sheet:
            self._sheet.set_span(start, end)

    def clear_selection(self) -> None:
        if self._sheet:
            cursor = self._sheet.textCursor()
            cursor.clearSelection()
            self._sheet.setTextCursor(cursor)
            self._sheet.redraw()

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
        if self._sheet is None:
            return
        self._target = (start, max(start, end), flash)
        self._reach_target()

    def first_offset(self) -> int:
        """The first offset in view."""
        return self._sheet.first_offset() if self._sheet else 0

    def visible_span(self) -> tuple[int, int]:
        """The code points in view."""
        return (self._sheet.first_offset(), self._sheet.last_offset()) if self._sheet else (0, 0)

    def offset_rect(self, start: int, end: int) -> QRect:
        """Where a span stands in this widget, for what pops up beside it; its last line, when it has several."""
        if self._sheet is None:
            return QRect()
        boxes = self._sheet.places.boxes(start, end)
        rect = boxes[-1].rect if boxes else self._sheet.places.line_at(start)
        corner = self._sheet.viewport().mapTo(self, rect.toRect().topLeft())
        return QRect(corner.x(), corner.y() - self._sheet.top(), round(rect.width()), round(rect.height()))

    # Look

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for sheet in (self._sheet, self._coming):
            if sheet is not None:
                sheet.set_theme(theme)
        self._marks_timer.start()
        self.update()

    def set_reading_font(self, family: str, size: float) -> None:
        """Another typeface or size (pixels); what is at the top of the view stays there."""
        self._typography = Typography(family, self._typography.headings, self._typography.mono, size)
        if self._sheet:
            self._reflow_timer.start(0)

    def print_document(self, device: QPagedPaintDevice, citation: str = "") -> int:
        """Print the document with its marked passages on paper colours, `citation` at the foot of each page.
        Returns the count of pages."""
        return sum(1 for _ in print_pages(device, self._marks, self._typography, citation))

    # Inside

    def _single_shot(self, milliseconds: int, slot: object) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(slot)
        return timer

    def _column(self) -> _Column:
        """The text is as wide as the measure, or the window; the names give way before it gets too narrow."""
        sides = SPACE.left + SPACE.right
        room = self.width() - MARKS_WIDTH
        full = self._typography.measure() + sides
        least = self._typography.measure(NARROWEST) + sides
        gutter = max(_GUTTER, round(self._typography.size * 2.4))
        names = _NAMES if room - gutter - _NAMES - _EDGE >= min(full, least + 60) else 0
        width = min(full, room - gutter - names - _EDGE)
        if width < full:
            width = max(160, width - width % _STEP)
        spare = max(0, room - gutter - width - names - _EDGE)
        left = min(spare // 2, spare)
        return _Column(gutter + left, width, room - gutter - left - width)

    def _new_sheet(self) -> Sheet:
        column = self._column()
        sheet = Sheet(self, self._marks, self._theme, self._typography, column.width)
        sheet.setGeometry(self.rect())
        sheet.set_sides(column.left, column.right)
        sheet.advanced.connect(self._advanced)
        sheet.finished.connect(self._finished)
        sheet.picked.connect(self._picked)
        sheet.zoomed.connect(self.zoomed)
        sheet.speakers.chosen.connect(self.span_clicked)
        sheet.selectionChanged.connect(self._selection_changed)
        sheet.verticalScrollBar().valueChanged.connect(self._has_scrolled)
        return sheet

    def _drop_sheets(self) -> None:
        self._flash.stop()
        self._target = None
        for sheet in (self._sheet, self._coming):
            if sheet is not None:
                self._drop(sheet)
        self._sheet = self._coming = None

    def _drop(self, sheet: Sheet) -> None:
        sheet.stop()
        sheet.blockSignals(True)
        sheet.hide()
        sheet.deleteLater()

    @Slot()
    def _advanced(self) -> None:
        if self._coming is not None and self.sender() is self._coming:
            self._maybe_swap()
        self._reach_target()

    @Slot()
    def _finished(self) -> None:
        if self.is_built:
            self._mark_scroll_bar()
            self.built.emit()

    def _reach_target(self) -> None:
        """Go to where the reader is wanted, once enough of the text is there."""
        sheet = self._sheet
        if self._target is None or sheet is None:
            return
        start, end, flash = self._target
        below = sheet.viewport().height()
        there = sheet.is_done or (
            sheet.builder.positions.end > (end or start)
            and sheet.verticalScrollBar().maximum() >= sheet.places.top(start)
        )
        if not there:
            return
        self._target = None
        if end is None:
            sheet.scroll_to(start, 8)
            return
        top = sheet.places.top(start) - sheet.top()
        bottom = sheet.places.line_at(end).bottom() - sheet.top()
        if top < below * 0.08 or bottom > below * 0.9:
            sheet.scroll_to(start, below * 0.3)
        if flash and end > start:
            self._flashed = (start, end)
            self._flash.stop()
            self._flash.start()

    @Slot()
    def _reflow(self) -> None:
        """Lay the text out for the present size on a sheet behind the one on show."""
        if self._sheet is None:
            return
        if self._coming is not None:
            self._drop(self._coming)
            self._coming = None
        self._coming = self._new_sheet()
        self._coming.lower()
        self._coming.show()
        self._coming.build()

    def _maybe_swap(self) -> None:
        """Put the new sheet in the old one's place once it has all that is in view there."""
        old, new = self._sheet, self._coming
        if old is None or new is None:
            return
        first = old.first_offset()
        below_top = old.places.top(first) - old.top()
        enough = new.places.is_built(first) and new.verticalScrollBar().maximum() >= new.places.top(first)
        if not (new.is_done or enough):
            return
        if old.top() == 0:
            below_top = new.places.top(first)
        new.scroll_to(first, below_top)
        span = old.span()
        new.blockSignals(True)
        if span and new.places.is_built(span[1]):
            new.set_span(*span)
        new.blockSignals(False)
        new.keys.caret = old.keys.caret
        focused = old.hasFocus()
        self._sheet, self._coming = new, None
        new.raise_()
        self.setFocusProxy(new)
        if focused:
            new.setFocus()
        self._drop(old)
        self._marks_timer.start()

    @Slot(int)
    def _picked(self, offset: int) -> None:
        link = self._marks.link_at(offset)
        found = self._marks.at(offset)
        if found:
            self.span_clicked.emit(found[0])
        elif link:
            self.link_clicked.emit(link)

    @Slot()
    def _selection_changed(self) -> None:
        if self.sender() is self._sheet or self.sender() is None:
            span = self.selection()
            self.selection_changed.emit(*(span or (-1, -1)))

    @Slot(int)
    def _has_scrolled(self, _value: int) -> None:
        if not self._scroll_timer.isActive():
            self._scroll_timer.start()

    @Slot()
    def _tell_scrolled(self) -> None:
        if self._sheet is not None:
            self.scrolled.emit(self._sheet.first_offset())

    @Slot(object)
    def _flashing(self, strength: float) -> None:
        if self._sheet is not None:
            self._sheet.flash = (*self._flashed, strength) if strength > 0 else None
            self._sheet.viewport().update()

    @Slot()
    def _mark_scroll_bar(self) -> None:
        """Say where passages and hits are, by the share of the text before them."""
        sheet = self._sheet
        if sheet is None:
            return
        marks: list[ScrollMark] = []
        height = max(1.0, sheet.document().documentLayout().documentSize().height() if sheet.is_done else 1.0)
        if sheet.is_done and self._marks.shows("passages"):
            for span in self._marks.passages.spans:
                colour = marker(self._theme, self._marks.colours_of(span.item)[0])
                marks.append(ScrollMark(sheet.places.top(span.start) / height, colour, wide=True))
        if sheet.is_done and self._marks.shows("hits"):
            marks.extend(
                ScrollMark(sheet.places.top(hit.start) / height, self._theme.hit, hit.item == self._marks.current_hit)
                for hit in self._marks.hits.spans
            )
        sheet.verticalScrollBar().set_marks(marks)

    def _redraw(self) -> None:
        if self._sheet is not None:
            self._sheet.redraw()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(QRectF(event.rect()), QColor(self._theme.paper))
        painter.end()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_requested.emit(event.globalPos())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        column = self._column()
        sheet = self._sheet
        if sheet is None:
            return
        sheet.setGeometry(self.rect())
        sheet.set_sides(column.left, self.width() - MARKS_WIDTH - column.left - sheet.lineWrapColumnOrWidth())
        if column.width != sheet.lineWrapColumnOrWidth() or self._coming is not None:
            self._reflow_timer.start()
