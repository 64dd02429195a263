"""Passages that lie over one another: each in a lane of its own, so that where one begins and ends can be seen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter

from briefreader.records import Passage
from briefreader.ui.reader.spans import Placed
from briefreader.ui.theme import Theme

_TICK = 2.0  # pixels


class Lane(NamedTuple):
    """A passage that shares words with another, and the number of its lane, from 0."""

    span: Placed[Passage]
    number: int


def lanes(spans: Sequence[Placed[Passage]]) -> list[Lane]:
    """The passages of `spans` (by start) that overlap another of them, each in the first lane that is free. Linear but
    for the number of lanes."""
    ends: list[int] = []
    numbers: list[int] = []
    shared = [False] * len(spans)
    reach, last = 0, -1
    for number, span in enumerate(spans):
        lane = next((lane for lane, end in enumerate(ends) if end <= span.start), len(ends))
        if lane == len(ends):
            ends.append(span.end)
        else:
            ends[lane] = span.end
        numbers.append(lane)
        if last >= 0 and span.start < reach:
            shared[number] = shared[last] = True
        if span.end > reach:
            reach, last = span.end, number
    return [Lane(span, lane) for span, lane, over in zip(spans, numbers, shared, strict=True) if over]


def ordered(passages: Sequence[Passage], known: Sequence[Lane]) -> list[Passage]:
    """Passages on the same words, in the order of their lanes: one keeps its side over all its length."""
    places = {lane.span.item.id: lane.number for lane in known}
    return sorted(passages, key=lambda passage: places.get(passage.id, 0))


def draw_ticks(painter: QPainter, boxes: Sequence[QRectF], theme: Theme) -> None:
    """A stroke where a passage begins and one where it ends: `boxes` are its lines."""
    if not boxes:
        return
    colour = QColor(theme.ink2)
    first, last = boxes[0], boxes[-1]
    painter.fillRect(QRectF(first.left() - _TICK / 2, first.top(), _TICK, first.height()), colour)
    painter.fillRect(QRectF(first.left(), first.top(), 5, _TICK), colour)
    painter.fillRect(QRectF(last.right() - _TICK / 2, last.top(), _TICK, last.height()), colour)
    painter.fillRect(QRectF(last.right() - 5, last.bottom() - _TICK, 5, _TICK), colour)
