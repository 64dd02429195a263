"""A query tree answered: which briefs fit, and with what score. One rule for the index and for the plain scan, which
differ only in where the counts come from.

Each part of a query is a flag and a score for every document at once; AND, OR and NOT are then one step each. The
ranking is BM25 (`bm25.py`): a leaf is one term, its count in a brief the number of its places.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple, Protocol

import numpy as np

from briefreader.search import bm25
from briefreader.search.arrays import Mask, Numbers, Reals
from briefreader.search.schema import BODY, TITLE
from briefreader.search.tree import And, Leaf, Near, Node, Not, Or, Title, Where, Within, Words, relaxed

_FIELDS = (BODY, TITLE)


class Source(Protocol):
    """Where texts are looked into. Its documents are numbered in its own way."""

    size: int

    def counts(self, leaf: Leaf, field: str) -> tuple[Numbers, Reals]:
        """The documents a leaf stands in, each once, and in how many places."""
        ...

    def norms(self, field: str) -> Reals:
        """For each document, how much its length dampens counts."""
        ...

    def documents(self, briefs: Mask) -> Mask:
        """The documents of some briefs, numbered as the `Known` do."""
        ...

    def briefs(self, documents: Mask) -> Mask:
        """The other way round."""
        ...

    def documents_at(self, briefs: Numbers) -> Numbers:
        """The document of each of `briefs`; -1 for one that has none."""
        ...


class Known(Protocol):
    """What is known of briefs beside their texts."""

    def where(self, node: Where) -> Mask: ...

    def within(self, node: Within, among: Mask | None) -> Mask:
        """The briefs that fit, of those `among` which alone can."""
        ...

    def noted(self, leaf: Leaf) -> tuple[Numbers, Reals]:
        """The briefs with notes and tags in which a leaf stands, and in how many."""
        ...


class Fitting(NamedTuple):
    """For each document, whether it fits, and its score."""

    fits: Mask
    scores: Reals


class Evaluation:
    """One source with what is known of its briefs."""

    def __init__(self, source: Source, known: Known | None) -> None:
        self._source = source
        self._known = known

    def of(self, node: Node, fields: tuple[str, ...] = _FIELDS) -> Fitting:
        match node:
            case Words() | Near():
                return self.leaf(node, fields)
            case Title(part):
                return self.of(part, (TITLE,))
            case Or(parts):
                return self._any_of(self.of(part, fields) for part in parts)
            case And(parts):
                return self._all_of(parts, fields)
            case Not(part):
                return self._plain(~self.of(part, fields).fits)
            case Where():
                known = self._known
                return self._plain(self._source.documents(known.where(node)) if known else self._none())
            case Within():
                return self._plain(self._within(node))

    def leaf(self, leaf: Leaf, fields: tuple[str, ...] = _FIELDS) -> Fitting:
        fits, scores = self._plain(self._none())
        for field in fields:
            numbers, counts = self._source.counts(leaf, field)
            if len(numbers):
                boost = bm25.TITLE_BOOST if field == TITLE else 1.0
                factor = boost * bm25.rarity(self._source.size, len(numbers)) * (bm25.K1 + 1.0)
                scores[numbers] += factor * counts / (counts + self._source.norms(field)[numbers])
                fits[numbers] = True
        if fields == _FIELDS and self._known is not None:
            briefs, counts = self._known.noted(leaf)
            numbers = self._source.documents_at(briefs)
            counts, numbers = counts[numbers >= 0], numbers[numbers >= 0]
            if len(numbers):
                factor = bm25.rarity(self._source.size, len(numbers)) * (bm25.K1 + 1.0)
                scores[numbers] += factor * counts / (counts + bm25.K1)
                fits[numbers] = True
        return Fitting(fits, scores)

    def _any_of(self, parts: Iterable[Fitting]) -> Fitting:
        fits, scores = self._plain(self._none())
        for part in parts:
            fits |= part.fits
            scores += part.scores
        return Fitting(fits, scores)

    def _all_of(self, parts: Iterable[Node], fields: tuple[str, ...]) -> Fitting:
        fits, scores = self._plain(~self._none())
        for part in parts:
            found = self.of(part, fields)
            fits &= found.fits
            scores += found.scores
        scores[~fits] = 0.0
        return Fitting(fits, scores)

    def _within(self, node: Within) -> Mask:
        if self._known is None:
            return self._none()
        among: Mask | None = None
        needed = relaxed(node.part)
        if node.what == "said" and needed is not None:
            among = self._source.briefs(self.of(needed, (BODY,)).fits)
        return self._source.documents(self._known.within(node, among))

    def _none(self) -> Mask:
        return np.zeros(self._source.size, np.bool_)

    def _plain(self, fits: Mask) -> Fitting:
        return Fitting(fits, np.zeros(self._source.size))
