"""Keeping the index in step with the store, and answering from it; or without it, from the texts themselves."""

from __future__ import annotations

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.jobs import Job, Progress
from briefreader.records import Changes, Choice, Hit, Order, SearchResult
from briefreader.service import lazily
from briefreader.store import IndexText, Store

if TYPE_CHECKING:
    from briefreader.search import index, matching, query, results, scan, snippets, tree
else:
    index = lazily.module("briefreader.search.index")
    matching = lazily.module("briefreader.search.matching")
    query = lazily.module("briefreader.search.query")
    results = lazily.module("briefreader.search.results")
    scan = lazily.module("briefreader.search.scan")
    snippets = lazily.module("briefreader.search.snippets")

_BATCH = 64  # briefs a commit
_SCANNED = "There is no sound search index; the texts themselves were searched."

logger = logging.getLogger(__name__)


class Indexing:
    """The index of one library."""

    def __init__(self, store: Store, folder: Path) -> None:
        self._store = store
        self._folder = folder
        self._opened: index.SearchIndex | None = None

    @property
    def _index(self) -> index.SearchIndex:
        if self._opened is None:
            self._opened = index.SearchIndex(self._folder)
        return self._opened

    def drain(self) -> Job[int]:
        """Tell the index of every brief that has changed; makes it anew when it is missing or unusable. Returns how
        many briefs it was told of. Stopped or killed at any point, the next call goes on where this one ended."""
        if self._index.state() != "ready":
            return (yield from self.rebuild())
        try:
            return (yield from self._told())
        except results.NeedsRebuild as reason:  # damage may show only where it is written
            logger.warning("index found %s while it was written", reason.state)
            return (yield from self.rebuild())

    def _told(self) -> Job[int]:
        done = 0
        while waiting := self._store.outbox.take(_BATCH):
            yield Progress(done, done + len(self._store.outbox), "index")
            rows = [_row(text) for text in self._store.briefs.index_texts([one.brief for one in waiting])]
            there = {row.id for row in rows}
            self._take_out([one.brief for one in waiting if one.brief not in there])
            if rows:
                self._index.update(rows)
            self._store.outbox.done(waiting)
            done += len(waiting)
            yield Progress(done, done + len(self._store.outbox), "index", Changes(index=True))
        return done

    def _take_out(self, gone: Sequence[str]) -> None:
        """Take briefs out of the index; of those the library has forgotten, which another process may have put back
        while they were being forgotten, not a word stays in its files."""
        known = {brief.id for brief in self._store.briefs.some(gone)}
        strangers = [brief for brief in gone if brief not in known]
        if strangers:
            indexed = self._index.fingerprints()
            self._index.delete([brief for brief in strangers if brief in indexed], purge=True)
        self._index.delete(known)

    def rebuild(self) -> Job[int]:
        """Make the index anew beside the old one, then put it in its place."""
        waiting = self._store.outbox.take(1_000_000)
        texts = (_row(text) for text in self._store.briefs.index_texts())
        count = yield from self._index.rebuild(texts, len(self._store.briefs.hashes()))
        self._store.outbox.done(waiting)
        yield Progress(count, count, "index", Changes(index=True))
        return count

    def reconcile(self) -> int:
        """Enter into the outbox whatever the index has otherwise than the store; returns how many briefs that were."""
        if self._index.state() != "ready":
            return 0
        wanted = {brief: results.fingerprint(*one) for brief, one in self._store.briefs.hashes().items()}
        there = self._index.fingerprints()
        wrong = {brief for brief in wanted.keys() | there.keys() if wanted.get(brief) != there.get(brief)}
        self._store.outbox.enter(wrong)
        return len(wrong)

    def purge(self, brief: str) -> None:
        """Take a brief's words out of the index's files at once. An index that is not sound goes as a whole."""
        try:
            self._index.delete([brief], purge=True)
        except results.NeedsRebuild:
            self._index.discard()

    def check(self) -> str:
        """What is wrong with the index, "" when nothing."""
        state = self._index.state()
        return self._index.check() if state == "ready" else f"it is {state}"

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
        """The briefs that fit `words`, best first, one hit each. Raises SearchError when they hold nothing to seek."""
        began = time.perf_counter()
        asked = query.parse(words, typing=typing)
        notice, scanned = asked.notice, False
        try:
            found = self._index.search(asked, limit)
        except results.NeedsRebuild as reason:
            logger.info("searched without the index: %s", reason.state)
            found = scan.scan(asked, map(_row, self._store.briefs.index_texts()), limit)
            scanned = bool(self._store.briefs.hashes())  # an empty library needs no index
            notice = " ".join(filter(None, (notice, _SCANNED if scanned else "")))
        hits = tuple(self._hits(asked, found.ranked))
        briefs = len(self._store.briefs.hashes())
        return SearchResult(
            words,
            found.total,
            hits,
            found.suggestion,
            notice,
            time.perf_counter() - began,
            scanned,
            indexed=briefs - len(self._store.outbox),
            briefs=briefs,
            order=order,
            places=sum(hit.matches for hit in hits),
        )

    def highlights(self, brief: str, words: str, *, typing: bool = False) -> tuple[tuple[int, int], ...]:
        """Where `words` stand in one brief."""
        document = self._store.briefs.document(brief)
        starts = [block.start for block in document.blocks]
        return tuple(matching.highlights(document.text, query.parse(words, typing=typing), starts))

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()

    def _hits(self, asked: tree.Query, ranked: Iterable[tuple[str, float]]) -> Iterator[Hit]:
        for brief, score in ranked:
            known = next(iter(self._store.briefs.some([brief])), None)
            if known is None or known.state != "ready":
                continue  # removed since the index was last told
            pieces, matches = snippets.make(self._store.briefs.document(brief), asked)
            yield Hit(brief, known.path, known.title, score, pieces, matches)


def _row(text: IndexText) -> results.IndexRow:
    mark = results.fingerprint(text.text_hash, text.title)
    return results.IndexRow(text.id, text.title, text.text, text.starts, mark)
