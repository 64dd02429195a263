"""One state of the Whoosh index as something to be asked: where the leaves of a query stand, in which documents.

Whoosh's matchers cost five method calls per posting; taking up its blocks as arrays gives the same hits a hundred times
faster, and the exact total with them. Documents are numbered through all segments (`Shard`s).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

import numpy as np
from whoosh.util.numeric import byte_to_length

from briefreader.search import bm25
from briefreader.search.arrays import NO_COUNTS, NONE, Mask, Numbers, Reals, among, tally
from briefreader.search.blocks import Postings
from briefreader.search.schema import BODY, TITLE
from briefreader.search.shard import Shard
from briefreader.search.spelling import within
from briefreader.search.tree import Leaf, Near, Slot, Step, Words

_LENGTHS = [byte_to_length(code) for code in range(256)]
_Lists = dict[Step, list[tuple[int, Postings]]]


class Ranking:
    """One opened state of the index; `generation` tells states apart."""

    def __init__(self, shards: Sequence[Shard], generation: int) -> None:
        self.generation = generation
        self._shards: list[tuple[Shard, int]] = []
        dead: list[int] = []
        self.size = 0
        for shard in shards:
            self._shards.append((shard, self.size))
            dead += [self.size + number for number in shard.deleted]
            self.size += shard.size
        self.alive: Mask = np.ones(self.size, np.bool_)
        self.alive[dead] = False
        self._norms: dict[str, Reals] = {}
        self._briefs: Numbers = NONE
        self._documents: Numbers = NONE

    # What is in it

    def __len__(self) -> int:
        """The number of briefs."""
        return int(self.alive.sum())

    def stored(self) -> Iterator[dict[str, str]]:
        """The stored fields (id, fingerprint) of every brief."""
        for shard, base in self._shards:
            for number in range(shard.size):
                if self.alive[base + number]:
                    yield shard.stored(number)

    def ids(self) -> list[str]:
        """The briefs in it."""
        return [id_ for id_, alive in zip(self._every_id(), self.alive.tolist(), strict=True) if alive]

    def _every_id(self) -> list[str]:
        return [id_ for shard, _ in self._shards for id_ in shard.ids]

    def number_of(self, id_: str) -> list[int]:
        """The documents that hold brief `id_` (one, or none)."""
        term = id_.encode()
        found = [base + int(n) for shard, base in self._shards for n in shard.postings("id", term).numbers]
        return [number for number in found if self.alive[number]]

    def holds(self, words: Words) -> bool:
        """Whether any text or title holds `words`."""
        return any(len(self.counts(words, field)[0]) for field in (BODY, TITLE))

    def nearly(self, word: str, edits: int) -> dict[str, tuple[int, int]]:
        """The words of the texts at most `edits` from `word`: how many edits, and in how many briefs."""
        result: dict[str, tuple[int, int]] = {}
        for shard, _ in self._shards:
            words = shard.vocabulary(BODY)
            for index, away in zip(*(found.tolist() for found in within(words, word, edits)), strict=True):
                name = words.words[index]
                result[name] = (away, int(words.briefs[index]) + result.get(name, (0, 0))[1])
        return result

    def read_all(self) -> None:
        """Read every stored field, length and posting; damage shows as an exception."""
        if len({row["id"] for row in self.stored()}) != len(self):
            raise ValueError("a brief stands twice in the index")
        for field in (BODY, TITLE):
            self.norms(field)
        for shard, _ in self._shards:
            shard.read_all()

    # The index as a source (see evaluate.py)

    def number_briefs(self, numbers: dict[str, int]) -> None:
        """Which number each brief has elsewhere. Before it is called, briefs are numbered as documents."""
        of = numbers.get
        self._briefs = np.fromiter((of(id_, -1) for id_ in self._every_id()), np.int64, self.size)
        self._briefs[~self.alive] = -1
        self._documents = np.full(len(numbers), -1, np.int64)
        there = np.flatnonzero(self._briefs >= 0)
        self._documents[self._briefs[there]] = there

    def briefs_at(self, documents: Numbers) -> Numbers:
        """The brief of each document, -1 for those that are no more."""
        return self._briefs[documents]

    def documents_at(self, briefs: Numbers) -> Numbers:
        return self._documents[briefs]

    def documents(self, briefs: Mask) -> Mask:
        return np.append(briefs, False)[self._briefs]

    def briefs(self, documents: Mask) -> Mask:
        mask = np.zeros(len(self._documents) + 1, np.bool_)
        mask[self._briefs[documents]] = True
        return mask[:-1]

    def norms(self, field: str) -> Reals:
        if field not in self._norms:
            total = sum(shard.total(field) for shard, _ in self._shards)
            average = total / self.size if self.size else 1.0
            by_code = np.array([bm25.norm(length, average) for length in _LENGTHS])
            codes = [shard.length_codes(field) for shard, _ in self._shards]
            self._norms[field] = by_code[np.concatenate(codes)] if codes else NO_COUNTS
        return self._norms[field]

    def counts(self, leaf: Leaf, field: str) -> tuple[Numbers, Reals]:
        parts = [(base, _counts(shard, leaf, field)) for shard, base in self._shards]
        numbers = [found[0] + base for base, found in parts if len(found[0])]
        counts = [found[1] for _, found in parts if len(found[0])]
        if not numbers:
            return NONE, NO_COUNTS
        return (numbers[0], counts[0]) if len(numbers) == 1 else (np.concatenate(numbers), np.concatenate(counts))


def _counts(shard: Shard, leaf: Leaf, field: str) -> tuple[Numbers, Reals]:
    if isinstance(leaf, Near):
        return tally(_near(shard, leaf, field))
    if not leaf.simple:
        return tally(_places(shard, leaf, field).ends)
    parts = [part for chain in leaf.slots[0].alternatives for part in shard.counts(chain[0], field)]
    if len(parts) <= 1:
        return parts[0] if parts else (NONE, NO_COUNTS)
    total = np.zeros(shard.size)
    for numbers, counts in parts:
        total[numbers] += counts
    numbers = np.flatnonzero(total)
    return numbers, total[numbers]


class _Places(NamedTuple):
    """Where words stand: the position of the first of them, and the one that follows the last; in order of `ends`,
    each once."""

    starts: Numbers
    ends: Numbers


_NOWHERE = _Places(NONE, NONE)


def _near(shard: Shard, near: Near, field: str) -> Numbers:
    """The places of `near.left` with `near.right` around, none of which it shares a word with."""
    left, right = _places(shard, near.left, field), _places(shard, near.right, field)
    if not len(left.ends) or not len(right.ends):
        return NONE
    before = _any_between(right.ends, left.starts - near.within + 1, left.starts)
    after = _any_between(np.sort(right.starts), left.ends, left.ends + near.within - 1)
    return left.ends[before | after]


def _any_between(there: Numbers, low: Numbers, high: Numbers) -> Mask:
    found: Mask = np.searchsorted(there, high, "right") > np.searchsorted(there, low, "left")
    return found


def _places(shard: Shard, words: Words, field: str) -> _Places:
    """Every place of `words`; of several that end alike the shortest (`matching.matches` says the same of one text)."""
    lists: _Lists = {step: shard.lists(step, field) for step in words.steps()}
    fitting = np.ones(shard.size, np.bool_)
    for slot in words.slots:
        fitting &= _having(shard.size, slot, lists)
    if not fitting.any():
        return _NOWHERE
    reached: _Places | None = None
    for slot in words.slots:
        found = []
        for chain in slot.alternatives:
            state = reached
            for step in chain:
                state = _stepped(lists[step], state, fitting)
            if state is not None and len(state.ends):
                found.append(state)
        reached = _merged(found)
        if not len(reached.ends):
            return _NOWHERE
    return _NOWHERE if reached is None else reached


def _having(size: int, slot: Slot, lists: _Lists) -> Mask:
    """The documents that have all steps of some way to meet `slot`."""
    result = np.zeros(size, np.bool_)
    for chain in slot.alternatives:
        whole: Mask | None = None
        for step in chain:
            having = np.zeros(size, np.bool_)
            for _, found in lists[step]:
                having[found.numbers] = True
            whole = having if whole is None else whole & having
        if whole is not None:
            result |= whole
    return result


def _stepped(lists: list[tuple[int, Postings]], state: _Places | None, fitting: Mask) -> _Places:
    """From each position reached (None: from anywhere), one step on."""
    parts: list[_Places] = []
    for width, found in lists:
        chosen = fitting[found.numbers]
        starts = keys = found.keys(None if chosen.all() else chosen)
        if state is not None:
            keys = _both(keys, state.ends)
            starts = state.starts[np.searchsorted(state.ends, keys)]
        if len(keys):
            parts.append(_Places(starts, keys + width))
    return _merged(parts)


def _both(keys: Numbers, state: Numbers) -> Numbers:
    """What is in both; the shorter is looked up in the longer."""
    return keys[among(keys, state)] if len(keys) < len(state) else state[among(state, keys)]


def _merged(parts: list[_Places]) -> _Places:
    if len(parts) <= 1:
        return parts[0] if parts else _NOWHERE
    starts, ends = (np.concatenate(side) for side in zip(*parts, strict=True))
    order = np.lexsort((starts, ends))
    starts, ends = starts[order], ends[order]
    last = np.append(ends[1:] != ends[:-1], True)
    return _Places(starts[last], ends[last])
