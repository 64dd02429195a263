"""The list view all zones use, and the base of what draws its rows."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QKeyEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from briefreader.ui.lists.rows import ROW, Row, RowModel
from briefreader.ui.theme import LIGHT, Theme, interface_font

_BATCH = 200
_CACHED = 20_000


class RowDelegate(QStyledItemDelegate):
    """Draws rows. Subclasses say how high a row is at a width, and paint it; headings are drawn here."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self.font = interface_font()
        self.strong = _varied(self.font, weight=QFont.Weight.DemiBold)
        self.small = _varied(self.font, size=12)
        self.label = _varied(self.font, size=11, weight=QFont.Weight.DemiBold)
        self._heights: dict[tuple[str, int], tuple[Row, int]] = {}

    def forget_heights(self) -> None:
        self._heights.clear()

    def height(self, row: Row, width: int) -> int:
        raise NotImplementedError

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        raise NotImplementedError

    def heading_height(self, row: Row) -> int:
        return 34

    def draw_heading(self, painter: QPainter, row: Row, rect: QRect) -> None:
        inside = rect.adjusted(16, 12, 0, -2)
        view = self.parent()
        beyond = view.width() - 1 - rect.right() if isinstance(view, QWidget) else 0
        inside.setRight(rect.right() - max(0, 16 - beyond))
        painter.setFont(self.label)
        painter.setPen(QColor(self.theme.ink2))
        text = painter.fontMetrics().elidedText(row.text, Qt.TextElideMode.ElideMiddle, inside.width() - 30)
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
        if row.item is not None:
            painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{row.item:,}")

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(ROW)
        view = self.parent()
        width = view.viewport().width() if isinstance(view, QAbstractItemView) else option.rect.width()
        if not isinstance(row, Row):
            return QSize(width, 0)
        known = self._heights.get((row.key, width))
        if known is not None and known[0] == row:
            return QSize(width, known[1])
        height = self.heading_height(row) if row.heading else self.height(row, width)
        if len(self._heights) > _CACHED:
            self._heights.clear()
        self._heights[row.key, width] = (row, height)
        return QSize(width, height)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(ROW)
        if not isinstance(row, Row):
            return
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.heading:
            self.draw_heading(painter, row, option.rect)
        else:
            self.draw(painter, row, option.rect, option)
        painter.restore()

    def draw_ground(self, painter: QPainter, rect: QRect, option: QStyleOptionViewItem) -> None:
        """The rounded ground of a chosen row, and the frame of the one the keyboard is on."""
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hovered:
            ground = QColor(self.theme.accent_ground)
            if not chosen:
                ground.setAlpha(110)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(ground)
            painter.drawRoundedRect(QRectF(rect), 7, 7)
        if has_focus(option):
            painter.setPen(QPen(QColor(self.theme.accent), 1.2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(0.6, 0.6, -0.6, -0.6), 7, 7)


def right_edge(rect: QRect, option: QStyleOptionViewItem, inset: int) -> int:
    """Where a row's ground ends: `inset` pixels within the list's right edge, whether or not there is a scroll bar."""
    view = option.widget
    beyond = view.width() - 1 - rect.right() if isinstance(view, QWidget) else 0
    return rect.right() - max(0, inset - max(0, beyond))


def has_focus(option: QStyleOptionViewItem) -> bool:
    """Whether the keyboard is on this row of a list that has it."""
    view = option.widget
    return bool(option.state & QStyle.StateFlag.State_HasFocus) and isinstance(view, QWidget) and view.hasFocus()


class RowList(QListView):
    """A list of rows. `chosen` when one is clicked or Enter is pressed on it; `current` when the keyboard moves."""

    chosen = Signal(object)  # Row

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = RowModel(self)
        self.setModel(self.rows)
        self.setAccessibleName(name)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setBatchSize(_BATCH)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalScrollBar().setSingleStep(24)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setFrameShape(QListView.Shape.NoFrame)
        self.setAutoFillBackground(False)
        self.clicked.connect(self._clicked)

    def set_delegate(self, delegate: RowDelegate) -> None:
        self.setItemDelegate(delegate)

    def set_theme(self, theme: Theme) -> None:
        delegate = self.itemDelegate()
        if isinstance(delegate, RowDelegate):
            delegate.theme = theme
        self.viewport().update()

    def set_rows(self, rows: Sequence[Row]) -> None:
        self.rows.set_rows(rows)

    def choose(self, key: str) -> None:
        """Make the row with this key the current one, without telling."""
        index = self.rows.index_of(key)
        if index.isValid():
            self.setCurrentIndex(index)
        else:
            self.clearSelection()
            self.setCurrentIndex(QModelIndex())

    def step(self, step: int) -> None:
        """Go to the next row (-1: the one before) that is not a heading, and choose it."""
        row = self.move(step)
        if row is not None:
            self.chosen.emit(row)

    def move(self, step: int) -> Row | None:
        """Go to the next row (-1: the one before) that is not a heading. Returns it, None at the end."""
        number = self.currentIndex().row() + step if self.currentIndex().isValid() else 0
        while 0 <= number < len(self.rows.rows):
            if not self.rows.rows[number].heading:
                self.setCurrentIndex(self.rows.index(number))
                return self.rows.rows[number]
            number += step
        return None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            row = self.rows.row(self.currentIndex())
            if row is not None and not row.heading:
                self.chosen.emit(row)
                return
        super().keyPressEvent(event)

    def focusInEvent(self, event: object) -> None:
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((n for n, row in enumerate(self.rows.rows) if not row.heading), None)
            if first is not None:
                self.selectionModel().setCurrentIndex(
                    self.rows.index(first), self.selectionModel().SelectionFlag.NoUpdate
                )

    def resizeEvent(self, event: QResizeEvent) -> None:
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
        super().resizeEvent(event)

    @Slot(QModelIndex)
    def _clicked(self, index: QModelIndex) -> None:
        row = self.rows.row(index)
        if row is not None and not row.heading:
            self.chosen.emit(row)


def _varied(font: QFont, size: int | None = None, weight: QFont.Weight | None = None) -> QFont:
    made = QFont(font)
    if size is not None:
        made.setPixelSize(size)
    if weight is not None:
        made.setWeight(weight)
    return made
