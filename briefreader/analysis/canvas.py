"""Spans laid on a text without overlap, with the question "what lies here" answered in constant time."""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from briefreader.text.findings import EntityType

# "other" is a name of no type we show (a product, a work); it takes part until the end and is then left out.
SpanType = EntityType | Literal["other"]
Source = Literal["model", "rule", "gazetteer", "consistency"]


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span believed to be a name. `weight` is what it counts in a vote; `name` the canonical name if known;
    `soft` marks a reading that gives way to any other."""

    start: int
    end: int
    type: SpanType
    source: Source
    weight: float = 1.0
    name: str = ""
    country: str = ""
    soft: bool = False

    def covers(self, start: int, end: int) -> bool:
        return self.start <= start and self.end >= end

    @property
    def length(self) -> int:
        return self.end - self.start


class Canvas:
    """Candidates on a text of `length` code points; no two of them overlap."""

    def __init__(self, length: int) -> None:
        self._owner = array("i", bytes(4 * length))
        self._spans: dict[int, Candidate] = {}
        self._last = 0

    def over(self, start: int, end: int) -> list[Candidate]:
        """The candidates that share at least one code point with the span, in text order."""
        seen: dict[int, None] = dict.fromkeys(self._owner[start:end])
        return [self._spans[number] for number in seen if number]

    def is_free(self, start: int, end: int) -> bool:
        return not any(self._owner[start:end])

    def put(self, candidate: Candidate) -> None:
        """Lay `candidate` down; what it overlaps is taken away."""
        for other in self.over(candidate.start, candidate.end):
            self.drop(other)
        self._last += 1
        self._spans[self._last] = candidate
        size = candidate.end - candidate.start
        self._owner[candidate.start : candidate.end] = array("i", [self._last]) * size

    def drop(self, candidate: Candidate) -> None:
        """Take `candidate`, which must lie here, away."""
        number = self._owner[candidate.start]
        del self._spans[number]
        self._owner[candidate.start : candidate.end] = array("i", bytes(4 * (candidate.end - candidate.start)))

    def __iter__(self) -> Iterator[Candidate]:
        """All candidates in text order; a snapshot, so the canvas may change meanwhile."""
        return iter(sorted(self._spans.values(), key=lambda span: span.start))
