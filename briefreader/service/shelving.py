"""The search's shelf (what is known of briefs beside their texts), kept in step with the store."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from briefreader.service import lazily
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import shelf
else:
    shelf = lazily.module("briefreader.search.shelf")


class Shelving:
    """The shelf of one library: read from the store when it is first asked for, then whatever has changed."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._shelf: shelf.Shelf | None = None
        self._moment = 0
        self._jotted: list[tuple[str, str, str, str | None]] = []

    def current(self) -> shelf.Shelf:
        """The shelf as the store is now."""
        facts = self._store.facts
        moment = facts.moment()
        if self._shelf is not None and moment == self._moment:
            return self._shelf
        with self._store.snapshot():
            moment = facts.moment()
            changed, jotted = facts.since(self._moment if self._shelf is not None else 0)
            if self._shelf is None:
                self._shelf = shelf.Shelf(self._spoken)
            if changed is None or changed:
                self._take(self._shelf, changed)
            if jotted:
                self._jot(self._shelf, anew=changed is None)
        self._moment = moment
        return self._shelf

    def _take(self, there: shelf.Shelf, changed: Sequence[str] | None) -> None:
        facts = self._store.facts
        cards = [
            shelf.Card(
                row["id"],
                row["path"],
                row["title"],
                row["format"],
                row["date"],
                row["author"],
                bool(row["read"]),
                row["added"],
                row["pages"] is not None,
                bool(row["analysed"]),
            )
            for row in facts.briefs(changed)
        ]
        names = ((row["brief"], row["type"], row["name"], row["country"]) for row in facts.names(changed))
        speakers = ((row["brief"], row["speaker"]) for row in facts.speakers(changed))
        there.take(cards, names, speakers, changed)
        there.group([group[::-1] for group in self._store.sketches.families()])

    def _jot(self, there: shelf.Shelf, anew: bool) -> None:
        rows = [(row["brief"], row["passage"], row["note"], row["tag"]) for row in self._store.facts.jottings()]
        if anew or rows != self._jotted:
            there.jot(rows)
            self._jotted = rows
        else:
            there.forget_answers()

    def _spoken(self, briefs: Sequence[str]) -> Iterator[tuple[str, str, str]]:
        for row in self._store.facts.quotes(briefs):
            yield row["brief"], row["speaker"] or "", row["text"]
