"""One thing known of briefs (who speaks, which tags, what date), as two parallel arrays: a brief and a value it has.

Which briefs have a value, and how many briefs of an answer have each, are then one step each for 100,000 briefs.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence

import numpy as np

from briefreader.search.arrays import NONE, Mask, Numbers
from briefreader.search.folding import fold

_WORD = re.compile("[\\w'\u2019]+")


class Column:
    """Pairs of a brief's number and a value. A brief may have none or many values, each once."""

    def __init__(self) -> None:
        self.values: list[str] = []
        self._numbers: dict[str, int] = {}
        self._briefs: Numbers = NONE
        self._which: Numbers = NONE
        self._words: dict[str, list[int]] = {}
        self._worded = 0
        self._also: dict[int, str] = {}
        self._shortened: dict[int, tuple[list[str], Numbers]] = {}

    def put(self, pairs: Iterable[tuple[int, str]], instead: Sequence[int] | None = None) -> None:
        """These pairs in place of those of the briefs `instead`, or of all."""
        known = self._numbers
        briefs: list[int] = []
        which: list[int] = []
        for brief, value in dict.fromkeys(pairs):
            number = known.get(value)
            if number is None:
                number = known[value] = len(self.values)
                self.values.append(value)
            briefs.append(brief)
            which.append(number)
        new = np.array(briefs, np.int64), np.array(which, np.int64)
        if instead is None:
            self._briefs, self._which = new
        else:
            kept = ~np.isin(self._briefs, np.array(instead, np.int64))
            self._briefs = np.concatenate((self._briefs[kept], new[0]))
            self._which = np.concatenate((self._which[kept], new[1]))

    def also(self, value: str, word: str) -> None:
        """`value` is found by `word` as well (a country by its code)."""
        number = self._numbers.get(value)
        if number is not None and self._also.get(number) != word:
            self._also[number] = word
            self._words.setdefault(fold(word), []).append(number)

    def having(self, values: Iterable[int], size: int) -> Mask:
        """Which of `size` briefs have one of these values."""
        wanted = np.zeros(len(self.values) + 1, np.bool_)
        wanted[list(values)] = True
        mask = np.zeros(size, np.bool_)
        mask[self._briefs[wanted[self._which]]] = True
        return mask

    def any(self, size: int) -> Mask:
        """Which briefs have a value at all."""
        mask = np.zeros(size, np.bool_)
        mask[self._briefs] = True
        return mask

    def number(self, value: str) -> list[int]:
        return [self._numbers[value]] if value in self._numbers else []

    def commonest(self) -> str:
        """The value that most briefs have; "" when there is none."""
        times = np.bincount(self._which, minlength=len(self.values)) if self.values else NONE
        return self.values[int(times.argmax())] if len(times) and times.max() else ""

    def counts(self, briefs: Mask) -> Numbers:
        """How many of `briefs` have each value."""
        return np.bincount(self._which[briefs[self._briefs]], minlength=len(self.values)).astype(np.int64)

    def shortened(self, length: int) -> tuple[list[str], Numbers]:
        """The first `length` characters of the values, each once and in order; and for each value which of them."""
        known = self._shortened.get(length)
        if known is None or len(known[1]) != len(self.values):
            begins, which = np.unique([value[:length] for value in self.values], return_inverse=True)
            known = self._shortened[length] = begins.tolist(), which.astype(np.int64)
        return known

    def fitting(self, fits: Callable[[str], bool]) -> list[int]:
        """The values that fit."""
        return [number for number, value in enumerate(self.values) if fits(value)]

    def named(self, text: str) -> list[int]:
        """The values with all words of `text` in them, whatever case and accents; behind its last word a * may stand
        for what is left of the word."""
        wanted = [fold(word) for word in _WORD.findall(text)]
        if not wanted:
            return []
        for number in range(self._worded, len(self.values)):
            for word in {fold(word) for word in _WORD.findall(self.values[number])}:
                self._words.setdefault(word, []).append(number)
        self._worded = len(self.values)
        found: set[int] | None = None
        for at, word in enumerate(wanted):
            if at == len(wanted) - 1 and text.rstrip('"').endswith("*"):
                having = {n for known, numbers in self._words.items() if known.startswith(word) for n in numbers}
            else:
                having = set(self._words.get(word, ()))
            found = having if found is None else found & having
        return sorted(found or ())
