"""Rows of the watch list: under each term the briefs it stands in, and how often."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate


class WatchDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return 26

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        _, title, places = row.item
        self.draw_ground(painter, rect.adjusted(6, 1, -6, -1), option)
        inside = rect.adjusted(16, 0, -16, 0)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, places)
        inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(places) - 10)
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.ink))
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
