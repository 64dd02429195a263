"""Asks the index for the words of a text, as they are, instead of for a query someone typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from briefreader.errors import SearchError
from briefreader.service import lazily
from briefreader.service.answering import Answering
from briefreader.service.shelving import Shelving

if TYPE_CHECKING:
    import numpy as np

    from briefreader.search import query, results, snippets, tree, words
else:
    np = lazily.module("numpy")
    query = lazily.module("briefreader.search.query")
    results = lazily.module("briefreader.search.results")
    snippets = lazily.module("briefreader.search.snippets")
    words = lazily.module("briefreader.search.words")

_MOST = 60  # words of a text that are asked for


class Wording:
    """What briefs hold the words of a text."""

    def __init__(self, answering: Answering, shelving: Shelving) -> None:
        self._answering = answering
        self._shelving = shelving

    def words_of(self, text: str) -> list[str]:
        """The different words of a text that tell something, the first of them."""
        found = [token.surface for token in words.tokens(text) if words.telling(token)]
        return list(dict.fromkeys(found))[:_MOST]

    def with_all(self, wanted: list[str]) -> list[str]:
        """The briefs that hold all these words, in any form."""
        return self._best(" ".join(map(_quoted, wanted)), None)

    def with_most(self, wanted: list[str], limit: int) -> list[str]:
        """The briefs that hold the most telling of these words, the best first."""
        return self._best(" OR ".join(map(_quoted, wanted)), limit)

    def places(self, wanted: list[str], limit: int) -> list[tuple[str, float, tuple[int, int]]]:
        """The best briefs for these words: (brief, score, the span of it that holds most of them)."""
        asked = _parsed(" OR ".join(map(_quoted, wanted)))
        if asked is None:
            return []
        there = self._shelving.current()
        fits, scores, _, _ = self._answering.fitting(asked, there)
        chosen = np.flatnonzero(fits)
        found = []
        for number in chosen[results.top(scores[chosen], limit)].tolist():
            brief = there.cards[number].id
            pieces, _ = snippets.make(self._answering.document(brief), asked, limit=1)
            found.append((brief, float(scores[number]), (pieces[0].start, pieces[0].end)))
        return found

    def _best(self, asked_for: str, limit: int | None) -> list[str]:
        asked = _parsed(asked_for)
        if asked is None:
            return []
        there = self._shelving.current()
        fits, scores, _, _ = self._answering.fitting(asked, there)
        chosen = np.flatnonzero(fits)
        best = chosen[results.top(scores[chosen], len(chosen) if limit is None else limit)]
        return [there.cards[number].id for number in best.tolist()]


def _parsed(asked_for: str) -> tree.Query | None:
    try:
        return query.parse(asked_for)
    except SearchError:
        return None


def _quoted(word: str) -> str:
    return f'"{word}"'
