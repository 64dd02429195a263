"""Which of many spans lie in a stretch of text: asked at every paint and at every move of the mouse."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import pairwise
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")
_BUCKET = 64


class Placed(NamedTuple, Generic[T]):
    """A thing and the code points it lies on."""

    start: int
    end: int
    item: T


class SpanIndex(Generic[T]):
    """Spans sorted by start, in buckets that know how far their spans reach. Empty spans are left out."""

    def __init__(self, spans: Iterable[tuple[int, int, T]] = ()) -> None:
        self.spans = sorted(
            (Placed(start, end, item) for start, end, item in spans if end > start), key=lambda span: span[:2]
        )
        self._starts = [span.start for span in self.spans]
        self._reach = [
            max(span.end for span in self.spans[first : first + _BUCKET])
            for first in range(0, len(self.spans), _BUCKET)
        ]

    def __len__(self) -> int:
        return len(self.spans)

    def overlapping(self, start: int, end: int) -> list[Placed[T]]:
        """The spans that share a code point with `start` to `end`, by start."""
        last = bisect_left(self._starts, end)
        found: list[Placed[T]] = []
        for bucket in range((last + _BUCKET - 1) // _BUCKET):
            if self._reach[bucket] > start:
                first = bucket * _BUCKET
                found.extend(span for span in self.spans[first : min(last, first + _BUCKET)] if span.end > start)
        return found

    def at(self, offset: int) -> list[Placed[T]]:
        """The spans on the code point at `offset`, the shortest first."""
        return sorted(self.overlapping(offset, offset + 1), key=lambda span: span.end - span.start)


def flattened(spans: Iterable[Placed[T]], start: int, end: int) -> list[tuple[int, int, tuple[T, ...]]]:
    """Overlapping spans as stretches within `start` to `end` that do not overlap, each with all that lie on it."""
    spans = list(spans)
    cuts = {start, end}
    for span in spans:
        cuts.update(cut for cut in (span.start, span.end) if start < cut < end)
    found = []
    for first, last in pairwise(sorted(cuts)):
        items = tuple(span.item for span in spans if span.start <= first and span.end >= last)
        if items:
            found.append((first, last, items))
    return found
