"""What of the findings is most in doubt, worked through by keys: right, wrong, put right, the next."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QStyleOptionViewItem, QToolButton, QVBoxLayout, QWidget

from briefreader.records import Brief, Changes, Doubt
from briefreader.service.asking import Answer
from briefreader.text.doubt import words_for
from briefreader.ui import wording
from briefreader.ui.bridge import Bridge
from briefreader.ui.icons import icon
from briefreader.ui.lists.empty import Empty
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.reader.strokes import underline
from briefreader.ui.reading import Reading
from briefreader.ui.side import cards
from briefreader.ui.state import State
from briefreader.ui.theme import LINE_STYLES, Theme

_MOST = 200
_SOON_MS = 80


class DoubtDelegate(RowDelegate):
    """A name underlined as in the text, or a quote; then what speaks against it."""

    briefs: dict[str, Brief]

    def height(self, row: Row, width: int) -> int:
        what, why, where = self._lines(row.item, width)
        return what.height + why.height + (where.height if where else 0) + 20 + cards.GAP

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        doubt: Doubt = row.item
        sheet = cards.card(rect, option)
        cards.draw_card(painter, sheet, self.theme, option)
        what, why, where = self._lines(doubt, rect.width())
        left, top = sheet.left() + cards.INSIDE, sheet.top() + 8
        what.paint(painter, left, top, self.theme.ink)
        if doubt.entity is not None:
            colour = QColor(self.theme.names[doubt.entity.type])
            base = top + what.line_height - 2
            underline(painter, LINE_STYLES[doubt.entity.type], colour, left, left + what.natural_width, base)
        top += what.height + 2
        why.paint(painter, left, top, self.theme.ink2)
        if where:
            where.paint(painter, left, top + why.height, self.theme.ink2)

    def _lines(self, doubt: Doubt, width: int) -> tuple[Lines, Lines, Lines | None]:
        inside = cards.inner_width(width)
        where = self.briefs.get(_brief(doubt))
        return (
            Lines(_what(doubt), self.font, inside, 3, 1.25),
            Lines(_why(doubt), self.small, inside, 3, 1.25),
            Lines(wording.title(where), self.small, inside, 1, 1.25) if where is not None else None,
        )


class ReviewPanel(QWidget):
    """`closed` when it is no longer wanted; `menu_wanted` asks for what can be said of a row."""

    closed = Signal()
    menu_wanted = Signal(object, QPoint)

    def __init__(self, state: State, reading: Reading, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._state, self._reading = state, reading
        self._bridge: Bridge | None = None
        self._asked = 0
        self._title = QLabel("In doubt")
        self._title.setObjectName("emptySmall")
        self.which = QComboBox()
        self.which.setAccessibleName("Where to look for what is in doubt")
        self.which.addItem("This brief", "brief")
        self.which.addItem("All briefs", "all")
        self.which.activated.connect(self.refresh)
        self._close = QToolButton()
        self._close.setAccessibleName("Close the review")
        self._close.setToolTip("Close the review (Esc)")
        self._close.clicked.connect(self.closed)
        hint = QLabel("J, K go on and back · Y right · W wrong · C put right")
        hint.setObjectName("quiet")
        hint.setWordWrap(True)
        hint.setContentsMargins(16, 0, 16, 6)
        self.list = RowList("In doubt, the most doubtful first")
        self._delegate = DoubtDelegate(self.list)
        self._delegate.briefs = {}
        self.list.set_delegate(self._delegate)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._menu)
        self.list.chosen.connect(self._go)
        self._empty = Empty("Nothing is in doubt", "Every name and every speaker here is sure, or has been judged.")
        head = QHBoxLayout()
        head.setContentsMargins(16, 10, 8, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self.which)
        head.addWidget(self._close)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addLayout(head)
        layout.addWidget(hint)
        layout.addWidget(self._empty)
        layout.addWidget(self.list, 1)
        self._soon = QTimer(self, interval=_SOON_MS, singleShot=True)
        self._soon.timeout.connect(self.refresh)
        state.closing.connect(self._soon.stop)
        state.changed.connect(self._changed)
        state.theme_changed.connect(self.set_theme)
        reading.opened.connect(self._opened)
        self.set_theme(state.theme)

    def set_bridge(self, bridge: Bridge) -> None:
        """Who is asked about all briefs."""
        self._bridge = bridge
        bridge.answered.connect(self._answered)

    @Slot(object)
    def set_theme(self, theme: Theme) -> None:
        self.list.set_theme(theme)
        self._close.setIcon(icon("close", theme.ink2))

    def begin(self) -> None:
        """Show what is in doubt and stand at the first."""
        self.refresh()
        self.list.setFocus()

    @Slot()
    def refresh(self) -> None:
        brief = self._reading.brief
        if self.which.currentData() == "all" and self._bridge is not None:
            self._asked = self._bridge.ask("review", None, limit=_MOST)
        else:
            found = self._state.library.corrections.review(brief.id, _MOST) if brief is not None else []
            self._show(found, {})

    @Slot(int, object)
    def _answered(self, number: int, answer: Answer) -> None:
        if number == self._asked:
            self._show([row for row in answer.rows if isinstance(row, Doubt)], dict(answer.briefs))

    def _show(self, doubts: list[Doubt], briefs: dict[str, Brief]) -> None:
        """Where the row that was current has gone, the one in its place is current."""
        at = self.list.currentIndex().row()
        key = self._key()
        self._delegate.briefs = briefs
        self._delegate.forget_heights()
        rows = {_key(doubt): Row(_key(doubt), _spoken(doubt), doubt) for doubt in doubts}
        self.list.set_rows(list(rows.values()))
        if at >= 0 and rows:
            now = self.list.rows.index_of(key)
            self.list.setCurrentIndex(now if now.isValid() else self.list.rows.index(min(at, len(rows) - 1)))
        self._title.setText(f"In doubt: {len(rows):,}" if rows else "In doubt")
        self.list.setVisible(bool(rows))
        self._empty.setVisible(not rows)

    def _key(self) -> str:
        row = self.list.rows.row(self.list.currentIndex())
        return row.key if row is not None else ""

    @Slot()
    def judged(self) -> None:
        """What stood here has been judged: on to what stands in its place now."""
        if not self.isVisible():
            return
        before = self._key()
        self.refresh()
        row = self.list.rows.row(self.list.currentIndex())
        if row is not None and row.key != before and self.which.currentData() == "brief":
            self._go(row)

    @Slot(object)
    def _go(self, row: Row) -> None:
        doubt: Doubt = row.item
        if doubt.entity is not None:
            mention = doubt.entity.mentions[0].mention
            span = (mention.start, mention.end)
        elif doubt.quote is not None:
            span = (doubt.quote.quote.start, doubt.quote.quote.end)
        else:
            return
        self._reading.open(_brief(doubt), span, leave=False)
        self.list.setFocus()

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        index = self.list.indexAt(where)
        row = self.list.rows.row(index if index.isValid() else self.list.currentIndex())
        if row is not None:
            self.menu_wanted.emit(row.item, self.list.viewport().mapToGlobal(where))

    @Slot()
    def _opened(self) -> None:
        if self.isVisible() and self.which.currentData() == "brief":
            self._soon.start()

    @Slot(object)
    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and (changes.findings or changes.everything):
            self._soon.start()


def _brief(doubt: Doubt) -> str:
    if doubt.entity is not None:
        return doubt.entity.mentions[0].brief
    return doubt.quote.brief if doubt.quote is not None else ""


def _key(doubt: Doubt) -> str:
    if doubt.entity is not None:
        return f"{_brief(doubt)}:{doubt.entity.type}:{doubt.entity.name}"
    return doubt.quote.id if doubt.quote is not None else ""


def _what(doubt: Doubt) -> str:
    if doubt.entity is not None:
        return doubt.entity.name
    return wording.said(doubt.quote, 140) if doubt.quote is not None else ""


def _why(doubt: Doubt) -> str:
    """The kind, what speaks against it, and how often it stands there."""
    sure = words_for(1 - min(1.0, doubt.doubt))
    if doubt.entity is not None:
        times = wording.count(len(doubt.entity.mentions), "mention")
        return f"{wording.TYPES[doubt.entity.type][0]}, {sure} · {doubt.why} · {times}"
    speaker = wording.speaker(doubt.quote).removesuffix(" ?") if doubt.quote is not None else ""
    return f"{speaker}, {sure} · {doubt.why}"


def _spoken(doubt: Doubt) -> str:
    return f"{_what(doubt)}. {_why(doubt)}"
