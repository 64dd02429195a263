"""What may be cited, at the right: tagged passages, quotes and key sentences, found by typing and cited by Enter."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QPainter, QTextLayout, QTextOption
from PySide6.QtWidgets import (
    QLabel,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from briefreader.service.candidates import Candidate, Candidates
from briefreader.ui import wording
from briefreader.ui.state import State
from briefreader.ui.theme import LIGHT, Theme, marker, reading_family

_CANDIDATE = int(Qt.ItemDataRole.UserRole)
_TABS = ("Passages", "Quotes", "Key sentences")
_LINES = 3
_PAUSE_MS = 200
_BATCH = 40  # cards set in one turn of the event loop


class _Cards(QStyledItemDelegate):
    """A card: the words, their tag or speaker, where they stand, and where they are cited."""

    def __init__(self, state: State, parent: QWidget) -> None:
        super().__init__(parent)
        self._state = state
        self.theme: Theme = LIGHT

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        words = QFontMetrics(self._font(option))
        small = QFontMetrics(option.font)
        return QSize(100, words.lineSpacing() * _LINES + small.lineSpacing() * 2 + 30)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        one: Candidate = index.data(_CANDIDATE)
        theme = self.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        card = option.rect.adjusted(8, 4, -8, -4)
        chosen = bool(option.state & option.state.State_Selected)
        painter.setPen(QColor(theme.accent if chosen else theme.line))
        painter.setBrush(QColor(theme.accent_ground if chosen else theme.paper))
        painter.drawRoundedRect(card, 6, 6)
        inside = card.adjusted(10, 7, -10, -7)
        painter.setPen(QColor(theme.ink))
        font = self._font(option)
        height = _draw_lines(painter, inside, " ".join(one.mark.exact.split()), font)
        painter.setFont(option.font)
        small = QFontMetrics(option.font)
        below = QRect(inside.left(), inside.top() + height + 4, inside.width(), small.lineSpacing() + 2)
        place = one.place or one.title
        painter.setPen(QColor(theme.ink2))
        painter.drawText(below, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), place)
        room = below.width() - small.horizontalAdvance(place) - 12
        about = " · ".join(part for part in (", ".join(map(wording.tag, one.tags)), one.speaker, one.strength) if part)
        left = below.left()
        if one.tags:
            colour = self._state.colours.get(one.tags[0], "")
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(marker(theme, colour)))
            painter.drawRoundedRect(left, below.center().y() - 4, 9, 9, 2, 2)
            left += 14
        painter.setPen(QColor(theme.ink2))
        shown = small.elidedText(about, Qt.TextElideMode.ElideRight, max(20, room - (left - below.left())))
        painter.drawText(left, below.top(), room, below.height(), int(Qt.AlignmentFlag.AlignVCenter), shown)
        last = QRect(below.left(), below.bottom() + 1, below.width(), small.lineSpacing())
        used = f"cited in {', '.join(one.used)}" if one.used else ""
        painter.drawText(last, int(Qt.AlignmentFlag.AlignRight), used)
        title = small.elidedText(
            one.title, Qt.TextElideMode.ElideRight, last.width() - small.horizontalAdvance(used) - 10
        )
        painter.drawText(last, int(Qt.AlignmentFlag.AlignLeft), title)
        painter.restore()

    @staticmethod
    def _font(option: QStyleOptionViewItem) -> QFont:
        font = QFont(reading_family())
        font.setPixelSize(option.font.pixelSize() + 1 if option.font.pixelSize() > 0 else 14)
        return font


class Offers(QWidget):
    """`cited` gives the mark of what was chosen; `sought` the words of the filter, after a pause; `left` when the
    keyboard shall go back to the page; `left_out` the passage that the summary shall not take."""

    cited = Signal(object)  # SourceMark
    sought = Signal(str)
    left = Signal()
    menu_wanted = Signal(object, QPoint)  # Candidate, where on the screen

    def __init__(self, state: State, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sidePanel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._offered = Candidates()
        self._shown: tuple[Candidate, ...] = ()
        self._rest: list[Candidate] = []
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("What may be cited")
        self.tabs.setDrawBase(False)
        self.tabs.setExpanding(False)
        for name in _TABS:
            self.tabs.addTab(name)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText("Find (Ctrl+M)")
        self.filter.setAccessibleName("Find what to cite")
        self.filter.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setAccessibleName("Passages that may be cited")
        self.list.setFrameShape(QListWidget.Shape.NoFrame)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self._cards = _Cards(state, self.list)
        self.list.setItemDelegate(self._cards)
        self.cite = QPushButton("Cite")
        self.note = QLabel()
        self.note.setObjectName("quiet")
        self.note.setWordWrap(True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 6, 0, 8)
        column.setSpacing(6)
        column.addWidget(self.tabs)
        for widget in (self.filter, self.note):
            holder = QVBoxLayout()
            holder.setContentsMargins(10, 0, 10, 0)
            holder.addWidget(widget)
            column.addLayout(holder)
        column.insertWidget(2, self.list, 1)
        holder = QVBoxLayout()
        holder.setContentsMargins(10, 0, 10, 0)
        holder.addWidget(self.cite)
        column.addLayout(holder)
        self._pause = QTimer(self, interval=_PAUSE_MS, singleShot=True)
        self._pause.timeout.connect(lambda: self.sought.emit(self.filter.text().strip()))
        self._next = QTimer(self, interval=0, singleShot=True)
        self._next.timeout.connect(self._set_next)
        self.tabs.currentChanged.connect(self._show)
        self.filter.textChanged.connect(self._pause.start)
        self.filter.returnPressed.connect(self._cite_current)
        self.list.itemActivated.connect(self._cite_current)
        self.list.customContextMenuRequested.connect(self._menu)
        self.cite.clicked.connect(self._cite_current)
        self.filter.installEventFilter(self)
        self.list.installEventFilter(self)
        self._show()

    def set_theme(self, theme: Theme) -> None:
        self._cards.theme = theme
        self.list.viewport().update()

    def show_offered(self, offered: Candidates) -> None:
        self._offered = offered
        for number, (name, found) in enumerate(zip(_TABS, self._lists(), strict=True)):
            self.tabs.setTabText(number, name)
            self.tabs.setTabToolTip(number, wording.count(len(found) + offered.more[number], name.lower().rstrip("s")))
        self._show()

    def set_target(self, name: str) -> None:
        """Which statement is being typed."""
        self.cite.setText(f"Cite in {name}" if name else "Cite")
        self.cite.setEnabled(bool(name) and bool(self._shown))

    def ask(self) -> None:
        """Let the user choose by keyboard."""
        self.filter.setFocus()
        self.filter.selectAll()

    def current(self) -> Candidate | None:
        item = self.list.currentItem()
        return item.data(_CANDIDATE) if item is not None else None

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if key == Qt.Key.Key_Escape:
                self.left.emit()
                return True
            if watched is self.filter and key in (
                Qt.Key.Key_Down,
                Qt.Key.Key_Up,
                Qt.Key.Key_PageDown,
                Qt.Key.Key_PageUp,
            ):
                self.list.setFocus()
                self.list.event(event)
                return True
            if watched is self.list and key in (Qt.Key.Key_Left, Qt.Key.Key_Right):
                step = 1 if key == Qt.Key.Key_Right else -1
                self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())
                return True
        return super().eventFilter(watched, event)

    def _lists(self) -> Sequence[tuple[Candidate, ...]]:
        return self._offered.passages, self._offered.quotes, self._offered.keys

    @Slot()
    def _show(self) -> None:
        tab = self.tabs.currentIndex()
        found = self._lists()[tab]
        more = self._offered.more[tab]
        empty = "Nothing here holds these words." if self.filter.text().strip() else _NOTHING[tab]
        self.note.setText(f"{more:,} more: type words to find them." if more else "" if found else empty)
        self.note.setHidden(not self.note.text())
        if found == self._shown:
            return
        chosen = self.current()
        self._shown = found
        self.list.clear()
        self._rest = list(found)
        self._set_next()
        place = next((n for n, one in enumerate(found[:_BATCH]) if chosen and one.mark == chosen.mark), 0)
        self.list.setCurrentRow(place)
        self.cite.setEnabled(bool(found))

    @Slot()
    def _set_next(self) -> None:
        batch, self._rest = self._rest[:_BATCH], self._rest[_BATCH:]
        for one in batch:
            item = QListWidgetItem()
            item.setData(_CANDIDATE, one)
            words = " ".join(one.mark.exact.split())
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{words}. {one.speaker} {one.title}, {one.place}")
            self.list.addItem(item)
        if self._rest:
            self._next.start()

    @Slot()
    def _cite_current(self) -> None:
        one = self.current()
        if one is not None:
            self.cited.emit(one.mark)

    @Slot(QPoint)
    def _menu(self, where: QPoint) -> None:
        item = self.list.itemAt(where)
        if item is not None:
            self.menu_wanted.emit(item.data(_CANDIDATE), self.list.viewport().mapToGlobal(where))


_NOTHING = (
    "No passage yet. Read a brief, select words and press T to tag them.",
    "No quote in these briefs.",
    "No key sentence in these briefs.",
)


def _draw_lines(painter: QPainter, area: QRect, text: str, font: QFont) -> int:
    """Draw the first lines of a text; returns their height."""
    metrics = QFontMetrics(font)
    layout = QTextLayout(text[:600], font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    painter.setFont(font)
    layout.beginLayout()
    starts: list[tuple[int, int]] = []
    while len(starts) <= _LINES:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(area.width())
        starts.append((line.textStart(), line.textLength()))
    layout.endLayout()
    rtl = text.lstrip()[:1].isalpha() and unicodedata.bidirectional(text.lstrip()[0]) in ("R", "AL")
    top = area.top()
    for number, (start, length) in enumerate(starts[:_LINES]):
        words = text[start : start + length]
        if number == _LINES - 1 and len(starts) > _LINES:
            words = metrics.elidedText(text[start : start + length + 60], Qt.TextElideMode.ElideRight, area.width())
        flags = Qt.AlignmentFlag.AlignRight if rtl else Qt.AlignmentFlag.AlignLeft
        painter.drawText(QRect(area.left(), top, area.width(), metrics.lineSpacing()), int(flags), words)
        top += metrics.lineSpacing()
    return metrics.lineSpacing() * min(_LINES, max(1, len(starts)))
