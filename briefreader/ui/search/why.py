"""Why a brief is among the answers: each part of the query, how it was read, where it stands, its part of the score."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from briefreader.records import Reason
from briefreader.ui import wording
from briefreader.ui.lists.rows import Row
from briefreader.ui.lists.view import RowDelegate


class ReasonDelegate(RowDelegate):
    def height(self, row: Row, width: int) -> int:
        return 58

    def draw(self, painter: QPainter, row: Row, rect: QRect, option: QStyleOptionViewItem) -> None:
        reason: Reason = row.item
        self.draw_ground(painter, rect.adjusted(6, 2, -6, -2), option)
        inside = rect.adjusted(14, 7, -14, -7)
        line = QRect(inside.left(), inside.top(), inside.width(), 18)
        painter.setFont(self.strong)
        painter.setPen(QColor(self.theme.ink))
        share = f"{reason.share:.0%}" if reason.share else ""
        room = line.width() - 48
        shown = painter.fontMetrics().elidedText(reason.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)
        painter.setFont(self.small)
        painter.setPen(QColor(self.theme.ink2))
        painter.drawText(line, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, share)
        line.translate(0, 18)
        how = painter.fontMetrics().elidedText(told(reason), Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, how)
        bar = QRectF(inside.left(), line.bottom() + 3, inside.width(), 3)
        painter.fillRect(bar, QColor(self.theme.line))
        bar.setWidth(bar.width() * min(1.0, max(0.0, reason.share)))
        painter.fillRect(bar, QColor(self.theme.accent))


def told(reason: Reason) -> str:
    where = wording.count(reason.places, "place") if reason.places else ""
    return " · ".join(part for part in (reason.read, where) if part)


def share(reason: Reason) -> str:
    return f"{reason.share:.0%} of the score" if reason.share else ""


def rows(reasons: Iterable[Reason]) -> list[Row]:
    return [
        Row(f"{number}", ", ".join(filter(None, (f"{reason.words}: {told(reason)}", share(reason)))), reason)
        for number, reason in enumerate(reasons)
    ]
