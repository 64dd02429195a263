"""The paragraphs of a comparison as a list: what is new underlined, what is gone struck through, each with its sign."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefreader.service.overview import ChangeRow
from briefreader.ui import wording
from briefreader.ui.lists.lines import Lines
from briefreader.ui.theme import LIGHT, Theme, interface_font

ROW = int(Qt.ItemDataRole.UserRole)
Index = QModelIndex | QPersistentModelIndex
_NO_PARENT = QModelIndex()
_DISPLAY = int(Qt.ItemDataRole.DisplayRole)
_SIGNS: Mapping[str, str] = {"added": "+", "gone": "−", "changed": "≈", "moved": "↕", "kept": ""}
SAID: Mapping[str, str] = {
    "added": "New", "gone": "Gone", "changed": "Changed", "moved": "Moved", "kept": "The same",
}  # fmt: skip
_GUTTER, _PLACE, _INSIDE, _SKIPPED = 44, 96, 12, 34
_COLUMN = 680  # pixels: longer lines are hard to read
_LIMIT = 400  # lines of one paragraph


class ChangeModel(QAbstractListModel):
    """The rows of an overview."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: Sequence[ChangeRow] = ()

    def show(self, rows: Sequence[ChangeRow]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    def rowCount(self, parent: Index = _NO_PARENT) -> int:
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = _DISPLAY) -> Any:
        if not index.isValid():
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role == _DISPLAY:
            return row.text or left_out(row)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren


def left_out(row: ChangeRow) -> str:
    return f"{wording.count(row.count, 'paragraph')} the same"


def spoken(row: ChangeRow) -> str:
    """A row for those who hear it: what is gone and what is new are named."""
    if not row.text:
        return left_out(row)
    text, at = "", 0
    for start, end, kind in row.marks:
        text += f"{row.text[at:start]}[{'gone' if kind == 'gone' else 'new'}: {row.text[start:end]}]"
        at = end
    return f"{SAID[row.kind]}, {place(row)}: {text}{row.text[at:]}"


def place(row: ChangeRow) -> str:
    parts = (f"p. {row.page}" if row.page else "", f"para {row.paragraph}" if row.paragraph else "")
    return ", ".join(part for part in parts if part)


class ChangeDelegate(QStyledItemDelegate):
    """Draws a row; sets its words once for a width."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.small = interface_font()
        self.small.setPixelSize(12)
        self.serif = QFont(self.small)
        self.plain = False  # no paragraph is set back behind those that have changed
        self._set: dict[tuple[int, int], Lines] = {}

    def forget(self) -> None:
        self._set.clear()

    def lines(self, number: int, row: ChangeRow, width: int) -> Lines:
        key = (number, width)
        if key not in self._set:
            font = QFont(self.serif)
            font.setBold(row.heading)
            self._set[key] = Lines(row.text, font, width, _LIMIT, 1.45)
        return self._set[key]

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        row, width = index.data(ROW), self._width()
        height = self.lines(index.row(), row, width).height + 2 * _INSIDE if row.text else _SKIPPED
        return QSize(width, height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row, rect = index.data(ROW), option.rect
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, QColor(self.theme.accent_ground))
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height()), QColor(self.theme.accent))
        if row.text:
            self._words(painter, rect, index.row(), row)
        else:
            self._skipped(painter, rect, row)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, number: int, row: ChangeRow) -> None:
        theme, lines = self.theme, self.lines(number, row, self._width())
        left, top = rect.left() + _GUTTER, rect.top() + _INSIDE
        whole = [(0, len(lines.text))]
        came = [(start, end) for start, end, kind in row.marks if kind == "new"]
        gone = [(start, end) for start, end, kind in row.marks if kind == "gone"]
        if row.kind == "added":
            came = whole
        if row.kind == "gone":
            gone = whole
        new, old = QColor(theme.markers["green"]), QColor(theme.markers["red"])
        for ground, spans in ((new, came), (old, gone)):
            ground.setAlphaF(0.30 if theme.is_dark else 0.55)
            for box in lines.boxes(spans, left, top):
                painter.fillRect(box, ground)
        back = row.kind in ("gone", "kept") and not row.heading and not self.plain
        lines.paint(painter, left, top, theme.ink2 if back else theme.ink)
        painter.setPen(QPen(QColor(theme.ink2), 1.2))
        for box in lines.boxes(gone, left, top):
            painter.drawLine(int(box.left()), int(box.center().y()) + 1, int(box.right()), int(box.center().y()) + 1)
        painter.setPen(QPen(QColor(theme.names["country"]), 1.6))
        for box in lines.boxes(came, left, top):
            painter.drawLine(int(box.left()), int(box.bottom()) - 3, int(box.right()), int(box.bottom()) - 3)
        self._sides(painter, rect, row)

    def _sides(self, painter: QPainter, rect: QRect, row: ChangeRow) -> None:
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        line = QRect(rect.left() + 10, rect.top() + _INSIDE, _GUTTER - 20, 22)
        bold = QFont(self.small)
        bold.setPixelSize(16)
        bold.setBold(True)
        painter.setFont(bold)
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, _SIGNS[row.kind])
        painter.setFont(self.small)
        where = QRect(rect.left() + _GUTTER + self._width() + 10, rect.top() + _INSIDE, _PLACE, 22)
        painter.setPen(QColor(self.theme.ink3))
        painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, place(row))

    def _skipped(self, painter: QPainter, rect: QRect, row: ChangeRow) -> None:
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink3))
        inside = rect.adjusted(_GUTTER, 0, -_PLACE, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, f"· · ·   {left_out(row)}")

    def _width(self) -> int:
        view = self.parent()
        room = view.viewport().width() if isinstance(view, QListView) else _COLUMN
        return max(160, min(_COLUMN, room - _GUTTER - _PLACE - 10))


class ChangeList(QListView):
    """`entered` a row by Enter or a double click; `current` when another row is chosen."""

    entered = Signal(object)
    current = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model_ = ChangeModel(self)
        self.setModel(self.model_)
        self.delegate = ChangeDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setAccessibleName("What has changed, paragraph by paragraph")
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(20)
        self.doubleClicked.connect(lambda index: self.entered.emit(index.data(ROW)))
        self.selectionModel().currentChanged.connect(lambda index: self.current.emit(index.data(ROW)))

    def show_rows(self, rows: Sequence[ChangeRow], *, plain: bool = False) -> None:
        self.delegate.forget()
        self.delegate.plain = plain
        self.model_.show(rows)
        self.step(1)

    def set_look(self, theme: Theme, family: str) -> None:
        self.delegate.theme = theme
        self.delegate.serif = QFont(family)
        self.delegate.serif.setPixelSize(15)
        self.delegate.forget()
        self.scheduleDelayedItemsLayout()

    def step(self, step: int) -> bool:
        """To the next paragraph that has changed, or the one before. Returns whether there was one."""
        at = self.currentIndex().row() + step if self.currentIndex().isValid() else (0 if step > 0 else -1)
        rows = self.model_.rows
        while 0 <= at < len(rows):
            if rows[at].kind != "kept":
                self.choose(at)
                return True
            at += step
        if not self.currentIndex().isValid() and rows:
            self.choose(0)
        return False

    def choose(self, number: int) -> None:
        index = self.model_.index(number, 0)
        self.setCurrentIndex(index)
        self.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)

    def choose_span(self, start: int, *, old: bool) -> None:
        """The row in which a place of the new text, or of the old one, stands."""
        for number, row in enumerate(self.model_.rows):
            span = row.old if old else row.new
            if span is not None and span.start <= start < span.end:
                self.choose(number)
                return

    def keyPressEvent(self, event: QKeyEvent) -> None:
        row = self.currentIndex().data(ROW) if self.currentIndex().isValid() else None
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and row is not None:
            self.entered.emit(row)
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.delegate.forget()
            self.scheduleDelayedItemsLayout()
