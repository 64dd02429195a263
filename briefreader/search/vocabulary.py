"""The words of a segment as they are written (surfaces), in order, in memory: for prefixes, slips and suggestions.

Whoosh finds a word by its hash; to go through those that begin so, or are nearly so, they must lie side by side. With
each word stands where its postings are, so that hundreds of them are read without a look-up each.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from pickle import dumps, loads
from typing import Any

import numpy as np

from briefreader.search.arrays import NONE, Numbers
from briefreader.search.schema import WORD_FIELDS

BY_SURFACE = frozenset(WORD_FIELDS.values())
_EXTENSION = ".words"
_LAST = "\U0010ffff"


class Entries:
    """The words of one field in order, being written down: in how many documents each stands; if in one, in which and
    how often, else where its posting list is and how long."""

    def __init__(self) -> None:
        self.words: list[bytes] = []
        self.briefs = array("I")
        self.where = array("Q")
        self.size = array("I")

    def add(self, word: bytes, briefs: int, where: int, size: int) -> None:
        self.words.append(word)
        self.briefs.append(briefs)
        self.where.append(where)
        self.size.append(size)


class Vocabulary:
    """The words of one field of one segment."""

    def __init__(self, words: list[str], briefs: Numbers, where: Numbers, size: Numbers) -> None:
        self.words = words
        self.briefs = briefs
        self.where = where
        self.size = size
        self._letters: tuple[Any, Numbers, Numbers] | None = None

    @staticmethod
    def write(storage: Any, segment: Any, fields: dict[str, Entries]) -> None:
        """Write the words of a segment beside its other files."""
        content = {field: (b"\n".join(e.words), e.briefs, e.where, e.size) for field, e in fields.items()}
        with segment.create_file(storage, _EXTENSION) as file:
            file.write(dumps(content, 4))

    @staticmethod
    def read(storage: Any, segment: Any) -> dict[str, Vocabulary]:
        """The words of a segment by field. Raises what a damaged or missing file raises."""
        with segment.open_file(storage, _EXTENSION) as file:
            content = loads(file.read())  # noqa: S301 - our own file, see index.py
        found = {}
        for field, (words, *numbers) in content.items():
            listed = words.decode().split("\n") if words else []
            briefs, where, size = (np.frombuffer(n, n.typecode).astype(np.int64) for n in numbers)
            if not len(listed) == len(briefs) == len(where) == len(size):
                raise ValueError("the list of words is damaged")
            found[field] = Vocabulary(listed, briefs, where, size)
        return found

    def beginning(self, prefix: str) -> tuple[int, int]:
        """The words that begin with `prefix`, as a range."""
        low = bisect_left(self.words, prefix)
        return low, bisect_left(self.words, prefix + _LAST, low)

    def nearly(self, word: str, edits: int) -> Numbers:
        """Which words may be at most `edits` edits from `word`, by their letters and length: no other is."""
        if not self.words:
            return NONE
        if self._letters is None:
            self._letters = _letters(self.words)
        _, masks, lengths = self._letters
        own = _mask(word)
        close = np.abs(lengths - len(word)) <= edits
        close &= _ones(masks & ~own) <= edits
        close &= _ones(own & ~masks) <= edits
        return np.flatnonzero(close)


EMPTY = Vocabulary([], NONE, NONE, NONE)


def _letters(words: list[str]) -> tuple[Any, Numbers, Numbers]:
    lengths = np.fromiter(map(len, words), np.int64, len(words))
    points = np.frombuffer("".join(words).encode("utf-32-le"), np.uint32).astype(np.int64)
    starts = np.concatenate(([0], np.cumsum(lengths)[:-1]))
    masks = np.bitwise_or.reduceat(np.int64(1) << (points % 61), starts)
    return points, masks, lengths


def _mask(word: str) -> int:
    mask = 0
    for character in word:
        mask |= 1 << (ord(character) % 61)
    return mask


def _ones(values: Numbers) -> Numbers:
    """How many bits of each value are set."""
    v = values.astype(np.uint64)
    v = v - ((v >> np.uint64(1)) & np.uint64(0x5555555555555555))
    v = (v & np.uint64(0x3333333333333333)) + ((v >> np.uint64(2)) & np.uint64(0x3333333333333333))
    v = (v + (v >> np.uint64(4))) & np.uint64(0x0F0F0F0F0F0F0F0F)
    return ((v * np.uint64(0x0101010101010101)) >> np.uint64(56)).astype(np.int64)
