"""Keeping the index in step with the store, and asking it; or without it, the texts themselves."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefreader.jobs import Job, Progress
from briefreader.records import Changes
from briefreader.service import lazily
from briefreader.store import IndexText, Store

if TYPE_CHECKING:
    from briefreader.search import index, results, scan, shelf, tree
else:
    index = lazily.module("briefreader.search.index")
    results = lazily.module("briefreader.search.results")
    scan = lazily.module("briefreader.search.scan")

_BATCH = 64  # briefs a commit

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

    def waiting(self) -> int:
        """How many briefs the index has yet to be told of."""
        return len(self._store.outbox)

    def fitted(self, asked: tree.Query, there: shelf.Shelf) -> tuple[results.Fitted, str | None, bool]:
        """All briefs that fit, by their numbers on the shelf; a better spelling when there are none; and whether the
        texts themselves had to be read, which an empty library does without an index as well."""
        try:
            return (*self._index.fitted(asked, there, there.numbers), False)
        except results.NeedsRebuild as reason:
            logger.info("searched without the index: %s", reason.state)
        scanned = scan.Scanned(asked, map(_row, self._store.briefs.index_texts()))
        scanned.number_briefs(there.numbers)
        return scanned.fitted(asked, there), None, scanned.size > 0

    def shares(self, leaves: Sequence[tree.Leaf], there: shelf.Shelf, brief: str) -> list[float]:
        """What each leaf adds to the score of a brief; nothing while there is no index."""
        try:
            return self._index.leaves(leaves, there, there.numbers, there.numbers.get(brief, -1))
        except results.NeedsRebuild:
            return [0.0] * len(leaves)

    def close(self) -> None:
        if self._opened is not None:
            self._opened.close()


def _row(text: IndexText) -> results.IndexRow:
    mark = results.fingerprint(text.text_hash, text.title)
    return results.IndexRow(text.id, text.title, text.text, text.starts, mark)
