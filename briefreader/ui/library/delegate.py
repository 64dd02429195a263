"""Draws a brief's row: its title, what it is, and in words and shape whether it is unread or cannot be read."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from briefreader.records import Brief
from briefreader.ui import wording
from briefreader.ui.library.rows import about, is_overdue, needs_attention
from briefreader.ui.lists.lines import Lines
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate, right_edge

_SIDE, _INSIDE, _ABOVE = 8, 8, 7


class BriefDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        title, facts = self._lines(row.item, width)
        return title.height + facts.height + 2 * _ABOVE + 2

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        brief: Brief = row.item
        ground = rect.adjusted(_SIDE, 0, 0, -2)
        ground.setRight(right_edge(rect, option, _SIDE))
        self.draw_ground(painter, ground, option)
        title, facts = self._lines(brief, rect.width())
        left, top = ground.left() + _INSIDE, ground.top() + _ABOVE
        if brief.state == "ready" and not brief.read:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(self.theme.accent))
            painter.drawEllipse(QPointF(ground.right() - 9, top + title.line_height / 2), 3.2, 3.2)
        title.paint(painter, left, top, self.theme.ink2 if brief.state == "failed" else self.theme.ink)
        colour = self.theme.danger if needs_attention(brief) or is_overdue(brief) else self.theme.ink2
        facts.paint(painter, left, top + title.height, colour)

    def _lines(self, brief: Brief, width: int) -> tuple[Lines, Lines]:
        inside = width - 2 * _SIDE - 2 * _INSIDE
        font = self.font if brief.read or brief.state == "failed" else _medium(self.font)
        title = Lines(wording.title(brief), font, inside - 14, 2, 1.18)
        return title, Lines(
            about(brief), self.small, inside, 2 if brief.state == "failed" or brief.tags or brief.todo else 1, 1.3
        )


def _medium(font: QFont) -> QFont:
    made = QFont(font)
    made.setWeight(QFont.Weight.Medium)
    return made
