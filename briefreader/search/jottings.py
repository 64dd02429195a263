"""The user's notes and tags, found by the same words as the texts: small enough to be kept in memory."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from typing import Literal, NamedTuple

import numpy as np

from briefreader.search.arrays import NO_COUNTS, NONE, Numbers, Reals
from briefreader.search.matching import fits, matches
from briefreader.search.seeking import Seeker
from briefreader.search.spelling import distance
from briefreader.search.tree import Leaf, Node, Step, leaves
from briefreader.search.words import tokens

_LAST = "\U0010ffff"


class Jotting(NamedTuple):
    """A note or tag: the number of its brief, and its passage ("" for a tag of the whole brief)."""

    brief: int
    passage: str
    what: Literal["note", "tag"]
    text: str


class Jottings:
    """All notes and tags. Each text is looked into once, however many passages bear it."""

    def __init__(self, jottings: Iterable[Jotting] = ()) -> None:
        self._owners: dict[tuple[str, str], list[Jotting]] = {}
        for one in jottings:
            self._owners.setdefault((one.what, one.text), []).append(one)
        self._texts = list(self._owners)
        self._terms: dict[str, set[int]] = {}
        surfaces: dict[str, set[int]] = {}
        for number, (_, text) in enumerate(self._texts):
            for token in tokens(text):
                self._terms.setdefault(token.term, set()).add(number)
                surfaces.setdefault(token.surface, set()).add(number)
        self._surfaces = sorted(surfaces.items())

    def counts(self, leaf: Leaf) -> tuple[Numbers, Reals]:
        """The briefs with notes or tags in which a leaf stands, and how often."""
        found: dict[int, float] = {}
        seeker = Seeker([leaf])
        for number in self._near(leaf):
            what, text = self._texts[number]
            if places := len(matches(leaf, seeker.find(text))):
                for brief in {one.brief for one in self._owners[what, text]}:
                    found[brief] = found.get(brief, 0.0) + places
        if not found:
            return NONE, NO_COUNTS
        return np.array(list(found), np.int64), np.array(list(found.values()))

    def fitting(self, node: Node, what: str | None = None) -> list[Jotting]:
        """The notes or tags that fit by themselves."""
        wanted = [leaf for leaf, _ in leaves(node, negated=True)]
        seeker = Seeker(wanted)
        return [
            one
            for (kind, text), owners in self._owners.items()
            if what in (None, kind) and fits(node, seeker.find(text))
            for one in owners
        ]

    def of(self, leaf: Leaf, brief: int) -> Jotting | None:
        """The first note or tag of a brief in which a leaf stands."""
        seeker = Seeker([leaf])
        for number in sorted(self._near(leaf)):
            for one in self._owners[self._texts[number]]:
                if one.brief == brief and matches(leaf, seeker.find(one.text)):
                    return one
        return None

    def _near(self, leaf: Leaf) -> set[int]:
        """The texts that hold some word of a leaf: no other can hold the leaf."""
        return set().union(*(self._meeting(step) for step in leaf.steps()))

    def _meeting(self, step: Step) -> set[int]:
        found = set().union(*(self._terms.get(term, ()) for term in step.terms))
        if step.prefix:
            low = bisect_left(self._surfaces, (step.prefix,))
            high = bisect_left(self._surfaces, (step.prefix + _LAST,), low)
            found = found.union(*(numbers for _, numbers in self._surfaces[low:high]))
        if step.like:
            like = (n for word, n in self._surfaces if distance(step.like, word, step.edits) <= step.edits)
            found = found.union(*like)
        return found
