"""The sentences a brief turns on, as the analysis sees them."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QLabel, QStyleOptionViewItem, QVBoxLayout, QWidget

from briefreader.text.findings import KeySentence
from briefreader.ui import wording
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.reading import Reading
from briefreader.ui.side import cards
from briefreader.ui.state import State
from briefreader.ui.theme import Theme


class KeyDelegate(RowDelegate):
    serif: QFont

    def height(self, row: Row, width: int) -> int:
        return self._words(row, width).height + 18 + 18 + cards.GAP

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        sheet = cards.card(rect, option)
        cards.draw_card(painter, sheet, self.theme, option)
        words = self._words(row, rect.width())
        left, top = sheet.left() + cards.INSIDE, sheet.top() + 9
        words.paint(painter, left, top, self.theme.ink)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        box = QRect(left, top + words.height, sheet.width() - 2 * cards.INSIDE, 20)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, row.item[1])

    def _words(self, row: Row, width: int) -> Lines:
        return Lines(row.item[0].text, self.serif, cards.inner_width(width), 9, 1.16)


class KeysPanel(QWidget):
    counted = Signal(int)

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._reading = state, reading
        self._remark = QLabel("Sentences of the brief, chosen by rules: by the words it returns to and their place.")
        self._remark.setObjectName("quiet")
        self._remark.setWordWrap(True)
        self._remark.setContentsMargins(16, 2, 16, 4)
        self.list = RowList("Key points")
        self._delegate = KeyDelegate(self.list)
        self.list.set_delegate(self._delegate)
        self.list.chosen.connect(self._go)
        self._empty = Empty("No key points yet", "They appear here when the brief has been analysed.")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.addWidget(self._remark)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        reading.keys_changed.connect(self._show)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self._set_font()
        self.set_theme(state.theme)
        self._show([])

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    @Slot(object)
    def _show(self, keys: list[KeySentence]) -> None:
        document = self._reading.document
        rows: list[Row] = []
        for key in keys:
            paragraph = document.paragraph_at(key.start) if document else None
            place = wording.place(paragraph, document.page_at(key.start) if document else None)
            rows.append(Row(f"{key.start}:{key.end}", f"{key.text} {place}", (key, place)))
        self.list.set_rows(rows)
        self.list.setVisible(bool(keys))
        self._remark.setVisible(bool(keys))
        self._empty.setVisible(not keys)
        self.counted.emit(len(keys))

    @Slot(object)
    def _go(self, row: Row) -> None:
        key: KeySentence = row.item[0]
        self._reading.go_to(key.start, key.end)

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        serif = QFont(self._state.typeface)
        serif.setPixelSize(14)
        self._delegate.serif = serif
        self._delegate.forget_heights()
        self.list.scheduleDelayedItemsLayout()
