"""Briefs, their versions and their places.

A brief is a row with a UUID. It has versions (what its file said at one time) and places (where that file is). Changed
bytes at a place make a new version of the same brief; the same bytes elsewhere are another place; a moved file is the
same brief.
"""

from __future__ import annotations

import json
import os
import uuid
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from briefreader.errors import Ambiguous, NotFound
from briefreader.jobs import Job
from briefreader.records import Brief, Changes, Source
from briefreader.store import forgetting, places, versions
from briefreader.store.database import Database, Row, now
from briefreader.store.places import FileFacts
from briefreader.store.versions import IndexText, Replace
from briefreader.text.document import Document

_LEAST_ID = 4  # characters of an id that name a brief

_SELECT = """
SELECT briefs.*,
    (SELECT count(*) FROM passages WHERE passages.brief = briefs.id) AS passages,
    (SELECT count(*) FROM passages WHERE passages.brief = briefs.id
        AND status IN ('approximate', 'ambiguous', 'orphan') AND settled <> placed_in) AS attention,
    (SELECT count(*) FROM quotes WHERE quotes.brief = briefs.id) AS quotes,
    (SELECT count(*) FROM places WHERE places.brief = briefs.id) AS places,
    (SELECT json_group_array(path) FROM (SELECT path FROM tags JOIN brief_tags ON tags.id = tag
        WHERE brief_tags.brief = briefs.id ORDER BY path COLLATE NOCASE)) AS tags,
    coalesce(brief_states.todo, '') AS todo, coalesce(brief_states.due, '') AS due,
    findings.notice AS notice, findings.analyzer AS analyzer
FROM briefs LEFT JOIN findings ON findings.brief = briefs.id
LEFT JOIN brief_states ON brief_states.brief = briefs.id
"""


class Briefs:
    """The briefs of one library. All mutations are transactions of their own unless one is under way."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, facts: FileFacts, document: Document, place_passages: Replace) -> tuple[str, bool, Changes]:
        """Store what was read from a file: (brief id, whether its text is new to the library, what changed).

        `place_passages` is called within the same transaction when the text of a brief with passages has changed.
        """
        with self._db.write():
            brief = places.owner(self._db, facts)
            if brief is None:
                brief = str(uuid.uuid4())
                self._db.run(
                    "INSERT INTO briefs (id, path, state, added, changed) VALUES (?, ?, 'missing', ?, ?)",
                    (brief, facts.path, now(), now()),
                )
            before = versions.digest(self._db, brief)
            places.put(self._db, facts, brief)
            changes = versions.put(self._db, facts, brief, document, place_passages)
            return brief, versions.digest(self._db, brief) != before, changes

    def put_failure(self, facts: FileFacts, reason: str) -> Changes:
        """Record that the file could not be read. An earlier version, its passages and findings stay; where another
        copy of the brief is in its place, the file that failed is a brief of its own."""
        with self._db.write():
            brief = places.at(self._db, facts.path)
            if brief is None or places.is_shared(self._db, brief, facts.path):
                brief = str(uuid.uuid4())
                name, suffix = Path(facts.path).name, Path(facts.path).suffix.lstrip(".").lower()
                self._db.run(
                    "INSERT INTO briefs (id, path, title, format, size, state, reason, added, changed) "
                    "VALUES (?, ?, ?, ?, ?, 'failed', ?, ?, ?)",
                    (brief, facts.path, name, suffix, facts.size, reason, now(), now()),
                )
            else:
                self._db.run(
                    "UPDATE briefs SET state = 'failed', reason = ?, size = ?, changed = ? WHERE id = ?",
                    (reason, facts.size, now(), brief),
                )
            places.put(self._db, facts, brief)
        return Changes(briefs=frozenset({brief}), index=True)

    def known(self, path: str) -> FileFacts | None:
        """The file at `path` as it was when last read, or None."""
        return places.known(self._db, path)

    def failure(self, path: str) -> str | None:
        """Why the file at `path` could not be read, or None when it could."""
        sql = "SELECT reason FROM briefs JOIN places ON brief = id WHERE places.path = ? AND state = 'failed'"
        reason: str | None = self._db.value(sql, (path,))
        return reason

    def places(self) -> dict[str, list[str]]:
        """Every place of each brief, the oldest first."""
        found: dict[str, list[str]] = {}
        for row in self._db.all("SELECT brief, path FROM places ORDER BY rowid"):
            found.setdefault(row["brief"], []).append(row["path"])
        return found

    def at(self, path: str) -> str | None:
        """The brief whose file is at `path`."""
        return places.at(self._db, path)

    def places_under(self, root: str) -> list[str]:
        """All known paths that are `root` or lie beneath it."""
        return places.under(self._db, root)

    def files(self) -> list[str]:
        """Every path at which the library has found a file, of all copies of a brief; for what is in a mail or pack,
        that file's too."""
        return places.files(self._db)

    def touch(self, facts: FileFacts) -> None:
        """The file has another time and the same bytes."""
        with self._db.write():
            for table in ("places", "packs"):
                self._db.run(f"UPDATE {table} SET mtime_ns = ? WHERE path = ?", (facts.mtime_ns, facts.path))

    def put_pack(self, facts: FileFacts) -> None:
        """Note a pack of briefs, which is no brief itself, as it was when its members were read."""
        with self._db.write():
            places.put_pack(self._db, facts)

    def remove_places(self, paths: Iterable[str]) -> Changes:
        """Forget where files were that are gone. A brief without any place is "missing"; one that could never be read
        and carries nothing of the user's is dropped."""
        touched = set()
        with self._db.write():
            for path in paths:
                brief = places.at(self._db, path)
                self._db.run("DELETE FROM packs WHERE path = ?", (path,))
                if brief is not None:
                    self._db.run("DELETE FROM places WHERE path = ?", (path,))
                    places.left(self._db, brief)
                    touched.add(brief)
        return Changes(briefs=frozenset(touched), index=bool(touched))

    def forget(self, brief: str, passages: bool) -> Changes:
        """Remove a brief's text, versions, places and findings, and with `passages` the user's passages too; without,
        a stub keeps its title and file name for their citations. The undo journal forgets it in either case. Call
        `Store.leave_no_trace` afterwards. Raises NotFound."""
        with self._db.write():
            self.get(brief)
            forgetting.forget(self._db, brief, passages)
        return Changes(briefs=frozenset({brief}), index=True, everything=True)

    def all(self) -> list[Brief]:
        """Every brief, the newest date first, those without a date last, then by title."""
        return [_brief(row) for row in self._db.all(_SELECT + " ORDER BY date DESC, title COLLATE NOCASE, path")]

    def some(self, ids: Iterable[str]) -> list[Brief]:
        """The briefs with these ids, as far as they are there."""
        found = (self._db.one(_SELECT + " WHERE briefs.id = ?", (brief,)) for brief in ids)
        return [_brief(row) for row in found if row is not None]

    def get(self, brief: str) -> Brief:
        """The brief with this id. Raises NotFound."""
        row = self._db.one(_SELECT + " WHERE briefs.id = ?", (brief,))
        if row is None:
            raise NotFound(f"There is no brief {brief}.", "See: briefreader list")
        return _brief(row)

    def find(self, reference: str) -> Brief:
        """The brief that `reference` names: an id, the beginning of one, or a path or its end.

        Raises NotFound, and Ambiguous with the places when it fits several.
        """
        wanted = reference.encode("utf-8", "replace").decode()  # a file name may hold what is no text
        whole = os.path.abspath(wanted)  # noqa: PTH100 - ".." is taken out, a link keeps its name
        exact = self._db.value(
            "SELECT id FROM briefs WHERE id = ?1 UNION ALL SELECT brief FROM places WHERE path IN (?1, ?2) "
            "UNION ALL SELECT id FROM briefs WHERE path IN (?1, ?2) LIMIT 1",
            (wanted, whole),
        )
        if exact:
            return self.get(exact)
        ending = os.sep + wanted.removeprefix("." + os.sep)
        rows = self._db.all(
            "SELECT id, path FROM briefs WHERE length(?1) >= ?2 AND substr(id, 1, length(?1)) = ?1 "
            "OR substr(path, -length(?3)) = ?3 OR EXISTS (SELECT 1 FROM places WHERE brief = briefs.id "
            "AND substr(places.path, -length(?3)) = ?3) ORDER BY path, id",
            (wanted, _LEAST_ID, ending),
        )
        if not rows:
            short = len(wanted) < _LEAST_ID
            remedy = f"Give at least {_LEAST_ID} characters of an id." if short else "See: briefreader list"
            raise NotFound(f"There is no brief “{reference}” in the library.", remedy)
        if len(rows) > 1:
            places = [f"{row['id']}  {row['path']}" for row in rows]
            raise Ambiguous(f"“{reference}” fits more than one brief.", "Give the id.", places)
        return self.get(rows[0]["id"])

    def document(self, brief: str) -> Document:
        """The current version's document. Raises NotFound when there is none (the brief failed, or was forgotten),
        StoreError when it is damaged."""
        found = versions.document(self._db, brief)
        if found is None:
            raise NotFound(f"The text of “{self.get(brief).title}” is not in the library.")
        return found

    def opening(self, brief: str) -> Job[Document | None]:
        """`document` a few milliseconds at a time, None where there is none. Raises StoreError."""
        return versions.opening(self._db, brief)

    def scanned(self) -> list[tuple[str, str]]:
        """(brief, place) of every file with pages that are pictures nobody has tried to read."""
        return versions.scanned(self._db)

    def give_up_scans(self, brief: str) -> None:
        """The pictures among the pages of a brief are not tried again until its file changes."""
        with self._db.write():
            versions.gave_up(self._db, brief)

    def source(self, brief: str) -> Source | None:
        """The file its current text was read from, None when there is none."""
        row = self._db.one(
            "SELECT places.path, versions.content_hash FROM briefs JOIN versions ON versions.id = briefs.version "
            "JOIN places ON places.brief = briefs.id AND places.content_hash = versions.content_hash "
            "WHERE briefs.id = ? ORDER BY places.rowid LIMIT 1",
            (brief,),
        )
        return Source(row["path"], row["content_hash"]) if row is not None else None

    def text_hash(self, brief: str) -> str:
        """The current text's hash, "" when there is no text."""
        return versions.digest(self._db, brief)

    def text_hashes(self, briefs: Sequence[str]) -> dict[str, str]:
        """The current text's hash of each brief that has a text."""
        return versions.digests(self._db, briefs)

    def index_texts(self, ids: Sequence[str] | None = None) -> Iterator[IndexText]:
        """The texts the index should hold, one at a time: of `ids`, or of all briefs that can be read."""
        return versions.index_texts(self._db, ids)

    def hashes(self) -> dict[str, tuple[str, str]]:
        """Text hash and title of each brief the index should hold, by id."""
        return versions.hashes(self._db)

    def mark_read(self, brief: str, read: bool) -> Changes:
        with self._db.write():
            self._db.run("UPDATE briefs SET read = ? WHERE id = ?", (int(read), brief))
        return Changes(briefs=frozenset({brief}))

    def remember(self, brief: str, offset: int) -> None:
        """Keep where the user was in a brief; a code point of its text."""
        with self._db.write():
            self._db.run("UPDATE briefs SET position = ? WHERE id = ?", (offset, brief))

    def position(self, brief: str) -> int:
        """Where the user was; 0 at first."""
        return self._db.value("SELECT position FROM briefs WHERE id = ?", (brief,)) or 0


def _brief(row: Row) -> Brief:
    return Brief(
        id=row["id"],
        path=row["path"],
        title=row["title"],
        format=row["format"],
        date=row["date"],
        author=row["author"],
        language=row["language"],
        words=row["words"],
        pages=row["pages"],
        state=row["state"],
        reason=row["reason"],
        added=row["added"],
        changed=row["changed"],
        size=row["size"],
        read=bool(row["read"]),
        analysed=row["analyzer"] is not None,
        notice=row["notice"] or "",
        passages=row["passages"],
        quotes=row["quotes"],
        attention=row["attention"],
        places=row["places"],
        tags=tuple(json.loads(row["tags"])),
        todo=row["todo"],
        due=row["due"],
    )
