"""The quotes of the brief on show, in order or by speaker; how sure the speaker is stands in words."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QStyleOptionViewItem, QVBoxLayout, QWidget

from briefreader.records import FoundQuote
from briefreader.ui import wording
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.reading import Reading
from briefreader.ui.side import cards
from briefreader.ui.state import State
from briefreader.ui.theme import Theme

_APART = 7  # pixels between a name and what is said of it
_PLAIN = ("speech", "block")  # kinds that need no word
_EVERYONE, _BY_SPEAKER, _NOBODY = "In the order of the text", "By speaker", "Without a speaker"


class QuoteDelegate(RowDelegate):
    serif: QFont

    def height(self, row: Row, width: int) -> int:
        words, who, how, beside = self._lines(row.item, width)
        return words.height + who.height + (0 if beside else how.height) + 20 + cards.GAP + 4

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        found: FoundQuote = row.item
        sheet = cards.card(rect, option)
        cards.draw_card(painter, sheet, self.theme, option)
        words, who, how, beside = self._lines(found, rect.width())
        left, top = sheet.left() + cards.INSIDE, sheet.top() + 9
        words.paint(painter, left, top, self.theme.ink)
        top += words.height + 4
        named = found.quote.speaker is not None
        who.paint(painter, left, top, self.theme.names["person"] if named else self.theme.ink2)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        box = QRect(left, top, sheet.width() - 2 * cards.INSIDE, who.line_height)
        place = wording.place(found.paragraph, found.page)
        painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, place)
        if beside:
            how.paint(painter, left + who.natural_width + _APART, top + 0.5, self.theme.ink2)
        else:
            how.paint(painter, left, top + who.height, self.theme.ink2)

    def _lines(self, found: FoundQuote, width: int) -> tuple[Lines, Lines, Lines, bool]:
        """The words, who said them, what is to be known of both, and whether that has room beside the name."""
        inside = cards.inner_width(width)
        small = QFontMetricsF(self.small)
        place = small.horizontalAdvance(wording.place(found.paragraph, found.page)) + _APART
        who = Lines(_name(found), self.strong, inside - place, 1, 1.2)
        how = Lines(_how(found), self.small, inside, 1, 1.2)
        beside = who.natural_width + _APART + how.natural_width <= inside - place
        return Lines(wording.said(found), self.serif, inside, 7, 1.16), who, how, beside


class QuotesPanel(QWidget):
    """`menu_wanted` asks for what can be said of a quote."""

    counted = Signal(int)
    menu_wanted = Signal(object, QPoint)  # FoundQuote, place on the screen

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._reading = state, reading
        self._quotes: list[FoundQuote] = []
        self.speaker = QComboBox()
        self.speaker.setAccessibleName("Whose quotes")
        self.speaker.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.speaker.activated.connect(self._fill)
        self.list = RowList("Quotes")
        self._delegate = QuoteDelegate(self.list)
        self.list.set_delegate(self._delegate)
        self.list.chosen.connect(self._go)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self._empty = Empty("No quotes yet", "Quotes and their speakers appear here when the brief has been analysed.")
        head = QHBoxLayout()
        head.setContentsMargins(10, 0, 10, 0)
        head.addWidget(self.speaker)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 10, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(head)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        reading.quotes_changed.connect(self._show)
        state.theme_changed.connect(self.set_theme)
        state.preferences_changed.connect(self._set_font)
        self._set_font()
        self.set_theme(state.theme)
        self._show([])

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)

    def show_speaker(self, name: str) -> None:
        """Only this speaker's quotes."""
        index = self.speaker.findData(name)
        if index >= 0:
            self.speaker.setCurrentIndex(index)
            self._fill()

    @Slot(object)
    def _show(self, quotes: list[FoundQuote]) -> None:
        self._quotes = quotes
        chosen = self.speaker.currentData()
        self.speaker.clear()
        self.speaker.addItem(_EVERYONE, "")
        self.speaker.addItem(_BY_SPEAKER, "*")
        speakers: dict[str, int] = {}
        for found in quotes:
            if found.quote.speaker is not None:
                speakers[found.quote.speaker] = speakers.get(found.quote.speaker, 0) + 1
        for name in sorted(speakers, key=lambda name: (-speakers[name], name)):
            self.speaker.addItem(f"{wording.speaker_name(name)} ({speakers[name]})", name)
        unnamed = sum(found.quote.speaker is None for found in quotes)
        if unnamed:
            self.speaker.addItem(f"{_NOBODY} ({unnamed})", None)
        self.speaker.setCurrentIndex(max(0, self.speaker.findData(chosen)) if chosen else 0)
        self.speaker.setVisible(bool(quotes))
        self.list.setVisible(bool(quotes))
        self._empty.setVisible(not quotes)
        self._fill()
        self.counted.emit(len(quotes))

    @Slot()
    def _fill(self) -> None:
        chosen = self.speaker.currentData()
        if chosen == "*":
            self.list.set_rows(by_speaker(self._quotes))
            return
        kept = self._quotes if chosen == "" else [q for q in self._quotes if q.quote.speaker == chosen]
        self.list.set_rows([_row(found) for found in kept])

    @Slot(object)
    def _go(self, row: Row) -> None:
        found: FoundQuote = row.item
        self._reading.go_to(found.quote.start, found.quote.end)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        row = self.list.rows.row(index if index.isValid() else self.list.currentIndex())
        if row is not None and not row.heading:
            self.menu_wanted.emit(row.item, self.list.viewport().mapToGlobal(where))

    @Slot()
    def _set_font(self, _preferences: object = None) -> None:
        serif = QFont(self._state.typeface)
        serif.setPixelSize(14)
        self._delegate.serif = serif
        self._delegate.forget_heights()
        self.list.scheduleDelayedItemsLayout()


def by_speaker(quotes: list[FoundQuote]) -> list[Row]:
    """Quotes beneath their speakers, who says most first, those without one last."""
    groups: dict[str | None, list[FoundQuote]] = {}
    for found in quotes:
        groups.setdefault(found.quote.speaker, []).append(found)
    rows: list[Row] = []
    for name in sorted(groups, key=lambda name: (name is None, -len(groups[name]), name or "")):
        label = wording.speaker_name(name) if name else _NOBODY
        rows.append(Row(f"speaker:{name}", label, len(groups[name]), heading=True))
        rows.extend(_row(found) for found in groups[name])
    return rows


def _name(found: FoundQuote) -> str:
    return wording.speaker(found).removesuffix(" ?")


def _how(found: FoundQuote) -> str:
    """What is to be known of a quote beyond whose it is: that the speaker is inferred, and its kind."""
    quote = found.quote
    inferred = "inferred" if quote.attribution == "inferred" else ""
    kind = "" if quote.kind in _PLAIN else wording.QUOTES[quote.kind].lower()
    return " · ".join(part for part in (inferred, kind) if part)


def _row(found: FoundQuote) -> Row:
    how = wording.attribution(found)
    spoken = f"{wording.speaker(found)}{f', {how}' if how else ''}: {found.quote.text}"
    return Row(found.id, spoken, found)
