"""The passages of the brief on show, as cards: the words, the tags, the note, and whether the place is certain."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem, QVBoxLayout, QWidget

from briefreader.records import Passage
from briefreader.ui import wording
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.reading import Reading
from briefreader.ui.side import cards
from briefreader.ui.side.markdown import as_words
from briefreader.ui.state import State
from briefreader.ui.theme import Theme


class PassageDelegate(RowDelegate):
    serif: QFont

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state

    def height(self, row: Row, width: int) -> int:
        passage: Passage = row.item
        words, note, doubt = self._lines(passage, width)
        chips = cards.chip_rows(passage.tags, self.small, cards.inner_width(width))
        height = 20 + words.height + cards.GAP + len(chips) * (cards.CHIP_HEIGHT + 4)
        height += 0 if self._place_beside(passage, chips, width) else 20
        height += note.height + 8 if note else 0
        return height + (doubt.height + 4 if doubt else 0)

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        passage: Passage = row.item
        sheet = cards.card(rect, option)
        cards.draw_card(painter, sheet, self.theme, option)
        words, note, doubt = self._lines(passage, rect.width())
        left, top = sheet.left() + cards.INSIDE, sheet.top() + 9
        words.paint(painter, left, top, self.theme.ink)
        top += words.height + 4
        chips = cards.chip_rows(passage.tags, self.small, cards.inner_width(rect.width()))
        colours = self._state.colours
        for line in chips:
            for tag, x, width in line:
                box = QRect(left + x, top, width, cards.CHIP_HEIGHT)
                cards.draw_chip(painter, box, tag, colours.get(tag, ""), self.theme, self.small)
            top += cards.CHIP_HEIGHT + 4
        beside = self._place_beside(passage, chips, rect.width())
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        line_top = top - cards.CHIP_HEIGHT - 4 if beside else top
        box = QRect(left, line_top, sheet.width() - 2 * cards.INSIDE, cards.CHIP_HEIGHT)
        side = Qt.AlignmentFlag.AlignRight if beside else Qt.AlignmentFlag.AlignLeft
        painter.drawText(box, side | Qt.AlignmentFlag.AlignVCenter, _place(passage))
        top += 0 if beside else 20
        if note:
            painter.fillRect(QRect(left, top + 3, 2, note.height), QColor(self.theme.quote_bar))
            note.paint(painter, left + 10, top + 3, self.theme.ink2)
            top += note.height + 8
        if doubt:
            doubt.paint(painter, left, top, self.theme.danger)

    def _lines(self, passage: Passage, width: int) -> tuple[Lines, Lines | None, Lines | None]:
        inside = cards.inner_width(width)
        words = Lines(passage.exact, self.serif, inside, 5, 1.16)
        note = Lines(as_words(passage.note), self.font, inside - 10, 6, 1.25) if passage.note else None
        doubt = wording.STATUS.get(passage.status, "")
        return words, note, Lines(doubt, self.small, inside, 2) if doubt else None

    def _place_beside(self, passage: Passage, chips: list[list[tuple[str, int, int]]], width: int) -> bool:
        """Whether the place fits on the last line of chips."""
        if not chips:
            return False
        _, left, wide = chips[-1][-1]
        need = 12 + QFontMetrics(self.small).horizontalAdvance(_place(passage))
        return left + wide + need <= cards.inner_width(width)


class PassagesPanel(QWidget):
    """`menu_wanted` asks for what can be done with a passage."""

    counted = Signal(int)
    menu_wanted = Signal(object, QPoint)  # Passage, place on the screen

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._reading = state, reading
        self.list = RowList("Passages you marked")
        self._delegate = PassageDelegate(state, self.list)
        self.list.set_delegate(self._delegate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.chosen.connect(self._go)
        self._empty = Empty(
            "Nothing marked yet", "Select a sentence in the brief and press T to tag it, or N to write a note."
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        reading.passages_changed.connect(self._show)
        reading.passage_chosen.connect(self.list.choose)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self._set_font()
        self.set_theme(state.theme)
        self._show([])

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    @Slot(object)
    def _show(self, passages: list[Passage]) -> None:
        self._delegate.forget_heights()
        self.list.set_rows([Row(one.id, _spoken(one), one, tip=self._tip(one)) for one in passages])
        self.list.setVisible(bool(passages))
        self._empty.setVisible(not passages)
        self.list.viewport().update()
        self.counted.emit(len(passages))

    def _tip(self, passage: Passage) -> str:
        """What its tags mean, where the user has said."""
        meanings = (wording.tag_tip(self._state.tags.get(tag)) for tag in passage.tags)
        return "\n".join(meaning for meaning in meanings if meaning)

    @Slot(object)
    def _go(self, row: Row) -> None:
        passage: Passage = row.item
        span = (passage.start, passage.end) if passage.start is not None else passage.guess
        self._reading.choose_passage(passage.id)
        if span is not None and span[1] is not None:
            self._reading.go_to(span[0], span[1])
        else:
            self._state.say("These words are no longer found in the brief.", "")

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        row = self.list.rows.row(index if index.isValid() else self.list.currentIndex())
        if row is not None:
            self.menu_wanted.emit(row.item, self.list.viewport().mapToGlobal(where))

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        serif = QFont(self._state.typeface)
        serif.setPixelSize(14)
        self._delegate.serif = serif
        self._delegate.forget_heights()
        self.list.scheduleDelayedItemsLayout()


def _place(passage: Passage) -> str:
    """How sure what it states is, and where it stands."""
    return " · ".join(part for part in (passage.strength, wording.passage_place(passage)) if part)


def _spoken(passage: Passage) -> str:
    tags = ", ".join(wording.tag(tag) for tag in passage.tags)
    note = f"note: {passage.note}" if passage.note else ""
    parts = (
        passage.exact,
        tags,
        passage.strength,
        note,
        wording.passage_place(passage),
        wording.STATUS.get(passage.status, ""),
    )
    return "; ".join(part for part in parts if part)
