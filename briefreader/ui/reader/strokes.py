"""The lines under names: each type of name has its own, so that no one needs to tell them apart by colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPolygonF

Stroke = Callable[[QPainter, QColor, float, float, float], None]


def underline(painter: QPainter, style: str, colour: QColor, left: float, right: float, y: float) -> None:
    """A line of `style` (a name of the theme's line styles) from `left` to `right` at height `y`."""
    _STROKES.get(style, _solid)(painter, colour, left, right, y)


def corners(painter: QPainter, colour: QColor, rect: QRectF, *, opens: bool) -> None:
    """Half a bracket at the upper left of `rect`, or at its lower right."""
    painter.setPen(QPen(colour, 1.6))
    arm = min(6.0, rect.height() / 3)
    if opens:
        x, y = rect.left() - 2.5, rect.top() + 0.5
        painter.drawPolyline(QPolygonF([QPointF(x, y + arm), QPointF(x, y), QPointF(x + arm, y)]))
    else:
        x, y = rect.right() + 2.5, rect.bottom() + 1.5
        painter.drawPolyline(QPolygonF([QPointF(x, y - arm), QPointF(x, y), QPointF(x - arm, y)]))


def _solid(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
    painter.fillRect(QRectF(left, round(y), right - left, 2), colour)


def _thin(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
    painter.fillRect(QRectF(left, round(y) + 1, right - left, 1), colour)


def _double(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
    painter.fillRect(QRectF(left, round(y) - 1, right - left, 1), colour)
    painter.fillRect(QRectF(left, round(y) + 2, right - left, 1), colour)


def _dashes(pattern: list[float], width: float, cap: Qt.PenCapStyle = Qt.PenCapStyle.FlatCap) -> Stroke:
    def draw(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
        pen = QPen(colour, width)
        pen.setCapStyle(cap)
        pen.setDashPattern(pattern)
        painter.setPen(pen)
        inset = width / 2 if cap == Qt.PenCapStyle.RoundCap else 0
        painter.drawLine(QLineF(left + inset, y + 0.9, right - inset, y + 0.9))

    return draw


def _wavy(painter: QPainter, colour: QColor, left: float, right: float, y: float) -> None:
    path = QPainterPath(QPointF(left, y + 1))
    x, up = left, True
    while x < right:
        step = min(3.0, right - x)
        path.quadTo(QPointF(x + step / 2, y + 1 + (-2.6 if up else 2.6)), QPointF(x + step, y + 1))
        x, up = x + step, not up
    painter.setPen(QPen(colour, 1.2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(path)


_STROKES: Mapping[str, Stroke] = MappingProxyType(
    {
        "solid": _solid,
        "thin": _thin,
        "double": _double,
        "dotted": _dashes([0.01, 2.1], 1.9, Qt.PenCapStyle.RoundCap),
        "dashed": _dashes([3.2, 1.9], 1.6),
        "long-dash": _dashes([6.5, 2.2], 1.6),
        "dash-dot": _dashes([4.0, 1.7, 1.0, 1.7], 1.6),
        "wavy": _wavy,
    }
)
