"""Draws what is known of the text upon a page: the user's marker over all, as in the text view.

A page is a picture, so grounds are laid over its letters: on light paper they darken it, on dark paper they lighten it,
and the letters stay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from briefreader.records import Passage
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.overlaps import draw_ticks, lanes, ordered
from briefreader.ui.reader.spans import flattened
from briefreader.ui.reader.strokes import corners, underline
from briefreader.ui.theme import LINE_STYLES, Theme, marker

_UNSURE = ("approximate", "ambiguous")
_SILENT = ("term", "title", "indirect")
_SELECTED = 0.30  # of the accent's colour
_OUTGROWN = 1.5  # pixels a ground stands out beyond the letters

Boxes = Callable[[int, int], list[QRectF]]
"""The rectangles of a span of the text on the page being drawn, one a line, in pixels."""


@dataclass(frozen=True)
class PageScene:
    """What one page shows: code points `start` to `end`, and what is selected or lights up."""

    start: int
    end: int
    selection: tuple[int, int] | None = None
    flash: tuple[int, int, float] | None = None


def spans_shown(marks: Marks, scene: PageScene) -> Iterator[tuple[int, int]]:
    """The spans that `paint` will ask the boxes of."""
    start, end = scene.start, scene.end
    if marks.shows("quotes"):
        yield from ((q.start, q.end) for q in marks.quotes.overlapping(start, end) if _is_spoken(q.item.quote.kind))
    if marks.shows("hits"):
        yield from ((hit.start, hit.end) for hit in marks.hits.overlapping(start, end))
    if marks.shows("passages"):
        yield from ((span.start, span.end) for span in marks.passages.overlapping(start, end))
        yield from ((first, last) for first, last, _ in _strokes(marks, scene))
    if marks.shows("keys"):
        yield from ((key.start, key.end) for key in marks.keys.overlapping(start, end))
    yield from ((mention.start, mention.end) for mention in marks.visible_mentions(start, end))
    if scene.selection:
        yield scene.selection
    if scene.flash:
        yield scene.flash[:2]


def paint(painter: QPainter, marks: Marks, scene: PageScene, theme: Theme, boxes: Boxes) -> None:
    """Draw all of `scene` on a page whose picture is there."""
    painter.setPen(Qt.PenStyle.NoPen)
    _grounds(painter, marks, scene, theme, boxes)
    if scene.selection:
        colour = QColor(theme.accent)
        colour.setAlphaF(_SELECTED)
        for box in boxes(*scene.selection):
            painter.fillRect(_grown(box), colour)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    _lines(painter, marks, scene, theme, boxes)


def _grounds(painter: QPainter, marks: Marks, scene: PageScene, theme: Theme, boxes: Boxes) -> None:
    modes = QPainter.CompositionMode
    painter.setCompositionMode(modes.CompositionMode_Lighten if theme.is_dark else modes.CompositionMode_Multiply)
    if marks.shows("quotes"):
        for quote in marks.quotes.overlapping(scene.start, scene.end):
            if _is_spoken(quote.item.quote.kind):
                for box in boxes(quote.start, quote.end):
                    painter.fillRect(_grown(box), QColor(theme.quote_tint))
    if marks.shows("hits"):
        for hit in marks.hits.overlapping(scene.start, scene.end):
            for box in boxes(hit.start, hit.end):
                painter.fillRect(_grown(box), QColor(theme.hit_tint))
    if marks.shows("passages"):
        for start, end, passages in _strokes(marks, scene):
            for box in boxes(start, end):
                _stroke(painter, marks, passages, theme, _grown(box))
    painter.setCompositionMode(modes.CompositionMode_SourceOver)


def _stroke(painter: QPainter, marks: Marks, passages: tuple[Passage, ...], theme: Theme, band: QRectF) -> None:
    """Marker strokes; where several lie on the same words each has its share of the line's height."""
    share = band.height() / len(passages)
    for number, passage in enumerate(passages):
        gap = 1.0 if number else 0.0
        rect = QRectF(band.left(), band.top() + number * share + gap, band.width(), share - gap)
        colours = [QColor(marker(theme, name)) for name in marks.colours_of(passage)]
        painter.fillRect(rect, colours[0])
        strip = min(3.0, rect.height() / (len(colours) + 1))
        for place, colour in enumerate(colours[1:3], 1):
            painter.fillRect(QRectF(rect.left(), rect.bottom() - place * strip, rect.width(), strip), colour)


def _lines(painter: QPainter, marks: Marks, scene: PageScene, theme: Theme, boxes: Boxes) -> None:
    for mention in marks.visible_mentions(scene.start, scene.end):
        kind = mention.item.mention.type
        for box in boxes(mention.start, mention.end):
            colour = QColor(theme.names.get(kind, theme.ink2))
            underline(painter, LINE_STYLES.get(kind, "solid"), colour, box.left(), box.right(), box.bottom())
    if marks.shows("keys"):
        for key in marks.keys.overlapping(scene.start, scene.end):
            places = boxes(key.start, key.end)
            if places:
                corners(painter, QColor(theme.accent), places[0], opens=True)
                corners(painter, QColor(theme.accent), places[-1], opens=False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if marks.shows("passages"):
        _doubts_and_notes(painter, marks, scene, theme, boxes)
    if marks.shows("hits"):
        for hit in marks.hits.overlapping(scene.start, scene.end):
            current = hit.item == marks.current_hit
            painter.setPen(QPen(QColor(theme.hit), 2.6 if current else 1.3))
            for box in boxes(hit.start, hit.end):
                painter.drawRoundedRect(_grown(box).adjusted(-1, 0, 1, 0), 3, 3)
    if scene.flash:
        start, end, strength = scene.flash
        colour = QColor(theme.accent)
        colour.setAlphaF(max(0.0, min(1.0, strength)))
        painter.setPen(QPen(colour, 2))
        for box in boxes(start, end):
            painter.drawRoundedRect(_grown(box).adjusted(-2, -2, 2, 2), 4, 4)


def _doubts_and_notes(painter: QPainter, marks: Marks, scene: PageScene, theme: Theme, boxes: Boxes) -> None:
    """A dashed outline round passages whose place is not sure, a dot behind those with a note."""
    spans = marks.passages.overlapping(scene.start, scene.end)
    for lane in lanes(spans):
        draw_ticks(painter, [_grown(box) for box in boxes(lane.span.start, lane.span.end)], theme)
    for span in spans:
        places = boxes(span.start, span.end)
        if span.item.status in _UNSURE:
            painter.setPen(QPen(QColor(theme.danger), 1.2, Qt.PenStyle.DashLine))
            for box in places:
                painter.drawRect(_grown(box))
        if span.item.note and places:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(theme.accent))
            painter.drawEllipse(_grown(places[-1]).topRight(), 2.6, 2.6)
            painter.setBrush(Qt.BrushStyle.NoBrush)


def _strokes(marks: Marks, scene: PageScene) -> list[tuple[int, int, tuple[Passage, ...]]]:
    spans = marks.passages.overlapping(scene.start, scene.end)
    if not spans:
        return []
    known = lanes(spans)
    parts = flattened(spans, min(span.start for span in spans), max(span.end for span in spans))
    return [(start, end, tuple(ordered(passages, known))) for start, end, passages in parts]


def _is_spoken(kind: str) -> bool:
    return kind not in _SILENT


def _grown(box: QRectF) -> QRectF:
    return box.adjusted(-1, -_OUTGROWN, 1, _OUTGROWN)
