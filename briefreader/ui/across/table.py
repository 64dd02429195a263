"""The table of a view across the library: drawn calmly, sorted by its heads, worked by keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QItemSelectionModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QKeyEvent, QKeySequence, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from briefreader.ui.across.model import ROW, Column, PagedModel
from briefreader.ui.lists.lines import Lines
from briefreader.ui.reader.strokes import underline
from briefreader.ui.theme import LIGHT, LINE_STYLES, Theme, interface_font

_INSIDE = 8
_LINE = 20
_NARROWEST = 44


class CellDelegate(QStyledItemDelegate):
    """Draws a cell: words on so many lines, a line under names as in the text, the ground of chosen rows."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.font = interface_font()
        self.serif = QFont(self.font)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, PagedModel):
            return
        column, row = model.columns[index.column()], index.data(ROW)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, option, index)
        if row is None:
            painter.setPen(QColor(self.theme.ink3))
            painter.drawText(option.rect.adjusted(_INSIDE, 0, -_INSIDE, 0), Qt.AlignmentFlag.AlignVCenter, "…")
        else:
            self._words(painter, option.rect.adjusted(_INSIDE, 0, -_INSIDE, 0), column, row, model)
        painter.restore()

    def _words(self, painter: QPainter, rect: QRect, column: Column, row: Any, model: PagedModel) -> None:
        text = column.text(row, model.briefs)
        font = self.serif if column.serif else self.font
        colour = self.theme.ink2 if column.muted else self.theme.ink
        if column.lines == 1:
            text = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        lines = Lines(text, font, rect.width(), column.lines, 1.2)
        top = rect.top() + (rect.height() - lines.height) / 2
        left = float(rect.left())
        if column.right:
            left = rect.right() - lines.natural_width
        if column.mark is not None:
            for box in lines.boxes([column.mark(row)], left, top):
                painter.fillRect(box, QColor(self.theme.hit_tint))
        lines.paint(painter, left, top, colour)
        kind = column.type(row) if column.type is not None else ""
        for box in lines.boxes([(0, len(lines.text))], left, top) if kind else ():
            base = box.top() + lines.line_height - 4
            underline(painter, LINE_STYLES[kind], QColor(self.theme.names[kind]), box.left(), box.right(), base)

    def _ground(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        view = self.parent()
        current = isinstance(view, QTableView) and view.currentIndex().row() == index.row()
        if chosen:
            painter.fillRect(option.rect, QColor(self.theme.accent_ground))
        painter.setPen(QColor(self.theme.line))
        painter.drawLine(option.rect.bottomLeft(), option.rect.bottomRight())
        if current and isinstance(view, QTableView) and view.hasFocus():
            painter.setPen(QPen(QColor(self.theme.accent), 1.4))
            rect = QRectF(option.rect).adjusted(0, 0.7, 0, -0.7)
            painter.drawLine(rect.topLeft(), rect.topRight())
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
            if index.column() == 0:
                painter.fillRect(QRectF(rect.left(), rect.top(), 3, rect.height()), QColor(self.theme.accent))

    def sizeHint(self, _option: QStyleOptionViewItem, _index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(_NARROWEST, 30)


class Table(QTableView):
    """`chosen` a row by Enter or a double click; `current` when the keyboard moves; `sorted_by` a column's key, with
    "-" before it downwards; `typed` a letter or figure;
    `removal_wanted` by Delete."""

    chosen = Signal(object)
    current = Signal(object)
    sorted_by = Signal(str)
    typed = Signal(str)
    copy_wanted = Signal()
    removal_wanted = Signal()

    def __init__(self, name: str, columns: Sequence[Column], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = PagedModel(columns, self)
        self.setModel(self.rows)
        self.setObjectName("across")
        self.setAccessibleName(name)
        self.delegate = CellDelegate(self)
        self.setItemDelegate(self.delegate)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        name_parts(self)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.verticalHeader().setDefaultSectionSize(12 + _LINE * max(column.lines for column in columns))
        head = self.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setMinimumSectionSize(_NARROWEST)
        head.setSectionsClickable(True)
        head.sectionClicked.connect(self.sort_by)
        self._order = ""
        self._widths_set = False
        self.doubleClicked.connect(self._clicked)
        self.selectionModel().currentRowChanged.connect(self._moved)
        self.rows.modelReset.connect(self._stand)

    @property
    def order(self) -> str:
        return self._order

    def set_theme(self, theme: Theme) -> None:
        self.delegate.theme = theme
        self.viewport().update()

    def set_serif(self, family: str) -> None:
        self.delegate.serif = QFont(family)
        self.delegate.serif.setPixelSize(14)
        self.viewport().update()

    def current_row(self) -> Any:
        return self.rows.row(self.currentIndex())

    def selected_rows(self) -> list[Any]:
        """What is selected and there, from the top down."""
        numbers = sorted(index.row() for index in self.selectionModel().selectedRows())
        found = (self.rows.row(number) for number in numbers)
        return [row for row in found if row is not None]

    def choose_row(self, number: int) -> None:
        if 0 <= number < self.rows.total:
            only = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.selectionModel().setCurrentIndex(self.rows.index(number, 0), only)  # whatever key is held down

    def step(self, step: int) -> None:
        self.choose_row(self.currentIndex().row() + step if self.currentIndex().isValid() else 0)

    @Slot(int)
    def sort_by(self, section: int) -> None:
        """By this column; by it already, the other way round."""
        key = self.rows.columns[section].key
        if not key:
            return
        down = self.rows.columns[section].right  # numbers: the largest first
        first, second = (f"-{key}", key) if down else (key, f"-{key}")
        self._order = second if self._order == first else first
        self.horizontalHeader().setSortIndicatorShown(True)
        order = Qt.SortOrder.DescendingOrder if self._order.startswith("-") else Qt.SortOrder.AscendingOrder
        self.horizontalHeader().setSortIndicator(section, order)
        self.sorted_by.emit(self._order)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            row = self.current_row()
            if row is not None:
                self.chosen.emit(row)
                return
        if event.key() == Qt.Key.Key_Delete:
            self.removal_wanted.emit()
            return
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_wanted.emit()
            return
        others = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
        if event.text().isalnum() and not event.modifiers() & others:
            self.typed.emit(event.text())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._share_width(event.size().width())

    def _share_width(self, width: int) -> None:
        columns = self.rows.columns
        shown = list(range(len(columns)))
        for number in reversed(range(len(columns))):
            if columns[number].spare and sum(columns[n].least for n in shown) > width:
                shown.remove(number)
        for number in range(len(columns)):
            self.setColumnHidden(number, number not in shown)
        whole = sum(columns[number].share for number in shown)
        free = max(0, width - sum(columns[number].least for number in shown))
        left = width
        for number in shown:
            part = columns[number].least + free * columns[number].share // whole
            last = number == shown[-1]
            self.setColumnWidth(number, max(_NARROWEST, left) if last else part)
            left -= part

    @Slot()
    def _stand(self) -> None:
        if self.rows.total:
            self.choose_row(0)
        self.current.emit(self.current_row())

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None:
            self.chosen.emit(row)

    @Slot()
    def _moved(self) -> None:
        self.viewport().update()
        self.current.emit(self.current_row())


def name_parts(table: QTableView) -> None:
    """Say what the heads of a table are, for those who cannot see where they stand."""
    name = table.accessibleName()
    table.horizontalHeader().setAccessibleName(f"{name}: columns")
    table.verticalHeader().setAccessibleName(f"{name}: rows")
    for corner in table.findChildren(QAbstractButton):
        corner.setAccessibleName("Select all")
