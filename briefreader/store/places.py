"""Where briefs are: which brief a file belongs to, and what becomes of a brief whose file has left it."""

from __future__ import annotations

import os
from dataclasses import dataclass

from briefreader.records import INSIDE
from briefreader.store.database import Database, now


@dataclass(frozen=True, slots=True)
class FileFacts:
    """A file as found: absolute path (for what is in a mail or pack "mail.eml!/annex.pdf", with the size and hash of
    its own), size in bytes, time in nanoseconds, sha256 of its bytes."""

    path: str
    size: int
    mtime_ns: int
    content_hash: str = ""
    reader_version: int = 0


def known(database: Database, path: str) -> FileFacts | None:
    """The file at `path`, a brief or a pack of briefs, as it was when last read, or None."""
    row = database.one("SELECT * FROM places WHERE path = ?", (path,)) or database.one(
        "SELECT * FROM packs WHERE path = ?", (path,)
    )
    if row is None:
        return None
    return FileFacts(path, row["size"], row["mtime_ns"], row["content_hash"], row["reader_version"])


def under(database: Database, root: str) -> list[str]:
    """All known paths that are `root`, lie beneath it, or are in it."""
    (below, past_below), (within, past_within) = _beginning(root.rstrip(os.sep) + os.sep), _beginning(root + INSIDE)
    rows = database.all(
        "SELECT path FROM places WHERE path = ?1 OR path >= ?2 AND path < ?3 OR path >= ?4 AND path < ?5 UNION "
        "SELECT path FROM packs WHERE path = ?1 OR path >= ?2 AND path < ?3 ORDER BY path",
        (root, below, past_below, within, past_within),
    )
    return [row["path"] for row in rows]


def _beginning(prefix: str) -> tuple[str, str]:
    """The range of the paths that begin with `prefix`: SQLite finds it in the table's own order."""
    return prefix, prefix[:-1] + chr(ord(prefix[-1]) + 1)


def files(database: Database) -> list[str]:
    """Every path at which the library has found a file; for what is in a mail or pack, that file's too."""
    rows = database.all("SELECT path FROM places UNION SELECT path FROM packs UNION SELECT path FROM briefs")
    found: dict[str, None] = {}
    for row in rows:
        parts = row["path"].split(INSIDE)
        found.update((INSIDE.join(parts[:count]), None) for count in range(1, len(parts) + 1))
    return list(found)


def put_pack(database: Database, facts: FileFacts) -> None:
    """The file is a pack, as `facts` say, from now on."""
    database.run(
        "INSERT OR REPLACE INTO packs (path, size, mtime_ns, content_hash, reader_version) VALUES (?, ?, ?, ?, ?)",
        (facts.path, facts.size, facts.mtime_ns, facts.content_hash, facts.reader_version),
    )


def at(database: Database, path: str) -> str | None:
    """The brief whose file is at `path`."""
    brief: str | None = database.value("SELECT brief FROM places WHERE path = ?", (path,))
    return brief


def is_shared(database: Database, brief: str, path: str) -> bool:
    """Whether the brief has another place than `path`."""
    return database.one("SELECT 1 FROM places WHERE brief = ? AND path <> ?", (brief, path)) is not None


def owner(database: Database, facts: FileFacts) -> str | None:
    """The brief that a file which can be read belongs to, if the library has it.

    The one at its place, unless that is a copy among several (a changed copy is a brief of its own) or could never be
    read; else one with the same bytes; else what is left of a brief that was forgotten but for its passages.
    """
    here = at(database, facts.path)
    twin: str | None = database.value(
        "SELECT briefs.id FROM briefs JOIN versions ON versions.id = briefs.version WHERE content_hash = ?",
        (facts.content_hash,),
    )
    if here is None:
        return twin or _stub(database, facts.path) or _awaited(database, facts.content_hash)
    before = known(database, facts.path)
    if before is not None and before.content_hash == facts.content_hash:
        return here
    if is_shared(database, here, facts.path):
        return twin
    never_read = database.value("SELECT version FROM briefs WHERE id = ?", (here,)) is None
    if never_read:
        return twin or _stub(database, facts.path) or _awaited(database, facts.content_hash) or here
    return here


def put(database: Database, facts: FileFacts, brief: str) -> None:
    """The file is a place of `brief` from now on. One that owned it before shows another of its places, or goes when
    it never had a text."""
    before = at(database, facts.path)
    database.run(
        "INSERT INTO places (path, brief, size, mtime_ns, content_hash, reader_version) VALUES (?, ?, ?, ?, ?, ?) "
        "ON CONFLICT (path) DO UPDATE SET brief = excluded.brief, size = excluded.size, "
        "mtime_ns = excluded.mtime_ns, content_hash = excluded.content_hash, "
        "reader_version = excluded.reader_version",
        (facts.path, brief, facts.size, facts.mtime_ns, facts.content_hash, facts.reader_version),
    )
    if before is not None and before != brief:
        left(database, before)


def left(database: Database, brief: str) -> None:
    """A place of `brief` is gone: it shows another, else it is "missing", or dropped when it never had a text."""
    path = first(database, brief)
    if path is not None:
        database.run("UPDATE briefs SET path = ? WHERE id = ? AND path <> ?", (path, brief, path))
    elif database.value("SELECT version FROM briefs WHERE id = ?", (brief,)) is None:
        database.run("DELETE FROM briefs WHERE id = ?", (brief,))
    else:
        database.run("UPDATE briefs SET state = 'missing', reason = NULL, changed = ? WHERE id = ?", (now(), brief))


def first(database: Database, brief: str) -> str | None:
    """The place a brief has had longest."""
    path: str | None = database.value("SELECT path FROM places WHERE brief = ? ORDER BY rowid LIMIT 1", (brief,))
    return path


def _stub(database: Database, path: str) -> str | None:
    brief: str | None = database.value(
        "SELECT id FROM briefs WHERE path = ? AND version IS NULL AND state = 'missing'", (path,)
    )
    return brief


def _awaited(database: Database, digest: str) -> str | None:
    """The brief of a colleague's reading whose file this is."""
    sql = "SELECT id FROM briefs WHERE awaited = ? AND awaited <> '' AND version IS NULL"
    brief: str | None = database.value(sql, (digest,))
    return brief
