"""Tables that hold only what has been looked at: rows are asked for a page at a time as they come into view."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal, Slot

from briefreader.records import Brief
from briefreader.service.asking import PAGE, Answer

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_KEPT = 12  # pages: 4,800 rows
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)


@dataclass(frozen=True, slots=True)
class Column:
    """`text` gives the words of a row's cell, `key` the order by it ("" for none), `share` its part of the width
    beyond the `least`, in pixels; a `spare` one gives way where there is no room.
    `muted` words are secondary, `serif` words are those of a brief, on up to `lines` lines; `right` stand numbers;
    `type` gives the type of name by which the words are underlined, "" for none; `mark` a span that is meant."""

    title: str
    text: Callable[[Any, Mapping[str, Brief]], str]
    share: int = 10
    key: str = ""
    muted: bool = False
    serif: bool = False
    right: bool = False
    lines: int = 1
    type: Callable[[Any], str] | None = None
    tip: Callable[[Any, Mapping[str, Brief]], str] | None = None
    mark: Callable[[Any], tuple[int, int]] | None = None
    least: int = 56
    spare: bool = False


class PagedModel(QAbstractTableModel):
    """`page_wanted` with the first row of a page that is looked at and not there."""

    page_wanted = Signal(int)

    def __init__(self, columns: Sequence[Column], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self.briefs: dict[str, Brief] = {}
        self._total = 0
        self._pages: dict[int, tuple[Any, ...]] = {}
        self._missing: set[int] = set()
        self._asking = QTimer(self, interval=0, singleShot=True)
        self._asking.timeout.connect(self._ask)

    @property
    def total(self) -> int:
        return self._total

    def clear(self) -> None:
        self.begin(Answer("names", 0, ()))

    def begin(self, answer: Answer) -> None:
        """A new question has been answered, from its first row on."""
        self.beginResetModel()
        self._total = answer.total
        self._pages = {}
        self._missing.clear()
        self.briefs = dict(answer.briefs)
        for at in range(0, len(answer.rows), PAGE):
            self._pages[(answer.offset + at) // PAGE] = answer.rows[at : at + PAGE]
        self.endResetModel()

    def renew(self, answer: Answer) -> None:
        """The same question again: what is on show stays where it is when as many rows answer it."""
        if answer.total != self._total:
            self.begin(answer)
            return
        self._pages.clear()
        self._missing.clear()
        self.take(answer)
        if self._total:
            self.dataChanged.emit(self.index(0, 0), self.index(self._total - 1, len(self.columns) - 1))

    def take(self, answer: Answer) -> None:
        """A further page has come."""
        number = answer.offset // PAGE
        self._missing.discard(number)
        if answer.total != self._total or not answer.rows:
            return
        self.briefs.update(answer.briefs)
        self._pages[number] = answer.rows
        while len(self._pages) > _KEPT:
            self._pages.pop(next(iter(self._pages)))
        last = min(self._total, answer.offset + len(answer.rows)) - 1
        self.dataChanged.emit(self.index(answer.offset, 0), self.index(last, len(self.columns) - 1))

    def row(self, index: Index | int) -> Any:
        """The record of a row; None while it is not there, which has it asked for."""
        number = index if isinstance(index, int) else index.row() if index.isValid() else -1
        if not 0 <= number < self._total:
            return None
        page = number // PAGE
        if page not in self._pages:
            self._missing.add(page)
            self._asking.start()
            return None
        rows = self._pages[page]
        at = number - page * PAGE
        return rows[at] if at < len(rows) else None

    def loaded(self) -> Iterator[tuple[int, Any]]:
        """The rows that are there, each with its number."""
        for page in sorted(self._pages):
            for at, row in enumerate(self._pages[page]):
                yield page * PAGE + at, row

    @Slot()
    def _ask(self) -> None:
        for page in sorted(self._missing):
            self.page_wanted.emit(page * PAGE)

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else self._total

    def columnCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        if role == ROW:
            return self.row(index)
        if role in (_DISPLAY, Qt.ItemDataRole.AccessibleTextRole):
            row = self.row(index)
            return "" if row is None else self.columns[index.column()].text(row, self.briefs)
        if role == Qt.ItemDataRole.ToolTipRole:
            row, tip = self.row(index), self.columns[index.column()].tip
            return None if row is None or tip is None else tip(row, self.briefs) or None
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = _DISPLAY) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == _DISPLAY and section < len(self.columns):
            return self.columns[section].title
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
