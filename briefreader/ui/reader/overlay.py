"""Draws what is known of the text: grounds below the letters, lines and outlines above them.

From the paper up: quotes, search hits, the user's marker, the selection, the letters, lines under names, outlines of
hits. The user's marker thus lies over all that the program found.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen

from briefreader.records import Passage
from briefreader.text.document import Block
from briefreader.text.doubt import DOUBTFUL, name_sureness
from briefreader.ui.reader.builder import continues_aside, runs_leftwards
from briefreader.ui.reader.geometry import Box, Geometry
from briefreader.ui.reader.head import title_block
from briefreader.ui.reader.marks import Marks
from briefreader.ui.reader.overlaps import draw_ticks, lanes, ordered
from briefreader.ui.reader.spans import flattened
from briefreader.ui.reader.strokes import corners, underline
from briefreader.ui.theme import LINE_STYLES, Theme, marker

_UNSURE = ("approximate", "ambiguous")
_BULLETS = ("•", "◦", "–")
_DOUBTFUL = 0.5  # of the colour of a line under a name that may be none: its card and its list say so in words
_SELECTED = 0.30  # of the accent's colour


@dataclass(frozen=True)
class Scene:
    """What one painting shows: code points `start` to `end` of the text, and the selection, flash and caret in it."""

    start: int
    end: int
    selection: tuple[int, int] | None = None
    flash: tuple[int, int, float] | None = None
    caret: int | None = None


class Overlay:
    """`font` is that of the running text, `small` that of the margins; breaks of pages run from `left` to `right`."""

    def __init__(
        self, marks: Marks, geometry: Geometry, theme: Theme, font: QFont, small: QFont, edges: tuple[float, float]
    ) -> None:
        self.marks = marks
        self.geometry = geometry
        self.theme = theme
        self.font = font
        self.small = small
        self.left, self.right = edges
        title = title_block(marks.document)
        self._title_end = -1 if title is None else marks.document.blocks[title].end

    def paint_under(self, painter: QPainter, scene: Scene) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        marks, theme = self.marks, self.theme
        self._grounds(painter, scene)
        if marks.shows("quotes"):
            tint = QColor(theme.quote_tint)
            for quote in marks.quotes.overlapping(scene.start, scene.end):
                if quote.item.quote.kind not in ("term", "title", "indirect"):
                    for box in self._boxes(quote.start, quote.end):
                        painter.fillRect(_band(box), tint)
        if marks.shows("hits"):
            for hit in marks.hits.overlapping(scene.start, scene.end):
                for box in self._boxes(hit.start, hit.end):
                    painter.fillRect(_band(box), QColor(theme.hit_tint))
        if marks.shows("passages"):
            self._passages(painter, scene)
        if scene.selection:
            colour = QColor(theme.accent)
            colour.setAlphaF(_SELECTED)
            for box in self._boxes(*scene.selection):
                painter.fillRect(box.rect.adjusted(0, -3, 0, 3), colour)

    def paint_over(self, painter: QPainter, scene: Scene) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marks, theme = self.marks, self.theme
        self._furniture(painter, scene)
        for link in marks.links.overlapping(scene.start, scene.end):
            for box in self._boxes(link.start, link.end):
                underline(painter, "thin", QColor(theme.accent), box.rect.left(), box.rect.right(), _below(box) - 1)
        for note in marks.notes.within(scene.start, scene.end):
            for box in self._boxes(note.start, note.end):
                y = box.baseline - box.rect.height() * 0.2  # below letters that are raised
                underline(painter, "thin", QColor(theme.accent), box.rect.left(), box.rect.right(), y)
        for mention in marks.visible_mentions(scene.start, scene.end):
            if mention.end <= self._title_end and marks.document.block_at(mention.start).kind == "heading":
                continue  # a title stands without lines
            kind = mention.item.mention.type
            colour = QColor(theme.names.get(kind, theme.ink2))
            if name_sureness(mention.item.mention) < DOUBTFUL:
                colour.setAlphaF(_DOUBTFUL)
            for box in self._boxes(mention.start, mention.end):
                style = LINE_STYLES.get(kind, "solid")
                underline(painter, style, colour, box.rect.left(), box.rect.right(), _below(box))
        if marks.shows("keys"):
            for key in marks.keys.overlapping(scene.start, scene.end):
                for box in self._boxes(key.start, key.end):
                    if box.opens:
                        corners(painter, QColor(theme.accent), box.rect, opens=True)
                    if box.closes:
                        corners(painter, QColor(theme.accent), box.rect, opens=False)
        if marks.shows("passages"):
            self._doubts_and_notes(painter, scene)
        if marks.shows("hits"):
            self._hits(painter, scene)
        self._flash_and_caret(painter, scene)

    def _boxes(self, start: int, end: int) -> tuple[Box, ...]:
        return self.geometry.boxes(start, end)

    def _passages(self, painter: QPainter, scene: Scene) -> None:
        """Marker strokes; where several lie on the same words each has its share of the line's height."""
        spans = self.marks.passages.overlapping(scene.start, scene.end)
        if not spans:
            return
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        known = lanes(spans)
        for start, end, passages in flattened(spans, first, last):
            for box in self._boxes(start, end):
                band = _band(box)
                share = band.height() / len(passages)
                for number, passage in enumerate(ordered(passages, known)):
                    gap = 1.0 if number else 0.0
                    top = band.top() + number * share + gap
                    self._stroke(painter, passage, QRectF(band.left(), top, band.width(), share - gap))

    def _stroke(self, painter: QPainter, passage: Passage, rect: QRectF) -> None:
        colours = [QColor(marker(self.theme, name)) for name in self.marks.colours_of(passage)]
        painter.fillRect(rect, colours[0])
        strip = min(3.0, rect.height() / (len(colours) + 1))
        for number, colour in enumerate(colours[1:3], 1):
            painter.fillRect(QRectF(rect.left(), rect.bottom() - number * strip, rect.width(), strip), colour)

    def _doubts_and_notes(self, painter: QPainter, scene: Scene) -> None:
        """A dashed outline round passages whose place is not sure, a dot behind those with a note."""
        painter.setBrush(Qt.BrushStyle.NoBrush)
        spans = self.marks.passages.overlapping(scene.start, scene.end)
        for lane in lanes(spans):
            draw_ticks(painter, [_band(box) for box in self._boxes(lane.span.start, lane.span.end)], self.theme)
        for span in spans:
            boxes = self._boxes(span.start, span.end)
            if span.item.status in _UNSURE:
                painter.setPen(QPen(QColor(self.theme.danger), 1.2, Qt.PenStyle.DashLine))
                for box in boxes:
                    painter.drawRect(_band(box))
            if span.item.note and boxes:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(QColor(self.theme.accent))
                rect = _band(boxes[-1])
                painter.drawEllipse(QPointF(rect.right() + 1.0, rect.top() + 1.0), 2.6, 2.6)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _hits(self, painter: QPainter, scene: Scene) -> None:
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for hit in self.marks.hits.overlapping(scene.start, scene.end):
            current = hit.item == self.marks.current_hit
            painter.setPen(QPen(QColor(self.theme.hit), 2.6 if current else 1.3))
            grow = 2.0 if current else 1.0
            for box in self._boxes(hit.start, hit.end):
                painter.drawRoundedRect(_band(box).adjusted(-grow, -grow / 2, grow, grow / 2), 3, 3)

    def _flash_and_caret(self, painter: QPainter, scene: Scene) -> None:
        if scene.flash:
            start, end, strength = scene.flash
            colour = QColor(self.theme.accent)
            colour.setAlphaF(max(0.0, min(1.0, strength)))
            painter.setPen(QPen(colour, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for box in self._boxes(start, end):
                painter.drawRoundedRect(_band(box).adjusted(-3, -2, 3, 2), 4, 4)
        if scene.caret is not None and self.geometry.is_built(scene.caret):
            rect = self.geometry.line_at(scene.caret)
            painter.fillRect(QRectF(rect.left() - 0.5, rect.top() - 2, 2, rect.height() + 4), QColor(self.theme.ink))

    def _grounds(self, painter: QPainter, scene: Scene) -> None:
        """The grounds of code and of asides."""
        for block in self._blocks(scene):
            if block.kind == "aside":
                self._aside(painter, block)
            elif block.kind == "code":
                boxes = self._boxes(block.start, block.end)
                if boxes:
                    rect = self._extent(boxes)
                    painter.setBrush(QColor(self.theme.panel))
                    full = self.geometry.block_rect(block.start)
                    painter.drawRoundedRect(QRectF(full.left(), rect.top() - 8, full.width(), rect.height() + 16), 5, 5)

    def _furniture(self, painter: QPainter, scene: Scene) -> None:
        """List marks, footnote numbers, rules, the lines of tables, and bars beside quotations."""
        lines: list[QLineF] = []
        last: tuple[QLineF, ...] = ()
        for block in self._blocks(scene):
            if block.kind == "rule":
                rect = self.geometry.block_rect(block.start)
                painter.fillRect(QRectF(rect.left(), rect.center().y(), rect.width(), 1), QColor(self.theme.line))
            elif block.cell is not None:
                rules = self.geometry.rules(block.start)
                if rules is not last:
                    lines.extend(rules)
                    last = rules
            elif block.kind in ("item", "footnote", "heading", "paragraph"):
                self._label(painter, block)
        self._page_breaks(painter, scene)
        painter.setPen(QPen(QColor(self.theme.ink3), 0.7))
        painter.drawLines(lines)
        if not self.marks.shows("quotes"):
            return
        for bar in self.marks.bars.overlapping(scene.start, scene.end):
            boxes = self._boxes(bar.start, bar.end)
            if boxes:
                rect = self._extent(boxes)
                left = min(box.rect.left() for box in boxes)
                painter.fillRect(QRectF(left - 15, rect.top() - 3, 3, rect.height() + 6), QColor(self.theme.quote_bar))

    def _label(self, painter: QPainter, block: Block) -> None:
        place, text = block.place, block.label
        if place is not None and not place.opens:
            return
        if not text and place is not None:
            text = f"{place.number}." if place.ordered else _BULLETS[(max(1, block.level) - 1) % len(_BULLETS)]
        body = self.marks.document.text
        if not text or body.startswith(text, block.start):
            return
        boxes = self._boxes(block.start, min(block.end, block.start + 1))
        if not boxes:
            return
        font = self.geometry.font(block.start) if block.kind == "heading" else self.font
        width = QFontMetricsF(font).horizontalAdvance(text)
        gap = font.pixelSize() * 0.5
        rtl = runs_leftwards(body, block.start, block.end)
        x = boxes[0].rect.right() + gap if rtl else boxes[0].rect.left() - gap - width
        painter.setFont(font)
        painter.setPen(QColor(self.theme.ink if block.kind == "heading" else self.theme.ink2))
        painter.drawText(QPointF(x, boxes[0].baseline), text)

    def _aside(self, painter: QPainter, block: Block) -> None:
        """The quiet ground of a comment or of notes, and above the words whose or what they are."""
        boxes = self._boxes(block.start, block.end)
        if not boxes:
            return
        document, index = self.marks.document, self.marks.document.block_index(block.start)
        opens = not continues_aside(document, index)
        small = QFont(self.small)
        small.setWeight(QFont.Weight.DemiBold)
        full, extent = self.geometry.block_rect(block.start), self._extent(boxes)
        head = QFontMetricsF(small).height() + 6 if opens and block.label else 0.0
        bottom = extent.bottom() + 8
        goes_on = index + 1 < len(document.blocks) and continues_aside(document, index + 1)
        if goes_on and self.geometry.is_built(document.blocks[index + 1].end):
            bottom = self.geometry.block_rect(document.blocks[index + 1].start).top()
        left = min(box.rect.left() for box in boxes)
        top = extent.top() - 8 - head if opens else full.top()
        painter.fillRect(QRectF(left - 12, top, full.right() - left + 24, bottom - top), QColor(self.theme.panel))
        painter.fillRect(QRectF(left - 12, top, 2, bottom - top), QColor(self.theme.line))
        if head:
            painter.setFont(small)
            painter.setPen(QColor(self.theme.ink2))
            painter.drawText(QPointF(left, top + 6 + QFontMetricsF(small).ascent()), block.label)
            painter.setPen(Qt.PenStyle.NoPen)

    def _page_breaks(self, painter: QPainter, scene: Scene) -> None:
        """A thin line where a page begins; within a paragraph, a stroke before its first letter."""
        pages, document = self.marks.pages, self.marks.document
        for mark in pages.within(scene.start, scene.end):
            boxes = self._boxes(mark.offset, mark.offset + 1)
            block = document.block_at(mark.offset)
            if not boxes or block is None:
                continue
            rect = boxes[0].rect
            if not mark.opens:
                painter.fillRect(QRectF(rect.left() - 1, rect.top(), 1, rect.height()), QColor(self.theme.ink3))
                continue
            said = " · ".join(part for part in (mark.label if pages.are_wide else "", mark.about) if part)
            painter.setFont(self.small)
            metrics = QFontMetricsF(self.small)
            y = break_height(rect)
            left, right = self.left, self.right
            said = metrics.elidedText(said, Qt.TextElideMode.ElideRight, (right - left) * 0.7)
            width = metrics.horizontalAdvance(said) + 8 if said else 0.0
            if mark.offset:
                painter.fillRect(QRectF(left, y, right - left - width, 1), QColor(self.theme.line))
            painter.setPen(QColor(self.theme.ink2))
            painter.drawText(QPointF(right - width + 8, y + metrics.ascent() * 0.38), said)

    def _blocks(self, scene: Scene) -> Iterator[Block]:
        document = self.marks.document
        if not document.blocks:
            return
        for index in range(document.block_index(scene.start), document.block_index(scene.end) + 1):
            if self.geometry.is_built(document.blocks[index].end):
                yield document.blocks[index]

    @staticmethod
    def _extent(boxes: tuple[Box, ...]) -> QRectF:
        return QRectF(
            QPointF(boxes[0].rect.left(), boxes[0].rect.top()), QPointF(boxes[-1].rect.right(), boxes[-1].rect.bottom())
        )


def break_height(rect: QRectF) -> float:
    """Where the line of a page break stands above `rect`, the first letter of the page."""
    return round(rect.top() - min(10.0, rect.height() * 0.45))


def _band(box: Box) -> QRectF:
    """The ground of a marker stroke: a little higher than the letters, so that lines join to blocks."""
    return box.rect.adjusted(-1, 0, 1, 3)


def _below(box: Box) -> float:
    """Where a line under the letters goes: below the baseline, through the descenders' feet."""
    return box.baseline + max(3.0, box.rect.bottom() - box.baseline - 1.0)
