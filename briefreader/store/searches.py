"""The searches a user keeps, and the names and terms watched for: kept, changed and removed as steps of undo."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence

from briefreader.errors import NotFound
from briefreader.records import Changes, Choice, KeptSearch, Order
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Journal


class Searches:
    """The kept searches and the watch list of one library."""

    def __init__(self, database: Database, journal: Journal) -> None:
        self._db = database
        self._journal = journal

    def keep(self, name: str, query: str, choices: Sequence[Choice], order: Order) -> tuple[KeptSearch, Changes]:
        """Keep a search; what its answer is now counts as seen."""
        at = now()
        row = {
            "id": str(uuid.uuid4()),
            "name": name,
            "query": query,
            "choices": json.dumps([[choice.field, choice.value] for choice in choices], ensure_ascii=False),
            "ordering": order,
            "pinned": 0,
            "created": at,
            "seen": at,
        }
        with self._journal.action(f"Keep the search “{name}”") as action:
            action.insert("searches", row)
        return self.get(str(row["id"])), action.changes

    def all(self) -> list[KeptSearch]:
        """Every kept search: the pinned ones first, then by name."""
        rows = self._db.all("SELECT * FROM searches ORDER BY pinned DESC, name COLLATE NOCASE, created")
        return [_kept(row) for row in rows]

    def get(self, search: str) -> KeptSearch:
        """The search with this id. Raises NotFound."""
        row = self._db.one("SELECT * FROM searches WHERE id = ?", (search,))
        if row is None:
            raise NotFound("There is no such search.", "See: briefreader searches")
        return _kept(row)

    def rename(self, search: str, name: str) -> Changes:
        """Raises NotFound."""
        return self._set(search, f"Rename the search to “{name}”", name=name)

    def pin(self, search: str, pinned: bool) -> Changes:
        """Raises NotFound."""
        return self._set(search, "Pin a search" if pinned else "Unpin a search", pinned=int(pinned))

    def remove(self, search: str) -> Changes:
        """Raises NotFound."""
        name = self.get(search).name
        with self._journal.action(f"Remove the search “{name}”") as action:
            action.delete("searches", {"id": search})
        return action.changes

    def seen(self, search: str) -> Changes:
        """Its answer has been looked at. This is no step of undo. Raises NotFound."""
        self.get(search)
        with self._db.write():
            self._db.run("UPDATE searches SET seen = ? WHERE id = ?", (now(), search))
        return Changes(searches=frozenset({search}))

    def watched(self) -> list[str]:
        """The terms of the watch list, as they were given."""
        return [row["term"] for row in self._db.all("SELECT term FROM watched ORDER BY rowid")]

    def watch(self, terms: Iterable[str]) -> Changes:
        """Watch for these and no others."""
        wanted = list(dict.fromkeys(terms))
        there = set(self.watched())
        with self._journal.action("Change the watch list") as action:
            for term in there.difference(wanted):
                action.delete("watched", {"term": term})
            for term in wanted:
                if term not in there:
                    action.insert("watched", {"term": term, "added": now()})
        return action.changes

    def _set(self, search: str, label: str, **values: object) -> Changes:
        self.get(search)
        with self._journal.action(label) as action:
            action.update("searches", {"id": search}, values)
        return action.changes


def _kept(row: Row) -> KeptSearch:
    choices = tuple(Choice(field, value) for field, value in json.loads(row["choices"]))
    return KeptSearch(
        row["id"], row["name"], row["query"], choices, row["ordering"], bool(row["pinned"]), row["created"], row["seen"]
    )
