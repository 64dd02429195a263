"""Rows of a list, and the model that shows them. A list is replaced whole; only what differs is told to the view."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()


@dataclass(frozen=True, slots=True)
class Row:
    """`key` is what the row is, `item` what it shows, `text` what is read out, `tip` what the mouse is told. A heading
    (`item` None or a count) only names the rows below it and cannot be chosen."""

    key: str
    text: str
    item: Any = None
    heading: bool = False
    tip: str = ""


class RowModel(QAbstractListModel):
    """Shows `Row`s; index data under `ROW` is the row itself."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []

    @property
    def rows(self) -> Sequence[Row]:
        return self._rows

    def row(self, index: Index) -> Row | None:
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def index_of(self, key: str) -> QModelIndex:
        """The index of the row with this key; an invalid one when there is none."""
        number = next((number for number, row in enumerate(self._rows) if row.key == key), -1)
        return self.index(number) if number >= 0 else QModelIndex()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`. What stays keeps its selection: rows are taken out, put in and changed one run at a time."""
        keep = {row.key for row in rows}
        self._take_out(keep)
        there = {row.key for row in self._rows}
        if [row.key for row in self._rows] != [row.key for row in rows if row.key in there]:
            self.beginResetModel()
            self._rows = list(rows)
            self.endResetModel()
            return
        self._put_in(rows, there)
        self._replace(rows)

    def _take_out(self, keep: set[str]) -> None:
        number = len(self._rows)
        while number > 0:
            number -= 1
            if self._rows[number].key in keep:
                continue
            last = number
            while number > 0 and self._rows[number - 1].key not in keep:
                number -= 1
            self.beginRemoveRows(QModelIndex(), number, last)
            del self._rows[number : last + 1]
            self.endRemoveRows()

    def _put_in(self, rows: Sequence[Row], there: set[str]) -> None:
        number = 0
        while number < len(rows):
            if rows[number].key in there:
                number += 1
                continue
            last = number
            while last + 1 < len(rows) and rows[last + 1].key not in there:
                last += 1
            self.beginInsertRows(QModelIndex(), number, last)
            self._rows[number:number] = rows[number : last + 1]
            self.endInsertRows()
            number = last + 1

    def _replace(self, rows: Sequence[Row]) -> None:
        changed = [n for n, row in enumerate(rows) if row is not self._rows[n] and row != self._rows[n]]
        self._rows = list(rows)
        if changed:
            self.dataChanged.emit(self.index(changed[0]), self.index(changed[-1]))

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        row = self.row(index)
        if row is None:
            return None
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.text
        if role == Qt.ItemDataRole.ToolTipRole:
            return row.tip or None
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        row = self.row(index)
        if row is None or row.heading:
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren
