"""Words nearly like another: for `word~`, and a better spelling for a query that found nothing."""

from __future__ import annotations

from typing import Protocol

import numpy as np

from briefreader.search.arrays import NONE, Numbers
from briefreader.search.tree import ALSO, Query, Slot, Words, leaves
from briefreader.search.vocabulary import Vocabulary

_SHORTEST = 4
_TWO_EDITS_FROM = 6
_PAD = 0


class Lexicon(Protocol):
    """Where words are looked up."""

    def holds(self, words: Words) -> bool: ...

    def nearly(self, word: str, edits: int) -> dict[str, tuple[int, int]]: ...


def suggest(query: Query, lexicon: Lexicon) -> str | None:
    """The text of `query` with each word no brief holds replaced by the nearest word one does; None without any."""
    missing: list[Slot] = []
    for leaf, _ in leaves(query.tree):
        for words in (leaf,) if isinstance(leaf, Words) else (leaf.left, leaf.right):
            for slot in words.slots:
                mendable = len(slot.surface) >= _SHORTEST and slot.read != ALSO
                if mendable and not lexicon.holds(Words((slot,))):
                    missing.append(slot)
    if not missing:
        return None
    nearest = {surface: _nearest(surface, lexicon) for surface in {slot.surface for slot in missing}}
    better = query.text
    for slot in sorted(set(missing), key=lambda slot: slot.start, reverse=True):
        if not nearest[slot.surface]:
            return None
        better = better[: slot.start] + nearest[slot.surface] + better[slot.end :]
    return better


def _nearest(word: str, lexicon: Lexicon) -> str:
    """The word the fewest edits away; among equals the commonest. A slip in the first letter is rare: one more edit
    stands for it."""
    most = 2 if len(word) >= _TWO_EDITS_FROM else 1
    found = {w: n for w, n in lexicon.nearly(word, most).items() if "~" not in w and not w.isdecimal()}
    return min(found, key=lambda w: (found[w][0] + (w[0] != word[0]), -found[w][1], w), default="")


def within(vocabulary: Vocabulary, word: str, most: int) -> tuple[Numbers, Numbers]:
    """Which words of `vocabulary` are at most `most` edits from `word`, and how many each is, a swap of neighbours
    counting as one (optimal string alignment, computed for all candidates at once)."""
    chosen = vocabulary.nearly(word, most)
    if not len(chosen):
        return NONE, NONE
    edits = distances(word, [vocabulary.words[index] for index in chosen.tolist()])
    close = edits <= most
    return chosen[close], edits[close]


def distances(word: str, others: list[str]) -> Numbers:
    """Edits between `word` and each of `others`, a swap of neighbours counting as one."""
    lengths = np.fromiter(map(len, others), np.int64, len(others))
    widest = int(lengths.max(initial=0))
    padded = "".join(other.ljust(widest, chr(_PAD)) for other in others)
    letters = np.frombuffer(padded.encode("utf-32-le"), np.uint32).reshape(len(others), widest).T.copy()
    before: list[Numbers] = []
    row = [np.full(len(others), j, np.int64) for j in range(widest + 1)]
    for i, character in enumerate(word, 1):
        earlier, before, row = before, row, [np.full(len(others), i, np.int64)]
        same = letters == ord(character)
        for j in range(1, widest + 1):
            cost = np.minimum(before[j], row[j - 1]) + 1
            np.minimum(cost, before[j - 1] + ~same[j - 1], out=cost)
            if i > 1 and j > 1:
                swapped = same[j - 2] & (letters[j - 1] == ord(word[i - 2]))
                np.minimum(cost, np.where(swapped, earlier[j - 2] + 1, cost), out=cost)
            row.append(cost)
    return np.stack(row)[lengths, np.arange(len(others))]


def distance(one: str, other: str, most: int) -> int:
    """Edits between two words, a swap of neighbours counting as one; `most` + 1 when there are more."""
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    row = list(range(len(other) + 1))
    for i, a in enumerate(one, 1):
        previous, before, row = before, row, [i]
        for j, b in enumerate(other, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (a != b))
            if i > 1 and j > 1 and a == other[j - 2] and one[i - 2] == b:
                cost = min(cost, previous[j - 2] + 1)
            row.append(cost)
        if min(row) > most:
            return most + 1
    return min(row[-1], most + 1)
