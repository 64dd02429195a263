"""Where the pages of a document lie under each other, at one zoom and rotation. All in pixels of the scrolled area."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from PySide6.QtCore import QPointF, QRectF, QSizeF

GAP = 18.0
MARGIN = 24.0


class PageLayout:
    """Pages of `sizes` (points) at `zoom` pixels a point, turned clockwise by `rotation` degrees, in `width` pixels."""

    def __init__(self, sizes: Sequence[tuple[float, float]], zoom: float, rotation: int, width: float) -> None:
        self.zoom = zoom
        self.rotation = rotation % 360
        self._sizes = sizes
        turned = [self._turned(size) for size in sizes]
        widest = max((size.width() for size in turned), default=0.0) * zoom
        self.width = max(width, widest + 2 * MARGIN)
        self.rects: list[QRectF] = []
        top = MARGIN
        for size in turned:
            across, down = size.width() * zoom, size.height() * zoom
            self.rects.append(QRectF(round((self.width - across) / 2), round(top), round(across), round(down)))
            top += down + GAP
        self.height = top - GAP + MARGIN if sizes else 0.0
        self._tops = [rect.top() for rect in self.rects]

    def page_at(self, y: float) -> int:
        """The page at a height, the one above where there is a gap; 0 without pages."""
        return max(0, bisect_right(self._tops, y) - 1)

    def between(self, top: float, bottom: float) -> range:
        """The pages that show between two heights."""
        if not self.rects:
            return range(0)
        first = self.page_at(top)
        if self.rects[first].bottom() < top:
            first += 1
        return range(min(first, len(self.rects)), self.page_at(bottom) + 1)

    def shown(self, page: int, box: tuple[float, float, float, float]) -> QRectF:
        """A box of the page (points from its top left corner, not turned) as it lies here."""
        left, top, right, bottom = box
        one, other = self._place(page, left, top), self._place(page, right, bottom)
        return QRectF(one, other).normalized()

    def on_page(self, page: int, place: QPointF) -> tuple[float, float]:
        """A place here as points of the page: the inverse of `shown`."""
        width, height = self._sizes[page]
        x = (place.x() - self.rects[page].left()) / self.zoom
        y = (place.y() - self.rects[page].top()) / self.zoom
        match self.rotation:
            case 90:
                return y, height - x
            case 180:
                return width - x, height - y
            case 270:
                return width - y, x
        return x, y

    def _place(self, page: int, x: float, y: float) -> QPointF:
        width, height = self._sizes[page]
        match self.rotation:
            case 90:
                x, y = height - y, x
            case 180:
                x, y = width - x, height - y
            case 270:
                x, y = y, width - x
        return self.rects[page].topLeft() + QPointF(x, y) * self.zoom

    def _turned(self, size: tuple[float, float]) -> QSizeF:
        return QSizeF(size[1], size[0]) if self.rotation in (90, 270) else QSizeF(*size)


def zoom_to_width(sizes: Sequence[tuple[float, float]], rotation: int, width: float) -> float:
    """The zoom at which the widest page just fits into `width` pixels."""
    widest = max((size[1] if rotation % 180 else size[0] for size in sizes), default=1.0)
    return max(0.05, (width - 2 * MARGIN) / max(1.0, widest))
