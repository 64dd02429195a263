"""Beside the pages: their small pictures, and the outline the file brings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTabWidget,
    QTreeView,
    QWidget,
)

from briefreader.text.document import Chapter
from briefreader.ui.pages.source import PageSource
from briefreader.ui.theme import LIGHT, Theme

WIDTH = 168
_PICTURE = 104  # pixels wide, at 100 %
_LABEL = 22
_Index = QModelIndex | QPersistentModelIndex


class PageList(QAbstractListModel):
    """The pages by their printed labels."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._labels: Sequence[str] = ()

    def set_labels(self, labels: Sequence[str]) -> None:
        self.beginResetModel()
        self._labels = labels
        self.endResetModel()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        return 0 if parent.isValid() else len(self._labels)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._labels):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return self._labels[index.row()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"Page {self._labels[index.row()]}"
        return None


class _Painter(QStyledItemDelegate):
    def __init__(self, strip: Strip) -> None:
        super().__init__(strip)
        self._strip = strip

    def sizeHint(self, _option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(WIDTH - 24, self._strip.picture_size(index.row()).height() + _LABEL + 14)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        theme = self._strip.theme
        size = self._strip.picture_size(index.row())
        area: QRect = option.rect  # type: ignore[attr-defined]
        frame = QRect(area.left() + (area.width() - size.width()) // 2, area.top() + 8, size.width(), size.height())
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.fillRect(frame.adjusted(-1, -1, 1, 1), QColor(theme.line))
        picture = self._strip.picture(index.row())
        if picture is None:
            painter.fillRect(frame, QColor(theme.paper))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, picture)
        if chosen:
            painter.setPen(QColor(theme.accent))
            painter.drawRect(frame.adjusted(-2, -2, 1, 1))
            painter.drawRect(frame.adjusted(-3, -3, 2, 2))
        painter.setPen(QColor(theme.ink if chosen else theme.ink2))
        below = QRect(area.left(), frame.bottom() + 3, area.width(), _LABEL)
        painter.drawText(below, int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop), str(index.data()))
        painter.restore()


class Strip(QTabWidget):
    """`page_chosen` gives a page (from 0), `chapter_chosen` an entry of the outline."""

    page_chosen = Signal(int)
    chapter_chosen = Signal(object)

    def __init__(self, source: PageSource, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.theme: Theme = LIGHT
        self._source = source
        self._sizes: Sequence[tuple[float, float]] = ()
        self._model = PageList(self)
        self.pages = QListView()
        self.pages.setModel(self._model)
        self.pages.setItemDelegate(_Painter(self))
        self.pages.setAccessibleName("Pages")
        self.pages.setUniformItemSizes(False)
        self.pages.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.pages.activated.connect(self._choose_page)
        self.pages.clicked.connect(self._choose_page)
        self.pages.verticalScrollBar().valueChanged.connect(self._want)
        self.outline = QTreeView()
        self.outline.setModel(QStandardItemModel(self))
        self.outline.setHeaderHidden(True)
        self.outline.setAccessibleName("Outline")
        self.outline.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.outline.activated.connect(self._choose_chapter)
        self.outline.clicked.connect(self._choose_chapter)
        self.addTab(self.pages, "Pages")
        self.setFixedWidth(WIDTH)
        source.drawn.connect(self._drawn)

    def set_theme(self, theme: Theme) -> None:
        self.theme = theme
        self._want()

    def show_document(
        self, labels: Sequence[str], sizes: Sequence[tuple[float, float]], outline: Sequence[Chapter]
    ) -> None:
        self._sizes = sizes
        self._model.set_labels(labels[: len(sizes)])
        self._fill_outline(outline)
        self._want()

    @Slot(int)
    def show_page(self, page: int) -> None:
        """The page in view is the chosen one."""
        index = self._model.index(page)
        if index.isValid() and index != self.pages.currentIndex():
            self.pages.setCurrentIndex(index)
            self._want()

    def picture_size(self, page: int) -> QSize:
        width, height = self._sizes[page] if page < len(self._sizes) else (612.0, 792.0)
        return QSize(_PICTURE, max(20, min(3 * _PICTURE, round(_PICTURE * height / max(1.0, width)))))

    def picture(self, page: int) -> Any:
        return self._source.picture(page, self._scale(page), 0)

    def resizeEvent(self, event: Any) -> None:
        super().resizeEvent(event)
        self._want()

    def showEvent(self, event: Any) -> None:
        super().showEvent(event)
        self._want()

    def _scale(self, page: int) -> float:
        width = self._sizes[page][0] if page < len(self._sizes) else 612.0
        return round(_PICTURE * self.devicePixelRatioF() / max(1.0, width), 4)

    @Slot()
    def _want(self) -> None:
        """Have the small pictures in view drawn, after the pages themselves."""
        if not self.isVisible() or not self._sizes:
            self._source.want([], "strip")
            return
        height = self.pages.viewport().height()
        first = self.pages.indexAt(self.pages.viewport().rect().topLeft()).row()
        keys = []
        for page in range(max(0, first), len(self._sizes)):
            if self.pages.visualRect(self._model.index(page)).top() > height:
                break
            keys.append((page, self._scale(page), 0))
        self._source.want(keys, "strip")

    @Slot(int)
    def _drawn(self, _page: int) -> None:
        self.pages.viewport().update()

    @Slot(QModelIndex)
    def _choose_page(self, index: QModelIndex) -> None:
        self.page_chosen.emit(index.row())

    @Slot(QModelIndex)
    def _choose_chapter(self, index: QModelIndex) -> None:
        self.chapter_chosen.emit(index.data(Qt.ItemDataRole.UserRole))

    def _fill_outline(self, outline: Sequence[Chapter]) -> None:
        model = self.outline.model()
        assert isinstance(model, QStandardItemModel)
        model.clear()
        above: list[tuple[int, QStandardItem]] = [(0, model.invisibleRootItem())]
        for chapter in outline:
            while above[-1][0] >= chapter.level and len(above) > 1:
                above.pop()
            item = QStandardItem(chapter.title)
            item.setToolTip(chapter.title)
            item.setData(chapter, Qt.ItemDataRole.UserRole)
            above[-1][1].appendRow(item)
            above.append((chapter.level, item))
        has_outline = bool(outline)
        place = self.indexOf(self.outline)
        if has_outline and place < 0:
            self.addTab(self.outline, "Outline")
        elif not has_outline and place >= 0:
            self.removeTab(place)
        self.outline.expandToDepth(0)
