"""Briefs, their versions and their places.

A brief is a row with a UUID. It has versions (what its file said at one time) and places (where that file is). Changed
bytes at a place make a new version of the same brief; the same bytes elsewhere are another place; a moved file is the
same brief.
"""

from __future__ import annotations

import os
import uuid
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefreader.errors import Ambiguous, NotFound
from briefreader.records import Brief, Changes
from briefreader.store.codec import pack, unpack
from briefreader.store.database import Database, Row, now
from briefreader.text.document import Document
from briefreader.text.normalize import text_hash

KEPT_VERSIONS = 3  # of each brief, the current one included
_LEAST_ID = 4

_SELECT = """
SELECT briefs.*,
    (SELECT count(*) FROM passages WHERE passages.brief = briefs.id) AS passages,
    (SELECT count(*) FROM passages WHERE passages.brief = briefs.id
        AND status IN ('approximate', 'ambiguous', 'orphan')) AS attention,
    (SELECT count(*) FROM quotes WHERE quotes.brief = briefs.id) AS quotes,
    findings.notice AS notice, findings.analyzer AS analyzer
FROM briefs LEFT JOIN findings ON findings.brief = briefs.id
"""


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as found: absolute path, size in bytes, time in nanoseconds, sha256 of its bytes."""

    path: str
    size: int
    mtime_ns: int
    content_hash: str = ""
    reader_version: int = 0


@dataclass(frozen=True, slots=True)
class IndexText:
    """What the index needs of a brief. `starts` are the offsets where its blocks begin."""

    id: str
    title: str
    text: str
    text_hash: str
    starts: tuple[int, ...]


Replace = Callable[[str, Document, str], Changes]
"""Places the passages of a brief anew: (brief id, its new document, its text hash)."""


class Briefs:
    """The briefs of one library. All mutations are transactions of their own unless one is under way."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, facts: FileFacts, document: Document, place_passages: Replace) -> tuple[str, bool, Changes]:
        """Store what was read from a file: (brief id, whether its text is new to the library, what changed).

        `place_passages` is called within the same transaction when the text of a brief with passages has changed.
        """
        with self._db.write():
            brief = self._owner(facts)
            if brief is None:
                brief = str(uuid.uuid4())
                self._db.run(
                    "INSERT INTO briefs (id, path, state, added, changed) VALUES (?, ?, 'missing', ?, ?)",
                    (brief, facts.path, now(), now()),
                )
            self._put_place(facts, brief)
            return self._put_version(facts, brief, document, place_passages)

    def put_failure(self, facts: FileFacts, reason: str) -> Changes:
        """Record that the file could not be read. An earlier version, its passages and findings stay."""
        with self._db.write():
            brief = self._db.value("SELECT brief FROM places WHERE path = ?", (facts.path,))
            if brief is None:
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
            self._put_place(facts, brief)
        return Changes(briefs=frozenset({brief}), index=True)

    def known(self, path: str) -> FileFacts | None:
        """The file at `path` as it was when last read, or None."""
        row = self._db.one("SELECT * FROM places WHERE path = ?", (path,))
        if row is None:
            return None
        return FileFacts(path, row["size"], row["mtime_ns"], row["content_hash"], row["reader_version"])

    def failure(self, path: str) -> str | None:
        """Why the file at `path` could not be read, or None when it could."""
        sql = "SELECT reason FROM briefs JOIN places ON brief = id WHERE places.path = ? AND state = 'failed'"
        reason: str | None = self._db.value(sql, (path,))
        return reason

    def places_under(self, root: str) -> list[str]:
        """All known paths that are `root` or lie beneath it."""
        below = root.rstrip(os.sep) + os.sep
        rows = self._db.all(
            "SELECT path FROM places WHERE path = ? OR substr(path, 1, ?) = ?", (root, len(below), below)
        )
        return [row["path"] for row in rows]

    def remove_places(self, paths: Iterable[str]) -> Changes:
        """Forget where files were that are gone. A brief without any place is "missing"; one that could never be read
        and carries nothing of the user's is dropped."""
        touched = set()
        with self._db.write():
            for path in paths:
                brief = self._db.value("SELECT brief FROM places WHERE path = ?", (path,))
                if brief is None:
                    continue
                touched.add(brief)
                self._db.run("DELETE FROM places WHERE path = ?", (path,))
                left = self._db.value("SELECT path FROM places WHERE brief = ? ORDER BY path", (brief,))
                if left is not None:
                    self._db.run("UPDATE briefs SET path = ? WHERE id = ?", (left, brief))
                elif self._db.value("SELECT version FROM briefs WHERE id = ?", (brief,)) is None:
                    self._db.run("DELETE FROM briefs WHERE id = ?", (brief,))
                else:
                    self._db.run(
                        "UPDATE briefs SET state = 'missing', reason = NULL, changed = ? WHERE id = ?", (now(), brief)
                    )
        return Changes(briefs=frozenset(touched), index=bool(touched))

    def forget(self, brief: str, passages: bool) -> Changes:
        """Remove a brief's text, versions, places and findings, and with `passages` the user's passages too; without,
        a stub keeps its title and file name for their citations. The undo journal forgets it in either case."""
        with self._db.write():
            self.get(brief)
            kept = self._db.value("SELECT count(*) FROM passages WHERE brief = ?", (brief,)) and not passages
            self._db.run("DELETE FROM journal WHERE id IN (SELECT journal FROM journal_rows WHERE brief = ?)", (brief,))
            self._db.run("DELETE FROM corrections WHERE brief = ?", (brief,))
            for table in ("findings", "places", "versions"):
                self._db.run(f"DELETE FROM {table} WHERE brief = ?", (brief,))
            if kept:
                self._db.run(
                    "UPDATE briefs SET version = NULL, state = 'missing', reason = NULL, changed = ? WHERE id = ?",
                    (now(), brief),
                )
                self._db.run(
                    "UPDATE passages SET start = NULL, end = NULL, guess_start = NULL, guess_end = NULL, prefix = '', "
                    "suffix = '', status = 'orphan' WHERE brief = ?",
                    (brief,),
                )
            else:
                self._db.run("DELETE FROM passages WHERE brief = ?", (brief,))
                self._db.run("DELETE FROM briefs WHERE id = ?", (brief,))
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
        exact = self._db.value(
            "SELECT id FROM briefs WHERE id = ?1 UNION ALL SELECT brief FROM places WHERE path = ?1 "
            "UNION ALL SELECT id FROM briefs WHERE path = ?1",
            (reference,),
        ) or self._db.value("SELECT brief FROM places WHERE path = ?", (str(Path(reference).absolute()),))
        if exact:
            return self.get(exact)
        ending = os.sep + reference.removeprefix("." + os.sep)
        rows = self._db.all(
            "SELECT DISTINCT id, path FROM briefs WHERE substr(path, -?) = ? OR (? >= ? AND substr(id, 1, ?) = ?)",
            (len(ending), ending, len(reference), _LEAST_ID, len(reference), reference),
        )
        if not rows:
            raise NotFound(f"There is no brief “{reference}” in the library.", "See: briefreader list")
        if len(rows) > 1:
            places = [f"{row['id']}  {row['path']}" for row in rows]
            raise Ambiguous(f"“{reference}” fits more than one brief.", "Give the id.", places)
        return self.get(rows[0]["id"])

    def document(self, brief: str) -> Document:
        """The current version's document. Raises NotFound when there is none (the brief failed, or was forgotten)."""
        row = self._db.one(
            "SELECT text, structure FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?",
            (brief,),
        )
        if row is None:
            raise NotFound(f"The text of “{self.get(brief).title}” is not in the library.")
        return unpack(row["text"], row["structure"])

    def text_hash(self, brief: str) -> str:
        """The current text's hash, "" when there is no text."""
        return self._db.value(
            "SELECT text_hash FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?", (brief,)
        ) or ""  # fmt: skip

    def index_texts(self, ids: Sequence[str] | None = None) -> Iterator[IndexText]:
        """The texts the index should hold, one at a time: of `ids`, or of all briefs that can be read."""
        if ids is None:
            ids = [row["id"] for row in self._db.all("SELECT id FROM briefs WHERE state = 'ready' ORDER BY rowid")]
        for brief in ids:
            row = self._db.one(
                "SELECT title, text, text_hash, structure FROM briefs JOIN versions ON versions.id = version "
                "WHERE briefs.id = ? AND state = 'ready'",
                (brief,),
            )
            if row is not None:
                document = unpack(row["text"], row["structure"])
                starts = tuple(block.start for block in document.blocks)
                yield IndexText(brief, row["title"], row["text"], row["text_hash"], starts)

    def hashes(self) -> dict[str, tuple[str, str]]:
        """Text hash and title of each brief the index should hold, by id."""
        rows = self._db.all(
            "SELECT briefs.id, title, text_hash FROM briefs JOIN versions ON versions.id = version "
            "WHERE state = 'ready'"
        )
        return {row["id"]: (row["text_hash"], row["title"]) for row in rows}

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

    def _owner(self, facts: FileFacts) -> str | None:
        """The brief that a file belongs to, if the library has it."""
        row = self._db.one("SELECT brief, content_hash FROM places WHERE path = ?", (facts.path,))
        if row is not None:
            others = self._db.value(
                "SELECT count(*) FROM places WHERE brief = ? AND path <> ?", (row["brief"], facts.path)
            )
            if row["content_hash"] == facts.content_hash or not others:
                return str(row["brief"])
            # One of several copies has been changed: from now on it is a brief of its own.
        twin = self._db.value(
            "SELECT briefs.id FROM briefs JOIN versions ON versions.id = briefs.version WHERE content_hash = ?",
            (facts.content_hash,),
        )
        return str(twin) if twin is not None else None

    def _put_place(self, facts: FileFacts, brief: str) -> None:
        self._db.run(
            "INSERT INTO places (path, brief, size, mtime_ns, content_hash, reader_version) VALUES (?, ?, ?, ?, ?, ?) "
            "ON CONFLICT (path) DO UPDATE SET brief = excluded.brief, size = excluded.size, "
            "mtime_ns = excluded.mtime_ns, content_hash = excluded.content_hash, "
            "reader_version = excluded.reader_version",
            (facts.path, brief, facts.size, facts.mtime_ns, facts.content_hash, facts.reader_version),
        )

    def _put_version(
        self, facts: FileFacts, brief: str, document: Document, place_passages: Replace
    ) -> tuple[str, bool, Changes]:
        digest = text_hash(document.text)
        current = self._db.one(
            "SELECT versions.* FROM versions JOIN briefs ON briefs.version = versions.id WHERE briefs.id = ?", (brief,)
        )
        same_text = current is not None and current["text_hash"] == digest
        read_so = (facts.content_hash, digest, facts.reader_version)
        if (
            current is not None
            and (current["content_hash"], current["text_hash"], current["reader_version"]) == read_so
        ):
            number = current["id"]
        else:
            number = self._db.insert(
                "INSERT INTO versions (brief, content_hash, text_hash, text, structure, reader_version, created) "
                "VALUES (?, ?, ?, ?, ?, ?, ?)",
                (brief, facts.content_hash, digest, document.text, pack(document), facts.reader_version, now()),
            )
        self._describe(facts, brief, document, number)
        self._db.run(
            "DELETE FROM versions WHERE brief = ? AND id NOT IN "
            "(SELECT id FROM versions WHERE brief = ? ORDER BY id DESC LIMIT ?)",
            (brief, brief, KEPT_VERSIONS),
        )
        changes = Changes(briefs=frozenset({brief}), index=True)
        if not same_text:
            changes |= place_passages(brief, document, digest)
        return brief, not same_text, changes

    def _describe(self, facts: FileFacts, brief: str, document: Document, version: int) -> None:
        about = document.metadata
        columns = {
            "path": self._db.value("SELECT path FROM places WHERE brief = ? ORDER BY rowid LIMIT 1", (brief,)),
            "title": about.title or Path(facts.path).stem,
            "author": about.author,
            "date": about.date,
            "language": about.language,
            "format": about.format,
            "words": document.words,
            "pages": document.pages,
            "state": "ready",
            "reason": None,
            "size": facts.size,
            "changed": now(),
            "version": version,
        }
        assignments = ", ".join(f"{column} = ?" for column in columns)
        self._db.run(f"UPDATE briefs SET {assignments} WHERE id = ?", [*columns.values(), brief])


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
    )
