"""The answers of a search: each brief with its places, every match framed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from PySide6.QtCore import QEvent, QItemSelection, QModelIndex, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QFont, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from briefreader.records import Order, SearchResult
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowList
from briefreader.ui.reading import Reading
from briefreader.ui.search.box import SearchBox
from briefreader.ui.search.enquiry import Enquiry
from briefreader.ui.search.rows import INDENT, Found, HitDelegate, rows
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

ORDERS: Mapping[Order, str] = MappingProxyType(
    {"best": "Best first", "newest": "Newest first", "oldest": "Oldest first", "title": "By title"}
)
_ROOMY = 640  # pixels
_REST_MS = 300  # the mouse passes over answers on its way to the preview
_AT_ONCE = 24  # rows shown with the answer; the others a few at a time, so that typing never waits for them
_KEYS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier


class HitList(RowList):
    """A click opens a place; with Ctrl or Shift it chooses several. `looked_at` when the keyboard or a resting mouse
    is on one, `end_near` when the last rows come into view."""

    looked_at = Signal(object)  # Found
    end_near = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._rest = QTimer(self, interval=_REST_MS, singleShot=True)
        self._rest.timeout.connect(self._rested)
        self._over = QModelIndex()
        self.entered.connect(self._entered)
        self.verticalScrollBar().valueChanged.connect(self._scrolled)

    def chosen_rows(self) -> list[Row]:
        """The rows selected, else the one the keyboard is on."""
        indexes = sorted(self.selectionModel().selectedIndexes(), key=lambda index: index.row())
        found = [row for index in indexes if (row := self.rows.row(index)) is not None and not row.heading]
        current = self.rows.row(self.currentIndex())
        return found or ([current] if current is not None else [])

    def currentChanged(self, current: QModelIndex, previous: QModelIndex) -> None:
        super().currentChanged(current, previous)
        row = self.rows.row(current)
        if row is not None:
            self._rest.stop()
            self.looked_at.emit(row.item)

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self._rest.stop()

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        if not QApplication.keyboardModifiers() & _KEYS:
            super()._clicked(index)

    @Slot(QModelIndex)
    def _entered(self, index: QModelIndex) -> None:
        self._over = index
        self._rest.start()

    @Slot()
    def _rested(self) -> None:
        row = self.rows.row(self._over)
        if row is not None and len(self.selectionModel().selectedIndexes()) < 2:
            self.looked_at.emit(row.item)

    @Slot(int)
    def _scrolled(self, value: int) -> None:
        bar = self.verticalScrollBar()
        if value > bar.maximum() - self.height():
            self.end_near.emit()


class ResultsView(QWidget):
    """Shows what the `Enquiry` answers; Enter or a click opens the brief at the place. `keep_wanted` asks to keep the
    search, `looked_at` tells of the place that is to be shown closely, `chosen_count` how many are selected."""

    keep_wanted = Signal()
    looked_at = Signal(object)  # Found, None for nothing
    chosen_count = Signal(int)

    def __init__(
        self, state: State, reading: Reading, box: SearchBox, enquiry: Enquiry, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._reading, self._box, self._enquiry = state, reading, box, enquiry
        self._waiting: list[Row] = []
        self._rest = QTimer(self, interval=15, singleShot=True)
        self._rest.timeout.connect(self._show_rest)
        self._summary = QLabel()
        self._summary.setObjectName("searchSummary")
        self._facts = QLabel()
        self._facts.setObjectName("quiet")
        self._notice = QLabel()
        self._notice.setObjectName("quiet")
        self._notice.setWordWrap(True)
        self._notice.setTextFormat(Qt.TextFormat.PlainText)
        self._better = QToolButton()
        self._better.setObjectName("link")
        self._better.setAccessibleName("Search for the spelling suggested")
        self._better.clicked.connect(self._ask_better)
        self.order = QComboBox()
        self.order.setObjectName("quietBox")
        self.order.setAccessibleName("Order of the answers")
        for order, name in ORDERS.items():
            self.order.addItem(name, order)
        self.order.activated.connect(self._order_chosen)
        self.keep = QPushButton("Keep this search")
        self.keep.setAccessibleName("Keep this search")
        self.keep.clicked.connect(self.keep_wanted)
        self.list = HitList("Search results")
        self._delegate = HitDelegate(self.list)
        self.list.set_delegate(self._delegate)
        self.list.chosen.connect(self._open)
        self.list.looked_at.connect(self.looked_at)
        self.list.end_near.connect(self._end_near)
        self.list.selectionModel().selectionChanged.connect(self._selected)
        self._lay_out()
        enquiry.answered.connect(self.show_result)
        enquiry.renewed.connect(self.renew)
        enquiry.refused.connect(self.show_refusal)
        enquiry.unfolded.connect(self._unfolded)
        state.closing.connect(self._rest.stop)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self._set_font()
        self.set_theme(state.theme)

    def _lay_out(self) -> None:
        bar = QFrame()
        bar.setObjectName("briefBar")
        bar.setFixedHeight(40)
        head = QHBoxLayout(bar)
        head.setContentsMargins(16, 0, 16, 0)
        head.setSpacing(10)
        head.addWidget(self._summary)
        head.addWidget(self._facts)
        head.addStretch(1)
        head.addWidget(self.order)
        head.addWidget(self.keep)
        self._remarks = QWidget()
        told = QHBoxLayout(self._remarks)
        told.setContentsMargins(INDENT, 10, INDENT, 0)
        told.setSpacing(10)
        told.addWidget(self._better)
        told.addWidget(self._notice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self._remarks)
        layout.addWidget(self.list, 1)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    @Slot(object)
    def show_result(self, result: SearchResult) -> None:
        """Another answer: from its top."""
        self._tell(result)
        self._rest.stop()
        self._waiting = []
        self.list.rows.set_rows([])
        found = list(self._rows(result))
        self._waiting = found
        self._show_rest()
        self.list.scrollToTop()
        first = next((row for row in found if row.item.snippet is not None), None)
        self.looked_at.emit(first.item if first is not None else None)

    @Slot(object)
    def renew(self, result: SearchResult) -> None:
        """The same answer with more in it, or after a change: what is chosen stays so."""
        self._tell(result)
        there, self._waiting = len(self.list.rows.rows), list(self._rows(result))
        self._show_rest(there)

    @Slot(str, str)
    def show_refusal(self, _query: str, sentence: str) -> None:
        self._rest.stop()
        self._waiting = []
        self._summary.setText(sentence)
        self._facts.clear()
        self._notice.clear()
        self._better.hide()
        self._remarks.hide()
        self.keep.setEnabled(False)
        self.list.set_rows([])
        self._box.show_problem(None, "")
        self.looked_at.emit(None)

    def chosen(self) -> list[Found]:
        """The places selected, else the one the keyboard is on; a brief's own row stands for its first place."""
        found = [row.item for row in self.list.chosen_rows() if not row.item.more]
        places = [one for one in found if one.snippet is not None]
        return places or found

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a narrow window what was found stays readable."""
        super().resizeEvent(event)
        self._facts.setVisible(self.width() >= _ROOMY)
        self.keep.setText("Keep this search" if self.width() >= _ROOMY else "Keep")

    # Inside

    def _rows(self, result: SearchResult) -> Iterator[Row]:
        briefs = {brief.id: brief for brief in self._state.library.some_briefs([hit.brief for hit in result.hits])}
        return rows(result, briefs, self._enquiry.unfolded_briefs)

    def _tell(self, result: SearchResult) -> None:
        shown = len(result.hits)
        if not result.total:
            self._summary.setText(f"Nothing found for “{result.query}”.")
        elif shown < result.total:
            self._summary.setText(f"{wording.count(result.total, 'brief')}, the first {shown:,} shown")
        else:
            places = sum(hit.matches for hit in result.hits)
            self._summary.setText(f"{wording.count(places, 'place')} in {wording.count(result.total, 'brief')}")
        self._facts.setText(facts(result))
        remarks = [result.notice]
        if not result.total and not result.suggestion:
            remarks.append("Fewer words, or the beginning of one with a star (grain*), may find more.")
        if not result.total and self._enquiry.choices:
            remarks.append("Ticks at the left narrow the answer.")
        if result.scanned:
            remarks.append("The index is being made anew.")
        told = " ".join(remark for remark in remarks if remark)
        self._notice.setText(told)
        self._better.setVisible(bool(result.suggestion))
        self._better.setText(f"Search for “{result.suggestion}”" if result.suggestion else "")
        self._remarks.setVisible(bool(told or result.suggestion))
        self.keep.setEnabled(True)
        self.order.setCurrentIndex(self.order.findData(result.order))
        self._box.show_problem(result.problem, result.notice)

    @Slot()
    def _show_rest(self, there: int = 0) -> None:
        """As many answers as there are already, and a few more beneath them."""
        shown = max(there, len(self.list.rows.rows)) + _AT_ONCE
        self.list.set_rows(self._waiting[:shown])
        if shown < len(self._waiting):
            self._rest.start()
        else:
            self._waiting = []

    @Slot(object)
    def _open(self, row: Row) -> None:
        found: Found = row.item
        if found.more:
            self._enquiry.unfold(found.hit.brief)
            return
        self._reading.open(found.hit.brief, found.span, self._enquiry.query)

    @Slot()
    def _end_near(self) -> None:
        if not self._waiting and self.list.verticalScrollBar().maximum() > 0:
            self._enquiry.ask_more()

    @Slot(str)
    def _unfolded(self, brief: str) -> None:
        if self._enquiry.result is not None:
            current = self.list.rows.row(self.list.currentIndex())
            self.renew(self._enquiry.result)
            if current is not None and current.item.more:
                self.list.choose(f"more:{brief}")

    @Slot(int)
    def _order_chosen(self, number: int) -> None:
        self._enquiry.set_order(self.order.itemData(number))

    @Slot()
    def _ask_better(self) -> None:
        result = self._enquiry.result
        if result is not None and result.suggestion:
            self._box.setText(result.suggestion)
            self._box.asked.emit(result.suggestion)

    @Slot(QItemSelection, QItemSelection)
    def _selected(self, _now: QItemSelection, _before: QItemSelection) -> None:
        self.chosen_count.emit(len(self.chosen()))

    def current_rect(self) -> QRect:
        """Where the chosen place stands, for what pops up beside it."""
        rect = self.list.visualRect(self.list.currentIndex())
        if rect.isNull():
            rect = QRect(INDENT, 40, 200, 20)
        return QRect(self.list.viewport().mapTo(self, rect.topLeft()), rect.size())

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        serif = QFont(self._state.typeface)
        serif.setPixelSize(15)
        self._delegate.serif = serif
        self._delegate.forget_heights()
        self.list.scheduleDelayedItemsLayout()


def facts(result: SearchResult) -> str:
    """How long it took, and how much of the library was searched."""
    known = [f"{result.seconds * 1000:.0f} ms"]
    if result.briefs:
        indexed, briefs = f"{result.indexed:,}", f"{result.briefs:,}"
        known.append(f"all {briefs} indexed" if result.indexed >= result.briefs else f"{indexed} of {briefs} indexed")
    return " · ".join(known)
