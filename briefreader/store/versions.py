"""What the file of a brief says: its canonical text and structure. What it said before is in `old_versions`."""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from briefreader.errors import StoreError
from briefreader.jobs import Job, Progress
from briefreader.records import Changes
from briefreader.store import old_versions, places
from briefreader.store.codec import pack, unpack, unpacking
from briefreader.store.database import Database, Row, now
from briefreader.store.places import FileFacts
from briefreader.text.document import Document
from briefreader.text.normalize import text_hash

_DAMAGE = (ValueError, LookupError, TypeError, struct.error, zlib.error, StopIteration, RuntimeError)

Replace = Callable[[str, Document, str], Changes]
"""Places the passages of a brief anew: (brief id, its new document, its text hash)."""


@dataclass(frozen=True, slots=True)
class IndexText:
    """What the index needs of a brief. `starts` are the offsets where its blocks begin."""

    id: str
    title: str
    text: str
    text_hash: str
    starts: tuple[int, ...]


def put(database: Database, facts: FileFacts, brief: str, document: Document, place_passages: Replace) -> Changes:
    """`document` is what `brief` says from now on. When the text is another, its passages are placed anew and its
    findings, which are of the old one, go."""
    digest = text_hash(document.text)
    scans = sum(page.state == "scan" for page in document.paging)
    current = database.one(
        "SELECT versions.id, content_hash, text_hash, reader_version FROM versions "
        "JOIN briefs ON briefs.version = versions.id WHERE briefs.id = ?",
        (brief,),
    )
    read_so = (facts.content_hash, digest, facts.reader_version)
    if current is not None and (current["content_hash"], current["text_hash"], current["reader_version"]) == read_so:
        number = current["id"]
        database.run("UPDATE versions SET structure = ?, scans = ? WHERE id = ?", (pack(document), scans, number))
    else:
        number = database.insert(
            "INSERT INTO versions (brief, content_hash, text_hash, text, structure, reader_version, created, scans) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (brief, facts.content_hash, digest, document.text, pack(document), facts.reader_version, now(), scans),
        )
    _describe(database, facts, brief, document, number)
    changes = Changes(briefs=frozenset({brief}), index=True)
    if current is None or current["text_hash"] != digest:
        if current is not None:
            old_versions.keep_findings(database, brief, current["id"], current["text_hash"])
        if database.run("DELETE FROM findings WHERE brief = ?", (brief,)):
            changes |= Changes(findings=frozenset({brief}))
        changes |= place_passages(brief, document, digest)
    if current is not None and number != current["id"]:
        old_versions.fold_up(database, brief, number, digest)
    return changes


def document(database: Database, brief: str) -> Document | None:
    """The current version's document, or None when there is none. Raises StoreError when it is damaged."""
    row = database.one(
        "SELECT text, structure FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?", (brief,)
    )
    return None if row is None else _unpacked(row)


def opening(database: Database, brief: str) -> Job[Document | None]:
    """`document`, a few milliseconds at a time."""
    row = database.one(
        "SELECT text, structure FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?", (brief,)
    )
    if row is None:
        return None
    steps = unpacking(row["text"], row["structure"])
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Document = end.value
            return found
        except _DAMAGE as error:
            raise _damaged() from error
        yield Progress(0, 0)


def scanned(database: Database) -> list[tuple[str, str]]:
    """(brief, place) of every file with pages that are pictures nobody has tried to read."""
    rows = database.all(
        "SELECT briefs.id, places.path FROM briefs JOIN versions ON versions.id = briefs.version "
        "JOIN places ON places.brief = briefs.id AND places.content_hash = versions.content_hash "
        "WHERE scans > 0 AND state = 'ready' GROUP BY briefs.id ORDER BY briefs.rowid"
    )
    return [(row["id"], row["path"]) for row in rows]


def gave_up(database: Database, brief: str) -> None:
    """The pictures among the pages of `brief` are not tried again until its file changes."""
    database.run("UPDATE versions SET scans = 0 WHERE id = (SELECT version FROM briefs WHERE id = ?)", (brief,))


def digest(database: Database, brief: str) -> str:
    """The current text's hash, "" when there is no text."""
    sql = "SELECT text_hash FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?"
    return database.value(sql, (brief,)) or ""


def digests(database: Database, briefs: Sequence[str]) -> dict[str, str]:
    """The current text's hash of each of `briefs` that has a text."""
    rows = database.all(
        "SELECT briefs.id, text_hash FROM briefs JOIN versions ON versions.id = version "
        "WHERE briefs.id IN (SELECT value FROM json_each(?))",
        (json.dumps(list(briefs)),),
    )
    return {row["id"]: row["text_hash"] for row in rows}


def index_texts(database: Database, ids: Sequence[str] | None) -> Iterator[IndexText]:
    """The texts the index should hold, one at a time: of `ids`, or of all briefs that can be read."""
    if ids is None:
        ids = [row["id"] for row in database.all("SELECT id FROM briefs WHERE state = 'ready' ORDER BY rowid")]
    for brief in ids:
        row = database.one(
            "SELECT title, text, text_hash, structure FROM briefs JOIN versions ON versions.id = version "
            "WHERE briefs.id = ? AND state = 'ready'",
            (brief,),
        )
        if row is not None:
            try:
                starts = tuple(block.start for block in _unpacked(row).blocks)
            except StoreError:  # the text itself is whole, and the other briefs' index must not wait for this one
                starts = (0,)
            yield IndexText(brief, row["title"], row["text"], row["text_hash"], starts)


def hashes(database: Database) -> dict[str, tuple[str, str]]:
    """Text hash and title of each brief the index should hold, by id."""
    rows = database.all(
        "SELECT briefs.id, title, text_hash FROM briefs JOIN versions ON versions.id = version WHERE state = 'ready'"
    )
    return {row["id"]: (row["text_hash"], row["title"]) for row in rows}


def _unpacked(row: Row) -> Document:
    try:
        return unpack(row["text"], row["structure"])
    except _DAMAGE as error:
        raise _damaged() from error


def _damaged() -> StoreError:
    return StoreError(
        "The stored structure of this brief is damaged.", "Forget the brief, keeping its passages, and open it anew."
    )


def _describe(database: Database, facts: FileFacts, brief: str, document: Document, version: int) -> None:
    about = document.metadata
    columns = {
        "path": places.first(database, brief),
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
    database.run(f"UPDATE briefs SET {assignments} WHERE id = ?", [*columns.values(), brief])
