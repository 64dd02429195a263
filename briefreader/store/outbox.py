"""The outbox: which briefs the index has yet to be told of. Triggers fill it as part of each change to a brief."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from briefreader.store.database import Database


@dataclass(frozen=True, slots=True)
class Waiting:
    """A brief to be put into the index or taken out; `seq` is the newest entry that speaks of it."""

    brief: str
    seq: int


class Outbox:
    def __init__(self, database: Database) -> None:
        self._db = database

    def take(self, limit: int) -> list[Waiting]:
        """The briefs that have waited longest, each once. They stay until `done`."""
        rows = self._db.all(
            "SELECT brief, max(seq) AS seq FROM index_outbox GROUP BY brief ORDER BY min(seq) LIMIT ?", (limit,)
        )
        return [Waiting(row["brief"], row["seq"]) for row in rows]

    def done(self, taken: Iterable[Waiting]) -> None:
        """The index has them, on disk; what was entered meanwhile waits on."""
        with self._db.write():
            self._db.run_many(
                "DELETE FROM index_outbox WHERE brief = ? AND seq <= ?", ((one.brief, one.seq) for one in taken)
            )

    def enter(self, briefs: Iterable[str]) -> None:
        with self._db.write():
            self._db.run_many("INSERT INTO index_outbox (brief) VALUES (?)", ((brief,) for brief in briefs))

    def clear(self) -> None:
        with self._db.write():
            self._db.run("DELETE FROM index_outbox")

    def __len__(self) -> int:
        return int(self._db.value("SELECT count(DISTINCT brief) FROM index_outbox"))
