"""Parts of the cards in the right zone: the sheet they stand on, and chips for tags."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyleOptionViewItem

from briefreader.ui import wording
from briefreader.ui.lists.view import has_focus, right_edge
from briefreader.ui.theme import Theme, dot

SIDE, INSIDE, GAP = 10, 12, 10
CHIP_HEIGHT = 20


def card(rect: QRect, option: QStyleOptionViewItem) -> QRect:
    """The sheet within a row."""
    sheet = rect.adjusted(SIDE, 0, 0, -GAP)
    sheet.setRight(right_edge(rect, option, SIDE))
    return sheet


def inner_width(width: int) -> int:
    """Of the words on a card, in a list `width` pixels wide without its scroll bar."""
    return width - 2 * SIDE - 2 * INSIDE


def draw_card(painter: QPainter, rect: QRect, theme: Theme, option: QStyleOptionViewItem) -> None:
    """A sheet of paper; the chosen one, and the one under the keyboard, have a frame in the accent."""
    chosen = bool(option.state & QStyle.StateFlag.State_Selected) or has_focus(option)
    hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
    painter.setPen(
        QPen(QColor(theme.accent if chosen else theme.ink3 if hovered else theme.line), 1.3 if chosen else 1)
    )
    painter.setBrush(QColor(theme.raised if theme.is_dark else theme.paper))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


def chip_width(text: str, font: QFont) -> int:
    return QFontMetrics(font).horizontalAdvance(wording.tag(text)) + 26


def chip_rows(tags: tuple[str, ...], font: QFont, width: int) -> list[list[tuple[str, int, int]]]:
    """Chips set in lines: (tag, left, width) each."""
    rows: list[list[tuple[str, int, int]]] = [[]]
    left = 0
    for tag in tags:
        wide = min(chip_width(tag, font), width)
        if left and left + wide > width:
            rows.append([])
            left = 0
        rows[-1].append((tag, left, wide))
        left += wide + 6
    return rows if tags else []


def draw_chip(painter: QPainter, rect: QRect, tag: str, colour: str, theme: Theme, font: QFont) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    ground = QColor(theme.line)
    ground.setAlphaF(0.65)
    painter.setBrush(ground)
    painter.drawRoundedRect(QRectF(rect), 4, 4)
    spot = QRectF(rect.left() + 7, rect.center().y() - 3.5, 8, 8)
    painter.setBrush(QColor(dot(theme, colour)))
    painter.drawRoundedRect(spot, 2, 2)
    painter.setPen(QColor(theme.ink))
    painter.setFont(font)
    inside = rect.adjusted(20, 0, -5, 0)
    text = painter.fontMetrics().elidedText(wording.tag(tag), Qt.TextElideMode.ElideMiddle, inside.width())
    painter.drawText(inside, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, text)
