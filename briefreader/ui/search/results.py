"""The answers of a search: each brief with its snippets, every hit framed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Hit, SearchResult, Snippet
from briefreader.ui import wording
from briefreader.ui.lists.lines import Lines, outline
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.reading import Reading
from briefreader.ui.search.box import SearchBox
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_SHOWN = 3  # snippets of a brief
_WIDEST = 820
_INDENT = 28
_CUT = 100  # characters from which a snippet that ends within a sentence has been cut; a shorter one is a line
_PLACE = 92  # pixels for the paragraph beside a snippet


@dataclass(frozen=True, slots=True)
class Found:
    """A row: a brief, or with `snippet` one place in it."""

    hit: Hit
    about: str
    snippet: Snippet | None = None
    first: bool = False


class HitDelegate(RowDelegate):
    """Draws briefs and their snippets in a column of readable width."""

    serif: QFont

    def height(self, row: Row, width: int) -> int:
        lines = self._lines(row.item, width)
        return sum(part.height for part in lines) + (22 if row.item.snippet is None else 10)

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        found: Found = row.item
        column = self._column(rect)
        lines = self._lines(found, rect.width())
        if found.snippet is None:
            self.draw_ground(painter, column.adjusted(-12, 10, 12, 0), option)
            if not found.first:
                painter.fillRect(QRect(column.left(), rect.top() + 4, column.width(), 1), QColor(self.theme.line))
            lines[0].paint(painter, column.left(), rect.top() + 16, self.theme.ink)
            lines[1].paint(painter, column.left(), rect.top() + 16 + lines[0].height, self.theme.ink2)
            return
        self.draw_ground(painter, column.adjusted(-12, 0, 12, 0), option)
        painter.fillRect(QRect(column.left(), rect.top() + 4, 2, rect.height() - 8), QColor(self.theme.line))
        place = QRect(column.left() + 12, rect.top() + 5, _PLACE, 22)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _place(found.snippet))
        left, top = column.left() + 12 + _PLACE, rect.top() + 5
        before = found.snippet.start - len(_opening(found.snippet))
        spans = [(start - before, end - before) for start, end in found.snippet.highlights]
        for box in lines[0].boxes(spans, left, top):
            outline(painter, box, self.theme.hit, self.theme.hit_tint)
        lines[0].paint(painter, left, top, self.theme.ink)

    def _column(self, rect: QRect) -> QRect:
        width = min(_WIDEST, rect.width() - 2 * _INDENT)
        return QRect(rect.left() + _INDENT, rect.top(), width, rect.height())

    def _lines(self, found: Found, width: int) -> list[Lines]:
        room = min(_WIDEST, width - 2 * _INDENT)
        if found.snippet is not None:
            return [Lines(_shown(found.snippet), self.serif, room - 12 - _PLACE, 3, 1.2)]
        big = QFont(self.strong)
        big.setPixelSize(15)
        return [Lines(found.hit.title or found.hit.path, big, room, 2, 1.2), Lines(found.about, self.small, room, 1)]


class ResultsView(QWidget):
    """Shows a `SearchResult`; a click opens the brief at the place."""

    def __init__(self, state: State, reading: Reading, box: SearchBox, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("paper")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._state, self._reading, self._box = state, reading, box
        self._result: SearchResult | None = None
        self._summary = QLabel()
        self._summary.setObjectName("searchSummary")
        self._notice = QLabel()
        self._notice.setObjectName("quiet")
        self._notice.setWordWrap(True)
        self._better = QToolButton()
        self._better.setObjectName("link")
        self._better.setAccessibleName("Search for the spelling suggested")
        self._better.clicked.connect(self._ask_better)
        self.list = RowList("Search results")
        self._delegate = HitDelegate(self.list)
        self.list.set_delegate(self._delegate)
        self.list.chosen.connect(self._open)
        bar = QFrame()
        bar.setObjectName("briefBar")
        bar.setFixedHeight(40)
        head = QHBoxLayout(bar)
        head.setContentsMargins(_INDENT, 0, 24, 0)
        head.setSpacing(10)
        head.addWidget(self._summary)
        head.addWidget(self._better)
        head.addWidget(self._notice, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(bar)
        layout.addWidget(self.list, 1)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self._set_font()
        self.set_theme(state.theme)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    @Slot(object)
    def show_result(self, result: SearchResult) -> None:
        self._result = result
        matches = sum(hit.matches for hit in result.hits)
        more = f", the first {len(result.hits)} shown" if len(result.hits) < result.total else ""
        if result.total:
            places = "" if more else f"{wording.count(matches, 'place')} in "
            self._summary.setText(f"{places}{wording.count(result.total, 'brief')}{more}")
        else:
            self._summary.setText(f"Nothing found for “{result.query}”.")
        remarks = []
        if not result.total and not result.suggestion:
            remarks.append("Fewer words, or the beginning of one with a star (grain*), may find more.")
        remarks += [f"{result.seconds * 1000:.0f} ms" if result.total else "", result.notice]
        if result.scanned:
            remarks.append("The index is being made anew.")
        self._notice.setText(" · ".join(remark for remark in remarks if remark))
        self._better.setVisible(bool(result.suggestion))
        self._better.setText(f"Search for “{result.suggestion}”" if result.suggestion else "")
        self.list.rows.set_rows([])
        self.list.set_rows(list(_rows(self._state, result.hits)))
        self.list.scrollToTop()

    @Slot(str, str)
    def show_refusal(self, _query: str, sentence: str) -> None:
        self._result = None
        self._summary.setText(sentence)
        self._notice.clear()
        self._better.hide()
        self.list.set_rows([])

    @Slot(object)
    def _open(self, row: Row) -> None:
        found: Found = row.item
        snippet = found.snippet or found.hit.snippets[0]
        span = snippet.highlights[0] if snippet.highlights else (snippet.start, snippet.end)
        self._reading.open(found.hit.brief, span, self._result.query if self._result else "")

    @Slot()
    def _ask_better(self) -> None:
        if self._result is not None and self._result.suggestion:
            self._box.setText(self._result.suggestion)
            self._box.asked.emit(self._result.suggestion)

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        serif = QFont(self._state.typeface)
        serif.setPixelSize(15)
        self._delegate.serif = serif
        self._delegate.forget_heights()
        self.list.scheduleDelayedItemsLayout()


def _rows(state: State, hits: Iterable[Hit]) -> Iterable[Row]:
    hits = list(hits)
    briefs = {brief.id: brief for brief in state.library.some_briefs([hit.brief for hit in hits])}
    for number, hit in enumerate(hits):
        brief = briefs.get(hit.brief)
        facts = [wording.file_name(brief), wording.file_format(brief), wording.day(brief.date)] if brief else [hit.path]
        facts.append(wording.count(hit.matches, "place"))
        about = " · ".join(fact for fact in facts if fact)
        yield Row(hit.brief, f"{hit.title}, {about}", Found(hit, about, first=number == 0))
        for snippet in hit.snippets[:_SHOWN]:
            text = f"{_place(snippet)}: {snippet.text}"
            yield Row(f"{hit.brief}:{snippet.start}:{snippet.end}", text, Found(hit, about, snippet))


def _opening(snippet: Snippet) -> str:
    """An ellipsis before words taken out of the midst of a sentence."""
    return "…" if snippet.text[:1].islower() else ""


def _shown(snippet: Snippet) -> str:
    text = snippet.text.rstrip()
    cut = len(text) >= _CUT and (text[-1].isalnum() or text[-1] in ",;-")
    rest = "…" if cut else ""
    return f"{_opening(snippet)}{text}{rest}"


def _place(snippet: Snippet) -> str:
    return wording.place(snippet.paragraph, snippet.page)
