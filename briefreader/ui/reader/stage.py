"""Holds the sheet on show and, while the text is laid out anew for another width or size, the one to come."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QElapsedTimer, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QWidget

from briefreader.ui.reader.column import fit
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.scrollmarks import MARKS_WIDTH, ScrollMark, scroll_marks
from briefreader.ui.reader.sheet import Sheet
from briefreader.ui.reader.typography import Typography
from briefreader.ui.theme import Theme

_REFLOW = 60  # milliseconds after the last change of size
_ABOVE = 4.0  # pixels left above the line the reader comes back to
_LINGER = 90  # milliseconds until a sheet is deleted, which is work of its own: 11 ms for a megabyte
_SLICE = 4.0  # milliseconds


class Stage(QWidget):
    """`arrived` tells that the span asked for with `go_to` is in view. The other signals are those of the view."""

    built = Signal()
    arrived = Signal(int, int)
    scrolled = Signal(int)
    picked = Signal(int)
    returned = Signal(object)
    zoomed = Signal(int)
    chosen = Signal(object)
    selected = Signal()

    def __init__(self, parent: QWidget, theme: Theme, typography: Typography) -> None:
        super().__init__(parent)
        self.marks = Marks()
        self.sheet: Sheet | None = None
        self.typography = typography
        self._theme = theme
        self._caption: str | None = None
        self._coming: Sheet | None = None
        self._back_to: int | None = None
        self._wanted: tuple[int, int] | None = None
        self._job: Iterator[ScrollMark] | None = None
        self._placed: list[ScrollMark] = []
        self._reflow_timer = QTimer(self, singleShot=True, interval=_REFLOW)
        self._reflow_timer.timeout.connect(self._reflow)
        self._scroll_timer = QTimer(self, singleShot=True, interval=150)
        self._scroll_timer.timeout.connect(self._tell_scrolled)
        self._marks_timer = QTimer(self, interval=0)
        self._marks_timer.timeout.connect(self._place_scroll_marks)

    @property
    def is_built(self) -> bool:
        return self.sheet is not None and self.sheet.is_done and self._coming is None

    def show_marks(self, marks: Marks, offset: int, caption: str | None) -> None:
        """Show the document of `marks` on a new sheet, from the line of `offset` on."""
        self.clear()
        self.marks = marks
        self._caption = caption
        self._back_to = offset if offset > 0 else None
        self.sheet = self._new_sheet()
        self.sheet.show()
        self.setFocusProxy(self.sheet)
        self.sheet.build()

    def clear(self) -> None:
        self.marks = Marks()
        self._back_to = self._wanted = self._job = None
        self._reflow_timer.stop()
        self._marks_timer.stop()
        for sheet in (self.sheet, self._coming):
            if sheet is not None:
                _drop(sheet)
        self.sheet = self._coming = None
        self.update()

    def go_to(self, start: int, end: int) -> None:
        """Bring a span into view, now or as soon as it is there."""
        self._wanted = (start, max(start, end))
        self._back_to = None
        self._go()

    def scroll_to(self, offset: int) -> None:
        """Scroll so that the line of `offset` stands at the top, or, while it is not there yet, go to it."""
        if self.sheet is not None and _has(self.sheet, offset):
            self._wanted = self._back_to = None
            self.sheet.scroll_to(offset, 4)
        else:
            self.go_to(offset, offset)

    def set_theme(self, theme: Theme) -> None:
        self._theme = theme
        for sheet in (self.sheet, self._coming):
            if sheet is not None:
                sheet.set_theme(theme)
        self.refresh_scroll_marks()
        self.update()

    def set_typography(self, typography: Typography) -> None:
        if typography != self.typography:
            self.typography = typography
            if self.sheet is not None:
                self._reflow_timer.start(0)

    def set_caption(self, caption: str) -> None:
        if self._caption is None:
            return
        self._caption = caption
        for sheet in (self.sheet, self._coming):
            if sheet is not None:
                sheet.head.caption = caption
                sheet.redraw()

    def redraw(self) -> None:
        if self.sheet is not None:
            self.sheet.redraw()

    def refresh_scroll_marks(self) -> None:
        """Work out the marks beside the scroll bar, a slice at a time."""
        if self.sheet is None or not self.sheet.is_done:
            return
        height = max(1.0, self.sheet.document().documentLayout().documentSize().height())
        self._job = scroll_marks(self.marks, self.sheet.places, height, self._theme)
        self._placed = []
        self._marks_timer.start()

    # Inside

    def _new_sheet(self) -> Sheet:
        column = fit(self.width(), self.typography)
        sheet = Sheet(self, self.marks, self._theme, self.typography, column.width, self._caption)
        sheet.setGeometry(self.rect())
        sheet.set_sides(column.left, column.right)
        sheet.advanced.connect(self._advanced)
        sheet.picked.connect(self.picked)
        sheet.returned.connect(self.returned)
        sheet.zoomed.connect(self.zoomed)
        sheet.speakers.chosen.connect(self.chosen)
        sheet.selectionChanged.connect(self.selected)
        sheet.verticalScrollBar().valueChanged.connect(self._has_scrolled)
        return sheet

    @Slot()
    def _advanced(self) -> None:
        if self._coming is not None:
            self._maybe_swap()
        self._go()
        if self.is_built:
            self.refresh_scroll_marks()
            self.built.emit()

    def _go(self) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        if self._back_to is not None and _has(sheet, self._back_to):
            sheet.scroll_to(self._back_to, _ABOVE)
            self._back_to = None
        if self._wanted is not None and _has(sheet, self._wanted[1]):
            start, end = self._wanted
            self._wanted = None
            height = sheet.viewport().height()
            top = sheet.places.top(start) - sheet.top()
            bottom = sheet.places.line_at(end).bottom() - sheet.top()
            if top < height * 0.06 or bottom > height * 0.92:
                sheet.scroll_to(start, height * 0.3)
            self.arrived.emit(start, end)

    @Slot()
    def _reflow(self) -> None:
        """Lay the text out for the present size on a sheet behind the one on show."""
        if self.sheet is None:
            return
        if self._coming is not None:
            _drop(self._coming)
        self._coming = self._new_sheet()
        self._coming.lower()
        self._coming.show()
        self._coming.build()

    def _maybe_swap(self) -> None:
        """Put the new sheet in the old one's place once it has all that is in view there."""
        old, new = self.sheet, self._coming
        if old is None or new is None:
            return
        if old.is_pressed:  # not under a hand that is selecting
            QTimer.singleShot(100, self, self._advanced)
            return
        first = old.first_offset() if self._back_to is None else self._back_to
        span = old.span()
        if not _has(new, max(first, span[1] if span else 0)):
            return
        self.sheet, self._coming = new, None
        if old.top() > 0:
            new.scroll_to(first, old.places.top(first) - old.top())
        new.blockSignals(True)
        if span:
            new.set_span(*span)
        new.blockSignals(False)
        new.keys.caret = old.keys.caret
        new.flash = old.flash
        focused = old.hasFocus()
        new.raise_()
        self.setFocusProxy(new)
        if focused:
            new.setFocus(Qt.FocusReason.OtherFocusReason)
        _drop(old)

    @Slot(int)
    def _has_scrolled(self, _value: int) -> None:
        if self._back_to is None and not self._scroll_timer.isActive():
            self._scroll_timer.start()

    @Slot()
    def _tell_scrolled(self) -> None:
        if self.sheet is not None and self._back_to is None:
            self.scrolled.emit(self.sheet.first_offset())

    @Slot()
    def _place_scroll_marks(self) -> None:
        clock = QElapsedTimer()
        clock.start()
        while self._job is not None and clock.nsecsElapsed() < _SLICE * 1e6:
            mark = next(self._job, None)
            if mark is not None:
                self._placed.append(mark)
                continue
            self._job = None
            if self.sheet is not None:
                self.sheet.bar.set_marks(self._placed)
        if self._job is None:
            self._marks_timer.stop()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), QColor(self._theme.paper))
        painter.end()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        sheet = self.sheet
        if sheet is None:
            return
        column = fit(self.width(), self.typography)
        width = sheet.lineWrapColumnOrWidth()
        sheet.setGeometry(self.rect())
        sheet.set_sides(column.left, self.width() - MARKS_WIDTH - column.left - width)
        if column.width != width or self._coming is not None:
            self._reflow_timer.start(_REFLOW)


def _has(sheet: Sheet, offset: int) -> bool:
    """Whether `sheet` can be scrolled to `offset`."""
    if sheet.is_done:
        return True
    places = sheet.places
    return places.is_built(offset) and sheet.verticalScrollBar().maximum() >= places.top(offset)


def _drop(sheet: Sheet) -> None:
    sheet.stop()
    sheet.blockSignals(True)
    sheet.hide()
    QTimer.singleShot(_LINGER, sheet, sheet.deleteLater)
