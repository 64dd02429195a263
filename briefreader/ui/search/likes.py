"""Rows of briefs and passages that are like another."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from briefreader.records import Likeness
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate

ROW = 26


class LikeDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return ROW

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        likeness, title = row.item
        self.draw_ground(painter, rect.adjusted(6, 1, -6, -1), option)
        inside = rect.adjusted(14, 0, -14, 0)
        painter.setFont(self.small)
        how = alike(likeness)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(inside, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, how)
        inside.setRight(inside.right() - painter.fontMetrics().horizontalAdvance(how) - 10)
        painter.setFont(self.font)
        painter.setPen(QColor(self.theme.ink))
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, inside.width())
        painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


def alike(likeness: Likeness) -> str:
    return "verbatim" if likeness.likeness >= 1 else f"{likeness.likeness:.0%} alike"


def likeness_row(likeness: Likeness, title: str) -> Row:
    return Row(
        f"{likeness.brief}:{likeness.start}:{likeness.end}", f"{title}, {alike(likeness)}", (likeness, title), tip=title
    )
