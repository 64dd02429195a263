"""Draws a page as it is seen: its paper and picture, and upon them what is known of its text."""

from __future__ import annotations

from PySide6.QtGui import QColor, QImage, QPainter

from briefreader.ui.pages.overlay import PageScene, paint
from briefreader.ui.pages.places import Places
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.scrollmarks import ScrollMark
from briefreader.ui.theme import Theme, marker

_PAPER, _DARK_PAPER = "#FFFFFF", "#222326"


def paint_page(
    painter: QPainter, page: int, picture: QImage | None, places: Places, marks: Marks, theme: Theme,
    selection: tuple[int, int] | None, flash: tuple[int, int, float] | None,
) -> None:  # fmt: skip
    """Draw a page, in pixels of the scrolled area: empty paper while its picture is not there."""
    rect = places.layout.rects[page]
    painter.fillRect(rect.adjusted(-1, -1, 1, 1), QColor(theme.line))
    if picture is None:
        painter.fillRect(rect, QColor(_DARK_PAPER if theme.is_dark else _PAPER))
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(rect, picture)
    span = places.map.page_span(page)
    if span is None:
        return
    chosen = selection if selection is not None and _meet(span, selection) else None
    scene = PageScene(*span, chosen, flash if flash is not None and _meet(span, flash[:2]) else None)
    places.ask_for(page, marks, scene)
    painter.save()
    painter.setClipRect(rect)
    paint(painter, marks, scene, theme, lambda start, end: places.rects(page, start, end))
    painter.restore()


def scroll_marks(places: Places, marks: Marks, theme: Theme) -> list[ScrollMark]:
    """Where passages and hits are, for the scroll bar."""
    height = places.layout.height
    shown: list[ScrollMark] = []
    if not height:
        return shown
    if marks.shows("passages"):
        for span in marks.passages.spans:
            colour = marker(theme, marks.colours_of(span.item)[0])
            shown.append(ScrollMark(places.height_of(span.start) / height, colour, wide=True))
    if marks.shows("hits"):
        for hit in marks.hits.spans:
            wide = hit.item == marks.current_hit
            shown.append(ScrollMark(places.height_of(hit.start) / height, theme.hit, wide=wide))
    return shown


def _meet(one: tuple[int, int], other: tuple[int, int]) -> bool:
    return other[0] < one[1] and other[1] > one[0]
