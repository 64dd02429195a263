"""The ranking: BM25 (Robertson and Zaragoza, 2009) over text and title, in the form Whoosh gives it.

A leaf of the query (a word in all its forms, a phrase, a prefix with its completions) is one term: its count in a
brief is the number of its places, its frequency the number of briefs that have any.
"""

from __future__ import annotations

from math import log

K1 = 1.2
B = 0.75
TITLE_BOOST = 1.0  # a title is short, which already lifts it; judged searches (Cranfield, CISI) lose by more


def rarity(briefs: int, with_leaf: int) -> float:
    """The inverse document frequency."""
    return log(max(briefs, 1) / (with_leaf + 1)) + 1.0


def norm(length: float, average: float) -> float:
    """How much a text of `length` telling words dampens counts, the average being `average`."""
    return K1 * ((1.0 - B) + B * length / (average or 1.0))


def weight(count: float, damping: float) -> float:
    """A count's part in the score, to be multiplied by the rarity."""
    return count * (K1 + 1.0) / (count + damping)
