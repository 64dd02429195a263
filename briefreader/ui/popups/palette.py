"""Every command and every brief by a few letters of its name: the keyboard's way to what has no key at hand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal, Slot
from PySide6.QtGui import QColor, QKeyEvent, QPainter
from PySide6.QtWidgets import QLineEdit, QStyleOptionViewItem, QVBoxLayout, QWidget

from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, RowList
from briefreader.ui.popups.frame import Popup
from briefreader.ui.state import State

_HINT = "A command, or the title of a brief"
_SHOWN = 10
_ROW = 29
_WIDTH = 520


@dataclass(frozen=True, slots=True)
class Entry:
    """Something to choose: `beside` stands to its right (its keys, or what it is); a `command` or a `brief`."""

    text: str
    beside: str = ""
    command: str = ""
    brief: str = ""


class EntryDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return _ROW

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        entry: Entry = row.item
        self.draw_ground(painter, rect.adjusted(0, 0, 0, -1), option)
        inside = rect.adjusted(10, 0, -10, -1)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, entry.beside)
        room = inside.width() - painter.fontMetrics().horizontalAdvance(entry.beside) - 16
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.ink))
        text = painter.fontMetrics().elidedText(entry.text, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)


class Palette(Popup):
    """`command_wanted` with a command's name, `brief_wanted` with a brief's id."""

    command_wanted = Signal(str)
    brief_wanted = Signal(str)

    def __init__(self, state: State, parent: QWidget, hint: str = _HINT) -> None:
        super().__init__("All commands" if hint == _HINT else hint, parent)
        self._entries: tuple[Entry, ...] = ()
        self.field = QLineEdit()
        self.field.setPlaceholderText(hint)
        self.field.setAccessibleName(hint)
        self.field.textChanged.connect(self._fill)
        self.field.returnPressed.connect(self._take)
        self.field.installEventFilter(self)
        self.list = RowList("Commands and briefs")
        self.list.setObjectName("popupList")
        self.list.set_delegate(EntryDelegate(self.list))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.chosen.connect(self._clicked)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 10, 10)
        layout.setSpacing(8)
        layout.addWidget(self.field)
        layout.addWidget(self.list)
        state.theme_changed.connect(self.list.set_theme)
        self.list.set_theme(state.theme)

    def ask(self, entries: Iterable[Entry]) -> None:
        """Show `entries`, near the top of the window."""
        self._entries = tuple(entries)
        room = self.parentWidget().rect()
        self.setFixedWidth(min(_WIDTH, room.width() - 24))
        self.field.clear()
        self._fill()
        self.open_at(QRect((room.width() - self.width()) // 2, 40, 1, 1), self.field)

    @Slot()
    def _fill(self) -> None:
        found = fitting(self._entries, self.field.text())
        self.list.set_rows([Row(entry.command or entry.brief, _spoken(entry), entry) for entry in found])
        self.list.setFixedHeight(max(1, min(_SHOWN, len(found))) * _ROW + 2)
        if self.isVisible():
            self.settle()
        if found:
            self.list.setCurrentIndex(self.list.rows.index(0))
            self.list.scrollToTop()

    @Slot(object)
    def _clicked(self, _row: Row) -> None:
        self._take()

    @Slot()
    def _take(self) -> None:
        row = self.list.rows.row(self.list.currentIndex())
        if row is None:
            return
        entry: Entry = row.item
        self.dismiss()
        if entry.command:
            self.command_wanted.emit(entry.command)
        else:
            self.brief_wanted.emit(entry.brief)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
            count = len(self.list.rows.rows)
            if step and count:
                self.list.setCurrentIndex(self.list.rows.index((self.list.currentIndex().row() + step) % count))
                return True
        return super().eventFilter(watched, event)


def fitting(entries: Sequence[Entry], typed: str) -> list[Entry]:
    """The entries that have every word of `typed`: commands a word of which begins with it, then such briefs, then what
    has it elsewhere; briefs only once something is typed."""
    wanted = typed.casefold().split()
    if not wanted:
        return [entry for entry in entries if entry.command]
    found = [entry for entry in entries if all(word in entry.text.casefold() for word in wanted)]
    return sorted(found, key=lambda entry: _rank(entry, wanted[0]))


def _rank(entry: Entry, word: str) -> tuple[bool, bool, bool]:
    words = entry.text.casefold().split()
    begins = any(one.startswith(word) for one in words)
    return not begins, bool(entry.brief), not words[0].startswith(word)


def _spoken(entry: Entry) -> str:
    return f"{entry.text}, {entry.beside}" if entry.beside else entry.text
