"""Finding the tokens of a text that meet the steps of a query, without cutting the whole text into words.

A word that meets a step shows a trace of it: the letters the step's word begins with, a joint between them at most. So
the text is searched for traces, and only the chunks they lie in are cut up and judged. What is written in other than
ASCII letters, whose folding moves letters, is always judged. A word a slip away leaves no trace: there each chunk is
judged once, and those that will do are looked for.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from briefreader.search.folding import common_start
from briefreader.search.spelling import distance
from briefreader.search.tree import Leaf, Near, Step
from briefreader.search.words import BLOCK_GAP, CHUNK, JOINT_MARK, Token, analyse, spans, width_of

_REMEMBERED = 100_000
_FOREIGN = re.compile("[^\x00-\x7f\u00a0-\u00a9\u00ab\u00bb\u2009\u2010-\u2027\u202f]")
"""A character beyond ASCII that may be a letter: not the usual quotation marks, dashes and joints."""


class Occurrence(NamedTuple):
    """A token that meets a step. Offsets are code points; the index, which knows none, leaves them 0."""

    position: int
    width: int
    start: int = 0
    end: int = 0


class _Judged(dict[str, tuple[tuple[Step, Token], ...]]):
    """chunk -> the tokens in it that meet a step, judged when first met."""

    def __init__(self, steps: Iterable[Step]) -> None:
        super().__init__()
        self._by_term: dict[str, list[Step]] = {}
        self._prefixes: list[Step] = []
        self._like: list[tuple[Step, frozenset[str]]] = []
        for step in steps:
            if step.prefix:
                self._prefixes.append(step)
            if step.like:
                self._like.append((step, frozenset(step.like)))
            for term in step.terms:
                self._by_term.setdefault(term, []).append(step)

    def __missing__(self, chunk: str) -> tuple[tuple[Step, Token], ...]:
        tokens = analyse(chunk).tokens
        met = [(step, token) for token in tokens for step in self._by_term.get(token.term, ())]
        for step in self._prefixes:
            met += [(step, token) for token in tokens if token.surface.startswith(step.prefix)]
        for step, letters in self._like:
            met += [(step, token) for token in tokens if _is_like(token.surface, step, letters)]
        if len(self) >= _REMEMBERED:
            self.clear()
        self[chunk] = result = tuple(met)
        return result


def _is_like(surface: str, step: Step, letters: frozenset[str]) -> bool:
    """Whether a word is at most `step.edits` from `step.like`, which is made of `letters`: no edit takes away two."""
    most = step.edits
    return len(letters.difference(surface)) <= most and distance(step.like, surface, most) <= most


class Seeker:
    """Finds the tokens of texts that meet the steps of some leaves; remembers each chunk it has judged."""

    def __init__(self, leaves: Iterable[Leaf]) -> None:
        wanted = list(leaves)
        steps = dict.fromkeys(step for leaf in wanted for step in leaf.steps())
        self._judged = _Judged(steps)
        self._traces = _traces(steps)
        self._slips = any(step.like for step in steps)
        # How many words apart tokens may stand and still have to do with each other; -1: each is for itself.
        self._reach = max((_reach(leaf) for leaf in wanted), default=-1)

    def find(self, text: str, starts: Sequence[int] = ()) -> dict[Step, list[Occurrence]]:
        """The tokens that meet the steps, in text order. Positions compare within a block only, and tell distances
        no further than the leaves reach."""
        found: dict[Step, list[Occurrence]] = {}
        judge, reach = self._judged.__getitem__, self._reach
        blocks = list(spans(text, starts))
        places = self._places(text, blocks)
        taken = 0
        for number, (low, high) in enumerate(blocks):
            if places is not None:
                first, taken = taken, bisect_left(places, high, taken)
                if first == taken:
                    continue
            position, behind = low + number * BLOCK_GAP, low
            for match in _chunks(text, low, high, None if places is None else places[first:taken]):
                if met := judge(chunk := match[0]):
                    offset = match.start()
                    if reach >= 0:
                        position += _words_between(text, behind, offset, reach)
                    for step, token in met:
                        place = Occurrence(position + token[0], token[1], offset + token[2], offset + token[3])
                        found.setdefault(step, []).append(place)
                    position += analyse(chunk)[0]
                    behind = match.end()
        return found

    def _places(self, text: str, blocks: Sequence[tuple[int, int]]) -> list[int] | None:
        """Offsets, in order, of which each chunk that meets a step holds at least one; None: any chunk may."""
        small = text.lower()
        if len(small) != len(text):
            return None
        found = [match.start() for trace in self._traces for match in trace.finditer(small)]
        if not text.isascii():
            found += [match.start() for match in _FOREIGN.finditer(small)]
        if self._slips:
            there = {chunk for low, high in blocks for chunk in CHUNK.findall(text, low, high)}
            met = re.compile("|".join(map(re.escape, filter(self._judged.__getitem__, there))) or "(?!)")
            found += [match.start() for match in met.finditer(text)]
        return sorted(found)


def _reach(leaf: Leaf) -> int:
    if isinstance(leaf, Near):
        return leaf.within
    return -1 if leaf.simple else 0


def _chunks(text: str, low: int, high: int, places: Sequence[int] | None) -> Iterator[re.Match[str]]:
    """The chunks of a block that hold one of `places`, or all."""
    if places is None:
        yield from CHUNK.finditer(text, low, high)
        return
    behind = low
    for place in places:
        if place < behind:
            continue
        start = max(text.rfind(" ", behind, place) + 1, behind)  # no chunk holds a space
        for match in CHUNK.finditer(text, start, high):
            behind = match.end()
            if behind > place:
                if match.start() <= place:
                    yield match
                else:
                    behind = match.start()
                break
        else:
            return


def _words_between(text: str, low: int, high: int, reach: int) -> int:
    """The positions that the words from `low` to `high` take; once they are more than `reach`, no further."""
    count = 0
    for match in CHUNK.finditer(text, low, high):
        count += analyse(match[0])[0]
        if count > reach:
            break
    return count


def _traces(steps: Iterable[Step]) -> list[re.Pattern[str]]:
    """What to look for in a text in small letters."""
    begins = {common_start(term[: -len("~2")] if width_of(term) > 1 else term) for step in steps for term in step.terms}
    begins |= {step.prefix for step in steps if step.prefix.isascii()}
    begins.discard("")
    shortest = [begin for begin in begins if not any(begin != other and begin.startswith(other) for other in begins)]
    return [re.compile(JOINT_MARK.join(map(re.escape, begin))) for begin in sorted(shortest)]
