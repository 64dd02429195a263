"""The rows of an answer: each brief, its places beneath it, and how they are drawn."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePath

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from briefreader.records import Brief, Hit, SearchResult, Snippet
from briefreader.ui import wording
from briefreader.ui.lists.lines import Lines, outline
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate

SHOWN = 3  # places of a brief that is not unfolded
_WIDEST = 820
INDENT = 28
_CUT = 100  # characters from which a snippet that ends within a sentence has been cut; a shorter one is a line
_PLACE = 112  # pixels for page, paragraph and speaker beside a place
_LINE = 17
_MORE_PREFIX = "more:"
_WHERE: Mapping[str, str] = {"title": "in the title", "note": "in your note", "tag": "in a tag"}


@dataclass(frozen=True, slots=True)
class Found:
    """A row: a brief; with `snippet` one place in it; with `more` the offer of those not shown (below 0: to fold
    them away again)."""

    hit: Hit
    about: str
    snippet: Snippet | None = None
    first: bool = False
    more: int = 0

    @property
    def span(self) -> tuple[int, int]:
        """The place in the text that the row stands for."""
        snippet = self.snippet or self.hit.snippets[0]
        return snippet.highlights[0] if snippet.highlights else (snippet.start, snippet.end)


class HitDelegate(RowDelegate):
    """Draws briefs and their places in a column of readable width."""

    serif: QFont

    def height(self, row: Row, width: int) -> int:
        found: Found = row.item
        if found.more:
            return 30
        lines = sum(part.height for part in self._lines(found, width))
        if found.snippet is None:
            return lines + (16 if found.first else 30)
        return max(lines, _LINE * (2 if found.snippet.quote else 1)) + 12

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        found: Found = row.item
        column = self._column(rect)
        if found.more:
            self._draw_more(painter, found, column, option)
        elif found.snippet is None:
            self._draw_brief(painter, found, column, option, self._lines(found, rect.width()))
        else:
            self._draw_place(painter, found, found.snippet, column, option, self._lines(found, rect.width())[0])

    def _draw_brief(
        self, painter: QPainter, found: Found, column: QRect, option: QStyleOptionViewItem, lines: list[Lines]
    ) -> None:
        above = 10 if found.first else 24
        self.draw_ground(painter, column.adjusted(-12, above - 4, 12, 0), option)
        if not found.first:
            painter.fillRect(QRect(column.left(), column.top() + 9, column.width(), 1), QColor(self.theme.line))
        lines[0].paint(painter, column.left(), column.top() + above, self.theme.ink)
        lines[1].paint(painter, column.left(), column.top() + above + lines[0].height, self.theme.ink2)

    def _draw_place(
        self,
        painter: QPainter,
        found: Found,
        snippet: Snippet,
        column: QRect,
        option: QStyleOptionViewItem,
        words: Lines,
    ) -> None:
        self.draw_ground(painter, column.adjusted(-12, 1, 12, -1), option)
        painter.fillRect(QRect(column.left(), column.top() + 4, 2, column.height() - 8), QColor(self.theme.line))
        side = QRect(column.left() + 14, column.top() + 6, _PLACE - 12, _LINE)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(
            side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, _elided(painter, place(found), side)
        )
        if snippet.quote:
            side.translate(0, _LINE)
            painter.setPen(QColor(self.theme.names["person"]))
            said = _elided(painter, speaker(snippet), side)
            painter.drawText(side, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, said)
        left, top = column.left() + 14 + _PLACE, column.top() + 5
        before = snippet.start - len(opening(snippet))
        spans = [(start - before, end - before) for start, end in snippet.highlights]
        for box in words.boxes(spans, left, top):
            outline(painter, box, self.theme.hit, self.theme.hit_tint)
        words.paint(painter, left, top, self.theme.ink)

    def _draw_more(self, painter: QPainter, found: Found, column: QRect, option: QStyleOptionViewItem) -> None:
        self.draw_ground(painter, column.adjusted(-12, 1, 12, -1), option)
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.accent))
        inside = column.adjusted(14, 0, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, offer(found))

    def _column(self, rect: QRect) -> QRect:
        width = min(_WIDEST, rect.width() - 2 * INDENT)
        left = rect.left() + max(INDENT, (rect.width() - width) // 2)
        return QRect(left, rect.top(), width, rect.height())

    def _lines(self, found: Found, width: int) -> list[Lines]:
        room = min(_WIDEST, width - 2 * INDENT)
        if found.snippet is not None:
            return [Lines(shown(found.snippet), self.serif, room - 14 - _PLACE, 3, 1.2)]
        big = QFont(self.strong)
        big.setPixelSize(15)
        return [Lines(found.hit.title or found.hit.path, big, room, 2, 1.2), Lines(found.about, self.small, room, 1)]


def rows(
    result: SearchResult, briefs: Mapping[str, Brief], unfolded: Mapping[str, tuple[Snippet, ...]]
) -> Iterator[Row]:
    """The rows of an answer; `unfolded` are all places of the briefs whose user wants to see them."""
    for number, hit in enumerate(result.hits):
        brief = briefs.get(hit.brief)
        about = facts(hit, brief)
        yield Row(hit.brief, f"{hit.title}, {about}", Found(hit, about, first=number == 0))
        pieces = unfolded.get(hit.brief) or hit.snippets[:SHOWN]
        for snippet in pieces:
            found = Found(hit, about, snippet)
            yield Row(f"{hit.brief}:{snippet.start}:{snippet.end}", spoken(found), found)
        rest = hit.matches - sum(len(snippet.highlights) for snippet in pieces)
        more = -1 if hit.brief in unfolded else max(0, rest)
        if more:
            found = Found(hit, about, more=more)
            yield Row(f"{_MORE_PREFIX}{hit.brief}", offer(found), found)


def facts(hit: Hit, brief: Brief | None) -> str:
    """The line under a title: its folder, form, length and day, and which draft it is."""
    if brief is None:
        return hit.path
    pages = wording.count(brief.pages, wording.unit(brief.format)) if brief.pages else ""
    folder = PurePath(brief.path).parent.name
    day = wording.day(brief.date)
    return " · ".join(part for part in (folder, wording.file_format(brief), pages, day, hit.draft) if part)


def place(found: Found) -> str:
    """Where a place stands: page and paragraph, or that it is not in the text."""
    snippet = found.snippet
    if snippet is None:
        return ""
    where = _WHERE.get(found.hit.where, "")
    return where if where and not snippet.quote else wording.place(snippet.paragraph, snippet.page)


def speaker(snippet: Snippet) -> str:
    """Who says it; a name that is inferred carries a question mark."""
    return f"{wording.speaker_name(snippet.quote)}{' ?' if snippet.inferred else ''}"


def spoken(found: Found) -> str:
    """A place as it is read out."""
    snippet = found.snippet
    if snippet is None:
        return ""
    said = f", {wording.speaker_name(snippet.quote)}{', inferred' if snippet.inferred else ''}" if snippet.quote else ""
    return f"{place(found)}{said}: {snippet.text}"


def offer(found: Found) -> str:
    if found.more < 0:
        return "Fewer places of this brief"
    return f"{wording.count(found.more, 'more place')} in this brief"


def opening(snippet: Snippet) -> str:
    """An ellipsis before words taken out of the midst of a sentence."""
    return "…" if snippet.text[:1].islower() else ""


def shown(snippet: Snippet) -> str:
    text = snippet.text.rstrip()
    cut = len(text) >= _CUT and (text[-1].isalnum() or text[-1] in ",;-")
    rest = "…" if cut else ""
    return f"{opening(snippet)}{text}{rest}"


def _elided(painter: QPainter, text: str, room: QRect) -> str:
    return painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room.width())
