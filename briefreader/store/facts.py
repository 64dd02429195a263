"""What searches filter and count by: a few columns of every brief, of its findings and of what the user made of it.

Read once as a whole, then again for the briefs that have changed; `changes` tells which.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from briefreader.store.database import Database, Row

_NOT_NAMES = "('date', 'money')"
_MANY = 500  # briefs; from there on everything is read anew


class Facts:
    """The facts of one library, and what of them has changed since a moment."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def moment(self) -> int:
        """The newest change; to be kept and given to `since`."""
        return self._db.value("SELECT max(seq) FROM changes") or 0

    def since(self, moment: int) -> tuple[list[str] | None, bool]:
        """The briefs that have changed since, None for all of them; and whether passages or tags have."""
        oldest = self._db.value("SELECT min(seq) FROM changes") or 0
        if not moment or oldest > moment + 1:
            return None, True
        rows = self._db.all("SELECT DISTINCT kind, id FROM changes WHERE seq > ?", (moment,))
        briefs = {row["id"] for row in rows if row["kind"] in ("brief", "findings")}
        jotted = any(row["kind"] in ("passage", "tag", "brief") for row in rows)
        return (None if len(briefs) > _MANY else sorted(briefs)), jotted

    def briefs(self, ids: Sequence[str] | None = None) -> list[Row]:
        """The briefs that can be read: id, path, title, format, date, author, read, added, pages, analysed."""
        return self._of(
            "SELECT briefs.id, path, title, format, date, author, read, added, pages, "
            "findings.brief IS NOT NULL AS analysed FROM briefs LEFT JOIN findings ON findings.brief = briefs.id "
            "WHERE state = 'ready' AND briefs.version IS NOT NULL",
            "briefs.id",
            ids,
        )

    def names(self, ids: Sequence[str] | None = None) -> list[Row]:
        """Each name in each brief once: brief, type, name, country."""
        return self._of(
            f"SELECT DISTINCT brief, type, name, country FROM mentions WHERE type NOT IN {_NOT_NAMES}", "brief", ids
        )

    def speakers(self, ids: Sequence[str] | None = None) -> list[Row]:
        """Each speaker in each brief once, also none where there are quotes without: brief, speaker."""
        return self._of("SELECT DISTINCT brief, speaker FROM quotes WHERE 1", "brief", ids)

    def jottings(self) -> list[Row]:
        """What the user noted and tagged: brief, passage ("" for tags of whole briefs), note, tag (None: none)."""
        return self._db.all(
            "SELECT passages.brief, passages.id AS passage, note, tags.path AS tag FROM passages "
            "LEFT JOIN passage_tags ON passage_tags.passage = passages.id "
            "LEFT JOIN tags ON tags.id = passage_tags.tag "
            "UNION ALL SELECT brief, '', '', tags.path FROM brief_tags JOIN tags ON tags.id = brief_tags.tag"
        )

    def quotes(self, briefs: Iterable[str]) -> list[Row]:
        """The quotes of some briefs: brief, speaker, text, start, end, attribution."""
        return self._db.all(
            "SELECT brief, speaker, text, start, end, attribution FROM quotes "
            "WHERE brief IN (SELECT value FROM json_each(?)) ORDER BY brief, start",
            (json.dumps(list(briefs)),),
        )

    def called(self, name: str) -> list[str]:
        """What else the briefs call whatever they call `name`, whatever its case; the commonest first."""
        rows = self._db.all(
            "SELECT text, count(*) AS times FROM mentions WHERE (type, name) IN ("
            "SELECT DISTINCT type, name FROM mentions WHERE name = ?1 COLLATE NOCASE OR text = ?1 COLLATE NOCASE) "
            f"AND type NOT IN {_NOT_NAMES} GROUP BY text ORDER BY times DESC, text LIMIT 24",
            (name,),
        )
        full = self._db.all(
            "SELECT DISTINCT name FROM mentions WHERE (name = ?1 COLLATE NOCASE OR text = ?1 COLLATE NOCASE) "
            f"AND type NOT IN {_NOT_NAMES} ORDER BY name LIMIT 8",
            (name,),
        )
        return list(dict.fromkeys([row["name"] for row in full] + [row["text"] for row in rows]))

    def _of(self, sql: str, column: str, ids: Sequence[str] | None) -> list[Row]:
        if ids is None:
            return self._db.all(sql)
        return self._db.all(f"{sql} AND {column} IN (SELECT value FROM json_each(?))", (json.dumps(list(ids)),))
