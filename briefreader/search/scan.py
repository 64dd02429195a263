"""The plain scan: the same answers as the index from the texts alone, while there is no index to ask."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from briefreader.search import bm25
from briefreader.search.arrays import NO_COUNTS, NONE, Mask, Numbers, Reals
from briefreader.search.evaluate import Evaluation, Known
from briefreader.search.matching import matches
from briefreader.search.results import Fitted, Found, IndexRow
from briefreader.search.schema import BODY, TITLE
from briefreader.search.seeking import Seeker
from briefreader.search.tree import Leaf, Node, Query, Within, children, leaves
from briefreader.search.words import telling_words


class Scanned:
    """What the leaves of a query were found to be in some texts: a source like the index (see evaluate.py)."""

    def __init__(self, query: Query, rows: Iterable[IndexRow]) -> None:
        wanted = tuple(dict.fromkeys(_wanted(query.tree)))
        seeker = Seeker(wanted)
        self.ids: list[str] = []
        self._found: dict[tuple[Leaf, str], tuple[list[int], list[int]]] = {}
        self._lengths: dict[str, list[int]] = {BODY: [], TITLE: []}
        for number, row in enumerate(rows):
            self.ids.append(row.id)
            for field, text, starts in ((BODY, row.text, row.starts), (TITLE, row.title, ())):
                self._lengths[field].append(telling_words(text))
                met = seeker.find(text, starts)
                for leaf in wanted if met else ():
                    if count := len(matches(leaf, met)):
                        numbers, counts = self._found.setdefault((leaf, field), ([], []))
                        numbers.append(number)
                        counts.append(count)
        self.size = len(self.ids)
        self._briefs = np.arange(self.size)
        self._all = self.size

    def number_briefs(self, numbers: dict[str, int]) -> None:
        """Which number each brief has elsewhere. Before it is called, briefs are numbered as they came."""
        self._briefs = np.fromiter((numbers.get(id_, -1) for id_ in self.ids), np.int64, self.size)
        self._all = len(numbers)

    def counts(self, leaf: Leaf, field: str) -> tuple[Numbers, Reals]:
        numbers, counts = self._found.get((leaf, field), (NONE, NO_COUNTS))
        return np.array(numbers, np.int64), np.array(counts, np.float64)

    def norms(self, field: str) -> Reals:
        lengths = self._lengths[field]
        average = sum(lengths) / self.size if self.size else 1.0
        return np.array([bm25.norm(length, average) for length in lengths], np.float64)

    def documents(self, briefs: Mask) -> Mask:
        return np.append(briefs, False)[self._briefs]

    def briefs(self, documents: Mask) -> Mask:
        mask = np.zeros(self._all + 1, np.bool_)
        mask[self._briefs[documents]] = True
        return mask[:-1]

    def documents_at(self, briefs: Numbers) -> Numbers:
        at = np.full(self._all + 1, -1, np.int64)
        at[self._briefs] = np.arange(self.size)
        return at[:-1][briefs]

    def fitted(self, query: Query, known: Known | None) -> Fitted:
        """The briefs that fit, by number, with their scores."""
        fits, scores = Evaluation(self, known).of(query.tree)
        chosen = np.flatnonzero(fits & (self._briefs >= 0))
        return Fitted(self._briefs[chosen], scores[chosen])


def scan(query: Query, rows: Iterable[IndexRow], limit: int = 20) -> Found:
    """The briefs among `rows` that fit `query`, ranked as the index ranks them. Reads every text once."""
    source = Scanned(query, rows)
    return source.fitted(query, None).best(source.ids, limit)


def _wanted(node: Node) -> Iterable[Leaf]:
    """Every leaf the evaluation may ask for: those inside quotes as well."""
    for leaf, _ in leaves(node, negated=True):
        yield leaf
    for part in children(node):
        if isinstance(part, Within):
            yield from (leaf for leaf, _ in leaves(part.part, negated=True))
