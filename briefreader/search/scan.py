"""The plain scan: the same answers as the index from the texts alone, while there is no index to ask."""

from __future__ import annotations

import heapq
from collections.abc import Iterable
from functools import partial

from briefreader.search import bm25
from briefreader.search.matching import Seeker, fits, matches, score
from briefreader.search.results import Found, IndexRow
from briefreader.search.tree import Query, Words, leaves
from briefreader.search.words import telling_words


def scan(query: Query, rows: Iterable[IndexRow], limit: int = 20) -> Found:
    """The briefs among `rows` that fit `query`, ranked as the index ranks them. Reads every text once."""
    wanted = list(dict.fromkeys(words for words, _ in leaves(query.tree, negated=True)))
    seeker = Seeker(step for words in wanted for step in words.steps())
    having: dict[tuple[Words, bool], int] = {}
    fitting: list[tuple[str, list[dict[Words, int]], tuple[int, int]]] = []
    briefs = 0
    totals = [0, 0]
    for row in rows:
        counts: list[dict[Words, int]] = []
        lengths: list[int] = []
        for field, (text, starts) in enumerate(((row.text, row.starts), (row.title, ()))):
            met = seeker.find(text, starts)
            length = telling_words(text)
            count = {words: len(matches(words, met)) for words in wanted} if met else {}
            for words, places in count.items():
                if places:
                    having[words, bool(field)] = having.get((words, bool(field)), 0) + 1
            counts.append(count)
            lengths.append(length)
            totals[field] += length
        briefs += 1
        if fits(query.tree, counts[0], counts[1]):
            fitting.append((row.id, counts, (lengths[0], lengths[1])))
    averages = [total / briefs if briefs else 1.0 for total in totals]

    def leaf(words: Words, titled: bool, counts: list[dict[Words, int]], lengths: tuple[int, int]) -> float:
        total = 0.0
        for field in (1,) if titled else (0, 1):
            if places := counts[field].get(words):
                rarity = bm25.rarity(briefs, having[words, bool(field)])
                damping = bm25.norm(lengths[field], averages[field])
                total += (bm25.TITLE_BOOST if field else 1.0) * rarity * bm25.weight(places, damping)
        return total

    ranked = heapq.nlargest(
        limit,
        (
            (score(query.tree, counts[0], counts[1], partial(leaf, counts=counts, lengths=lengths)), id_)
            for id_, counts, lengths in fitting
        ),
    )
    return Found(len(fitting), tuple((id_, points) for points, id_ in ranked))
