"""A search answered: the index (or the texts themselves) and the shelf asked, the briefs in order, a hit for each."""

from __future__ import annotations

import logging
import time
from collections import OrderedDict
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from briefreader.errors import NotFound
from briefreader.records import Choice, Hit, Order, SearchResult, Snippet, Where
from briefreader.service import lazily
from briefreader.service.indexing import Indexing
from briefreader.service.places import places_asked
from briefreader.service.shelving import Shelving
from briefreader.store import Store
from briefreader.text.document import Document

if TYPE_CHECKING:
    import numpy as np

    from briefreader.search import arrays, facets, jottings, matching, query, results, seeking, shelf, snippets, tree
else:
    np = lazily.module("numpy")
    facets = lazily.module("briefreader.search.facets")
    matching = lazily.module("briefreader.search.matching")
    seeking = lazily.module("briefreader.search.seeking")
    query = lazily.module("briefreader.search.query")
    results = lazily.module("briefreader.search.results")
    snippets = lazily.module("briefreader.search.snippets")
    tree = lazily.module("briefreader.search.tree")

_SCANNED = "There is no sound search index; the texts themselves were searched."
_PARAGRAPH = 900  # characters around a place that is looked at closely
_KEPT = 400  # documents
_KEPT_CHARACTERS = 8_000_000

logger = logging.getLogger(__name__)


class Answering:
    """Answers searches of one library."""

    def __init__(self, store: Store, indexing: Indexing, shelving: Shelving) -> None:
        self._store = store
        self._indexing = indexing
        self._shelving = shelving
        self._documents: OrderedDict[str, tuple[str, Document]] = OrderedDict()
        self._characters = 0

    def read(self, words: str, *, typing: bool = False) -> tree.Query:
        """What `words` mean in this library. Raises SearchError when they hold nothing to seek."""
        return query.parse(words, typing=typing, aliases=self._store.facts.called)

    def search(
        self,
        words: str,
        limit: int,
        *,
        typing: bool = False,
        choices: Sequence[Choice] = (),
        order: Order = "best",
        offset: int = 0,
    ) -> SearchResult:
        """The briefs that fit `words` and `choices`, from the `offset`th on in `order`, one hit each.

        Raises SearchError when the words hold nothing to seek.
        """
        began = time.perf_counter()
        asked = self.read(words, typing=typing)
        there = self._shelving.current()
        fits, scores, suggestion, scanned = self.fitting(asked, there)
        narrow = facets.narrowed(there, fits, choices)
        chosen = there.drafts.among(narrow)
        hits = self._hits(asked, there, scores, _in_order(chosen, scores, there, order, limit, offset))
        notice = " ".join(filter(None, (asked.notice, _SCANNED if scanned else "")))
        waiting = 0 if scanned else self._indexing.waiting()
        return SearchResult(
            words,
            len(chosen),
            hits,
            suggestion,
            notice,
            time.perf_counter() - began,
            scanned,
            facets.facets(there, fits, choices),
            len(there) - min(waiting, len(there)),
            len(there),
            order,
            sum(hit.matches for hit in hits),
            asked.problem,
        )

    def fitting(self, asked: tree.Query, there: shelf.Shelf) -> tuple[arrays.Mask, arrays.Reals, str | None, bool]:
        """For each brief on the shelf whether it fits, and its score; a better spelling; whether the texts themselves
        were read, for want of an index."""
        fitted, suggestion, scanned = self._indexing.fitted(asked, there)
        fits = np.zeros(there.size, np.bool_)
        scores = np.zeros(there.size)
        fits[fitted.numbers] = True
        scores[fitted.numbers] = fitted.scores
        return fits & there.there, scores, suggestion, scanned

    def briefs(self, words: str) -> list[str]:
        """The ids of all briefs that fit `words`. Raises SearchError."""
        there = self._shelving.current()
        fits = self.fitting(self.read(words), there)[0]
        return [brief for brief, number in there.numbers.items() if fits[number]]

    def highlights(self, brief: str, words: str, *, typing: bool = False) -> tuple[tuple[int, int], ...]:
        """Where `words` stand in one brief, with the quotes and names they ask for."""
        asked = self.read(words, typing=typing)
        document = self.document(brief)
        starts = [block.start for block in document.blocks]
        more = places_asked(self._store, self._shelving.current(), asked, brief)
        found = [(start, end) for start, end, _ in matching.places(document.text, asked, starts)]
        return tuple(matching.merged(sorted([*found, *more])))

    def snippets(self, brief: str, words: str, limit: int, *, typing: bool = False) -> tuple[Snippet, ...]:
        """All places of `words` in one brief, at most `limit`, in the order of the text."""
        asked = self.read(words, typing=typing)
        more = places_asked(self._store, self._shelving.current(), asked, brief)
        pieces, matches = snippets.make(self.document(brief), asked, limit, more=more)
        quotes = self._quotes([brief]).get(brief, ())
        return tuple(_spoken(piece, quotes) for piece in sorted(pieces, key=lambda p: p.start)) if matches else ()

    def around(self, brief: str, start: int, end: int, words: str) -> Snippet:
        """The span with the paragraph it stands in. `highlights` are the places of `words` in it, else the span."""
        piece = snippets.around(self.document(brief), start, end, _PARAGRAPH)
        marks = self.highlights(brief, words, typing=True) if words else ()
        inside = tuple((max(a, piece.start), min(b, piece.end)) for a, b in marks if a < piece.end and b > piece.start)
        spoken = _spoken(piece, self._quotes([brief]).get(brief, ()))
        return replace(spoken, highlights=inside or piece.highlights)

    def document(self, brief: str) -> Document:
        """A brief's document, kept while it is asked for again and again, as it is with each letter typed."""
        return self._document(brief, self._store.briefs.text_hash(brief))

    def _document(self, brief: str, digest: str) -> Document:
        """A brief's document, whose text has the hash `digest`."""
        known = self._documents.get(brief)
        if known is not None and known[0] == digest:
            self._documents.move_to_end(brief)
            return known[1]
        document = self._store.briefs.document(brief)
        self._drop(brief)
        self._documents[brief] = digest, document
        self._characters += len(document.text)
        while len(self._documents) > 1 and (len(self._documents) > _KEPT or self._characters > _KEPT_CHARACTERS):
            self._drop(next(iter(self._documents)))
        return document

    def _drop(self, brief: str) -> None:
        if brief in self._documents:
            self._characters -= len(self._documents.pop(brief)[1].text)

    def _hits(
        self, asked: tree.Query, there: shelf.Shelf, scores: arrays.Reals, numbers: Sequence[int]
    ) -> tuple[Hit, ...]:
        ids = [there.cards[number].id for number in numbers]
        spoken = self._quotes(ids)
        digests = self._store.briefs.text_hashes(ids)
        made = []
        for number in numbers:
            card = there.cards[number]
            try:
                document = self._document(card.id, digests.get(card.id, ""))
            except NotFound:
                continue  # forgotten a moment ago
            pieces, matches, where = self._pieces(asked, there, number, document)
            pieces = tuple(_spoken(piece, spoken.get(card.id, ())) for piece in pieces)
            score, draft = float(scores[number]), there.drafts.said(number)
            made.append(Hit(card.id, card.path, card.title, score, pieces, matches, where, draft))
        return tuple(made)

    def _quotes(self, briefs: Sequence[str]) -> dict[str, list[tuple[int, int, str, bool]]]:
        """By brief, the quotes that have a speaker: start, end, speaker, whether that is inferred."""
        spoken: dict[str, list[tuple[int, int, str, bool]]] = {}
        for row in self._store.facts.quotes(briefs):
            if row["speaker"]:
                quote = row["start"], row["end"], row["speaker"], row["attribution"] == "inferred"
                spoken.setdefault(row["brief"], []).append(quote)
        return spoken

    def _pieces(
        self, asked: tree.Query, there: shelf.Shelf, number: int, document: Document
    ) -> tuple[tuple[Snippet, ...], int, Where]:
        """The snippets of a brief, how many matches they are of, and where those stand."""
        more = places_asked(self._store, there, asked, there.cards[number].id)
        pieces, matches = snippets.make(document, asked, more=more)
        if matches:
            return pieces, matches, "text"
        jotted = _jotting(asked, there, number)
        if jotted is None:
            return pieces, 0, "title" if _in_title(asked, there.cards[number].title) else "text"
        passage = self._store.passages.find(jotted.passage) if jotted.passage else None
        if passage is not None and passage.start is not None and passage.end is not None:
            pieces = (snippets.around(document, passage.start, passage.end),)
        return pieces, 1, jotted.what


def _in_order(
    chosen: arrays.Numbers, scores: arrays.Reals, there: shelf.Shelf, order: Order, limit: int, offset: int
) -> list[int]:
    """The numbers of the briefs to be shown."""
    worth = scores[chosen] if order == "best" else -there.rank(order)[chosen].astype(np.float64)
    found: list[int] = chosen[results.top(worth, offset + limit)[offset:]].tolist()
    return found


def _spoken(piece: Snippet, quotes: Sequence[tuple[int, int, str, bool]]) -> Snippet:
    """`piece` with the speaker of the quote its first match stands in."""
    at = piece.highlights[0][0] if piece.highlights else -1
    found = next(((speaker, inferred) for start, end, speaker, inferred in quotes if start <= at < end), None)
    return replace(piece, quote=found[0], inferred=found[1]) if found else piece


def _jotting(asked: tree.Query, there: shelf.Shelf, number: int) -> jottings.Jotting | None:
    """The note or tag for which a brief fits."""
    for node in tree.asked(asked.tree):
        if isinstance(node, tree.Within) and node.what == "note":
            return next((one for one in there.jottings.fitting(node.part, "note") if one.brief == number), None)
    leaves = [leaf for leaf, titled in tree.leaves(asked.tree) if not titled]
    return next((found for leaf in leaves if (found := there.jottings.of(leaf, number))), None)


def _in_title(asked: tree.Query, title: str) -> bool:
    leaves = [leaf for leaf, _ in tree.leaves(asked.tree)]
    met = seeking.Seeker(leaves).find(title)
    return any(matching.matches(leaf, met) for leaf in leaves)
