"""What the file of a brief said before: old texts, compressed, so that a citation can be shown as it was.

A text on which a passage was made is kept as long as the passage's anchor is of it; of the others the newest few.
"""

from __future__ import annotations

import json
import struct
import zlib
from collections.abc import Sequence

from briefreader.errors import NotFound, StoreError
from briefreader.records import Version
from briefreader.store.codec import unpack
from briefreader.store.database import Database, Row
from briefreader.store.findings import mention_of, pack_found, quote_of, unpack_found
from briefreader.text.document import Document
from briefreader.text.findings import Findings

KEPT = 12  # old texts of a brief, besides those on which passages were made
_LEVEL = 6
_DAMAGE = (ValueError, LookupError, TypeError, struct.error, zlib.error, RuntimeError)


def keep_findings(database: Database, brief: str, version: int, text_hash: str) -> None:
    """Put what was found in a text beside it, before the findings make room for those of the next."""
    if database.value("SELECT 1 FROM findings WHERE brief = ? AND text_hash = ?", (brief, text_hash)) is None:
        return
    mentions = database.all("SELECT * FROM mentions WHERE brief = ? ORDER BY start", (brief,))
    quotes = database.all("SELECT * FROM quotes WHERE brief = ? ORDER BY start", (brief,))
    found = Findings(tuple(mention_of(row).mention for row in mentions), tuple(quote_of(row).quote for row in quotes))
    database.run("UPDATE versions SET findings = ? WHERE id = ?", (pack_found(found), version))


def fold_up(database: Database, brief: str, current: int, text_hash: str) -> None:
    """Compress all texts of a brief but the current one; drop those that say the same as a later one, and the oldest of
    those nothing refers to."""
    database.run(
        "DELETE FROM versions WHERE brief = ? AND id <> ? AND (text_hash = ? OR EXISTS "
        "(SELECT 1 FROM versions AS later WHERE later.brief = versions.brief AND later.text_hash = versions.text_hash "
        "AND later.id > versions.id))",
        (brief, current, text_hash),
    )
    unmarked = "brief = ? AND id <> ? AND text_hash NOT IN (SELECT text_hash FROM passages WHERE brief = ?)"
    database.run(
        f"DELETE FROM versions WHERE {unmarked} AND id NOT IN "
        f"(SELECT id FROM versions WHERE {unmarked} ORDER BY id DESC LIMIT ?)",
        (brief, current, brief, brief, current, brief, KEPT),
    )
    rows = database.all(
        "SELECT id, text FROM versions WHERE brief = ? AND id <> ? AND packed IS NULL", (brief, current)
    )
    for row in rows:
        packed = zlib.compress(row["text"].encode("utf-8"), _LEVEL)
        database.run("UPDATE versions SET text = '', packed = ? WHERE id = ?", (packed, row["id"]))


class OldVersions:
    """The texts of briefs, those of now and those before."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def of(self, brief: str) -> list[Version]:
        """The texts of a brief that are kept, the current one first, then the newest. `passages` counts those whose
        anchor is of that text."""
        rows = self._db.all(
            "SELECT versions.id, versions.brief, versions.created, versions.text_hash, versions.id = briefs.version "
            "AS current, (SELECT count(*) FROM passages WHERE passages.brief = versions.brief "
            "AND passages.text_hash = versions.text_hash) AS passages FROM versions "
            "JOIN briefs ON briefs.id = versions.brief WHERE versions.brief = ? "
            "ORDER BY current DESC, versions.id DESC",
            (brief,),
        )
        return [_version(row) for row in rows]

    def document(self, version: int) -> Document:
        """The text and structure of a version. Raises NotFound, StoreError when it is damaged."""
        row = self._row("text, packed, structure", version)
        try:
            text = row["text"] if row["packed"] is None else zlib.decompress(row["packed"]).decode("utf-8")
            return unpack(text, row["structure"])
        except _DAMAGE as error:
            raise _damaged() from error

    def findings(self, version: int) -> Findings | None:
        """The names and quotes that had been found in an old text when the next came, as they had been put right; None
        when it had not been analysed."""
        row = self._row("findings", version)
        try:
            return None if row["findings"] is None else unpack_found(row["findings"], Findings())
        except (*_DAMAGE, json.JSONDecodeError) as error:
            raise _damaged() from error

    def anchored(self, brief: str, text_hash: str) -> Sequence[tuple[str, int, int]]:
        """(passage, start, end) of the passages whose anchor is of this text, where they were put in it."""
        rows = self._db.all(
            "SELECT id, saved_start, saved_end FROM passages WHERE brief = ? AND text_hash = ? ORDER BY saved_start",
            (brief, text_hash),
        )
        return [(row["id"], row["saved_start"], row["saved_end"]) for row in rows]

    def marked(self, passage: str) -> tuple[int, int, int] | None:
        """(version, start, end) of the text a passage was put on, None when that text is not kept. Raises NotFound."""
        row = self._db.one("SELECT brief, text_hash, saved_start, saved_end FROM passages WHERE id = ?", (passage,))
        if row is None:
            raise NotFound("There is no such passage.", "See: briefreader passages")
        version = self._db.value(
            "SELECT max(id) FROM versions WHERE brief = ? AND text_hash = ?", (row["brief"], row["text_hash"])
        )
        return None if version is None else (version, row["saved_start"], row["saved_end"])

    def _row(self, columns: str, version: int) -> Row:
        row = self._db.one(f"SELECT {columns} FROM versions WHERE id = ?", (version,))
        if row is None:
            raise NotFound("This version of the brief is no longer kept.", "Choose another.")
        return row


def _version(row: Row) -> Version:
    return Version(
        row["id"], row["brief"], row["created"], bool(row["current"]), row["text_hash"], int(row["passages"])
    )


def _damaged() -> StoreError:
    return StoreError("What is stored of this version is damaged.", "Choose another version.")
