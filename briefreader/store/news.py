"""What other processes have changed since one last looked."""

from __future__ import annotations

from briefreader.records import Changes
from briefreader.store.database import Database

KEPT = 20_000


class News:
    """Triggers write one row for each change; `poll` reads those that are new to this connection."""

    def __init__(self, database: Database) -> None:
        self._db = database
        self._version = database.data_version()
        self._seen = self._newest()

    def poll(self) -> Changes:
        """What has changed by another connection's hand since the last call (some of it may be one's own). Costs next
        to nothing when nothing has."""
        version = self._db.data_version()
        if version == self._version:
            return Changes()
        self._version = version
        newest, oldest = self._newest(), self._db.value("SELECT min(seq) FROM changes") or 0
        put_back = self._db.one("SELECT 1 FROM changes WHERE seq > ? AND kind = 'all'", (self._seen,))
        if oldest > self._seen + 1 or newest < self._seen or put_back:
            self._seen = newest
            return Changes(everything=True, index=True)
        kinds = ("brief", "findings", "passage", "tag", "draft", "search")
        found: dict[str, set[str]] = {kind: set() for kind in kinds}
        for row in self._db.all("SELECT DISTINCT kind, id FROM changes WHERE seq > ?", (self._seen,)):
            found[row["kind"]].add(row["id"])
        self._seen = newest
        return Changes(
            frozenset(found["brief"]),
            frozenset(found["passage"]),
            frozenset(found["tag"]),
            frozenset(found["findings"]),
            index=bool(found["brief"]),
            drafts=frozenset(found["draft"]),
            searches=frozenset(found["search"]),
        )

    def prune(self) -> None:
        """Drop rows that every running process has long seen."""
        with self._db.write():
            self._db.run("DELETE FROM changes WHERE seq <= ?", (self._newest() - KEPT,))

    def _newest(self) -> int:
        return self._db.value("SELECT max(seq) FROM changes") or 0
