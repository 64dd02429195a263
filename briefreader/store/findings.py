"""What the analysis found: a cache, tied to one text by its hash and to one analyzer by name and version."""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Collection
from dataclasses import astuple, replace

from briefreader.records import Changes, Entity, FoundMention, FoundQuote
from briefreader.store.database import Database, Row
from briefreader.text.document import Document
from briefreader.text.findings import ENTITY_TYPES, Findings, KeySentence, Mention, Quote


class FindingsStore:
    """The findings of all briefs."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def put(self, brief: str, text_hash: str, document: Document, findings: Findings) -> Changes:
        """Replace the findings of a brief, unless its text is no longer the one they are of."""
        with self._db.write():
            current = self._db.value(
                "SELECT text_hash FROM versions JOIN briefs ON versions.id = version WHERE briefs.id = ?", (brief,)
            )
            if current != text_hash:
                return Changes()
            self._db.run("DELETE FROM findings WHERE brief = ?", (brief,))
            self._db.run(
                "INSERT INTO findings (brief, text_hash, analyzer, version, notice) VALUES (?, ?, ?, ?, ?)",
                (brief, text_hash, findings.analyzer, findings.version, findings.notice),
            )
            self._db.run_many(
                "INSERT INTO key_sentences VALUES (?, ?, ?, ?, ?)",
                ((brief, k.start, k.end, k.text, k.score) for k in findings.key_sentences),
            )
            self._put_names(brief, document, findings)
        return Changes(findings=frozenset({brief}))

    def found(self, brief: str) -> Findings | None:
        """What the analysis found, without what the user has put right; None when there is nothing of the present
        text."""
        with self._db.read():
            findings = self._get(brief)
            raw = self._db.value("SELECT raw FROM findings WHERE brief = ?", (brief,))
        return findings if findings is None or raw is None else unpack_found(raw, findings)

    def show(self, brief: str, document: Document, shown: Findings, applied: Collection[str]) -> Changes:
        """Have `shown`, made by the corrections `applied` of what the analysis found, take the place of what is shown;
        with no correction applied, it is that again."""
        found = self.found(brief)
        with self._db.write():
            if found is None:
                return Changes()
            self._db.run(
                "UPDATE findings SET raw = ?, stale = 0 WHERE brief = ?",
                (pack_found(found) if applied else None, brief),
            )
            self._db.run("DELETE FROM applied WHERE brief = ?", (brief,))
            self._db.run_many("INSERT INTO applied VALUES (?, ?)", ((one, brief) for one in sorted(applied)))
            self._db.run("DELETE FROM mentions WHERE brief = ?", (brief,))
            self._db.run("DELETE FROM quotes WHERE brief = ?", (brief,))
            self._put_names(brief, document, shown)
        return Changes(findings=frozenset({brief}))

    def _put_names(self, brief: str, document: Document, findings: Findings) -> None:
        self._db.run_many(
            "INSERT OR IGNORE INTO mentions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (_mention_row(brief, mention) for mention in findings.mentions),
        )
        self._db.run_many(
            "INSERT OR IGNORE INTO quotes VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (*_quote_row(brief, quote), document.paragraph_at(quote.start), document.page_at(quote.start))
                for quote in findings.quotes
            ),
        )

    def get(self, brief: str) -> Findings | None:
        """The findings of a brief, or None when its present text has not been analysed."""
        with self._db.read():
            return self._get(brief)

    def _get(self, brief: str) -> Findings | None:
        row = self._db.one(
            "SELECT findings.* FROM findings JOIN briefs ON briefs.id = findings.brief "
            "JOIN versions ON versions.id = briefs.version "
            "WHERE findings.brief = ? AND findings.text_hash = versions.text_hash",
            (brief,),
        )
        if row is None:
            return None
        return Findings(
            tuple(found.mention for found in self.mentions(brief)),
            tuple(found.quote for found in self.quotes(brief)),
            tuple(self.key_sentences(brief)),
            row["analyzer"],
            row["version"],
            row["notice"],
        )

    def pending(self, analyzer: str, version: int) -> list[str]:
        """The briefs without findings of this analyzer and version for their present text, the newest first."""
        rows = self._db.all(
            "SELECT briefs.id FROM briefs JOIN versions ON versions.id = briefs.version "
            "LEFT JOIN findings ON findings.brief = briefs.id "
            "WHERE state = 'ready' AND (findings.brief IS NULL OR findings.text_hash <> versions.text_hash "
            "OR findings.analyzer <> ? OR findings.version <> ?) ORDER BY date DESC, briefs.rowid",
            (analyzer, version),
        )
        return [row["id"] for row in rows]

    def mentions(self, brief: str | None = None) -> list[FoundMention]:
        """The mentions in a brief, or in all that can be read, in text order."""
        return [mention_of(row) for row in self._db.all(_of("mentions", brief), (brief,) if brief else ())]

    def named(self, name: str, type_: str) -> list[FoundMention]:
        """The mentions of one name in all briefs that can be read, brief by brief in text order."""
        rows = self._db.all(
            "SELECT mentions.* FROM mentions JOIN briefs ON briefs.id = mentions.brief "
            "WHERE name = ? AND type = ? AND state = 'ready' ORDER BY briefs.date DESC, briefs.rowid, mentions.start",
            (name, type_),
        )
        return [mention_of(row) for row in rows]

    def first_places(self, name: str, type_: str, limit: int) -> list[tuple[str, int, int, int]]:
        """Where a name stands first in each brief, the newest first: (brief, start, end, how often it stands there)."""
        rows = self._db.all(
            "SELECT brief, min(start) AS start, end, count(*) AS times FROM mentions JOIN briefs ON briefs.id = brief "
            "WHERE name = ? AND type = ? AND state = 'ready' GROUP BY brief "
            "ORDER BY briefs.date DESC, briefs.rowid LIMIT ?",  # `end` is that of the row with the least start
            (name, type_, limit),
        )
        return [(row["brief"], row["start"], row["end"], row["times"]) for row in rows]

    def briefs_naming(self, name: str, type_: str) -> int:
        """In how many briefs a name stands."""
        return (
            self._db.value("SELECT count(DISTINCT brief) FROM mentions WHERE type = ? AND name = ?", (type_, name)) or 0
        )

    def mention(self, id_: str) -> FoundMention | None:
        """The mention with this id, as it is shown."""
        row = self._db.one("SELECT * FROM mentions WHERE id = ?", (id_,))
        return mention_of(row) if row is not None else None

    def quote(self, id_: str) -> FoundQuote | None:
        """The quote with this id, as it is shown."""
        row = self._db.one("SELECT * FROM quotes WHERE id = ?", (id_,))
        return quote_of(row) if row is not None else None

    def quotes(self, brief: str | None = None, speaker: str | None = None) -> list[FoundQuote]:
        """The quotes in a brief or in all, in text order; of one speaker, whatever the case of the name: of the one who
        is called just so, else of all whose name holds these words."""
        found = [quote_of(row) for row in self._db.all(_of("quotes", brief), (brief,) if brief else ())]
        if speaker is None:
            return found
        wanted = speaker.casefold().split()
        named = [(one.quote.speaker.casefold().split(), one) for one in found if one.quote.speaker]
        exact = [one for name, one in named if name == wanted]
        return exact or [one for name, one in named if wanted and set(wanted) <= set(name)]

    def key_sentences(self, brief: str) -> list[KeySentence]:
        """The sentences a brief turns on, in text order."""
        rows = self._db.all("SELECT * FROM key_sentences WHERE brief = ? ORDER BY start", (brief,))
        return [KeySentence(row["start"], row["end"], row["text"], row["score"]) for row in rows]

    def entities(self, brief: str | None = None) -> list[Entity]:
        """The mentions under their names, by type, the most mentioned first."""
        groups: dict[tuple[str, str], list[FoundMention]] = {}
        for found in self.mentions(brief):
            groups.setdefault((found.mention.type, found.mention.name), []).append(found)
        entities = [Entity(name, found[0].mention.type, tuple(found)) for (_, name), found in groups.items()]
        return sorted(entities, key=lambda e: (ENTITY_TYPES.index(e.type), -len(e.mentions), e.name.casefold()))

    def clear(self) -> Changes:
        """Drop all findings; they are made again."""
        with self._db.write():
            self._db.run("DELETE FROM findings")
        return Changes(everything=True)


def _of(table: str, brief: str | None) -> str:
    where = f"{table}.brief = ?" if brief else "state = 'ready'"
    return (
        f"SELECT {table}.* FROM {table} JOIN briefs ON briefs.id = {table}.brief "
        f"WHERE {where} ORDER BY briefs.rowid, {table}.start, {table}.end"
    )


def _id(brief: str, kind: str, start: int, end: int) -> str:
    """The same finding in the same text has the same id, however often the analysis is run."""
    return hashlib.sha256(f"{brief}:{kind}:{start}:{end}".encode()).hexdigest()[:20]


def _mention_row(brief: str, mention: Mention) -> tuple[object, ...]:
    m = mention
    where = (_id(brief, m.type, m.start, m.end), brief, m.start, m.end, m.text)
    return (*where, m.type, m.name, m.source, m.country, m.role, m.value)


def _quote_row(brief: str, quote: Quote) -> tuple[object, ...]:
    q = quote
    where = (_id(brief, "quote", q.start, q.end), brief, q.start, q.end, q.text)
    return (*where, q.kind, q.speaker, q.attribution, q.rule, q.speaker_start, q.speaker_end)


def mention_of(row: Row) -> FoundMention:
    """A row of `mentions`."""
    where = (row["start"], row["end"], row["text"])
    what = (row["type"], row["name"], row["source"], row["country"], row["role"], row["value"])
    return FoundMention(row["id"], row["brief"], Mention(*where, *what))


def quote_of(row: Row) -> FoundQuote:
    """A row of `quotes`."""
    found = Quote(
        row["start"],
        row["end"],
        row["text"],
        row["kind"],
        row["speaker"],
        row["attribution"],
        row["rule"],
        row["speaker_start"],
        row["speaker_end"],
    )
    return FoundQuote(row["id"], row["brief"], found, row["paragraph"], row["page"])


def pack_found(findings: Findings) -> bytes:
    """The names and quotes, small enough to be kept beside those that are shown."""
    rows = {"mentions": [*map(astuple, findings.mentions)], "quotes": [*map(astuple, findings.quotes)]}
    return zlib.compress(json.dumps(rows, ensure_ascii=False).encode(), 3)


def unpack_found(raw: bytes, shown: Findings) -> Findings:
    """`shown` with the names and quotes that `pack_found` was given."""
    rows = json.loads(zlib.decompress(raw))
    mentions = tuple(Mention(*row) for row in rows["mentions"])
    return replace(shown, mentions=mentions, quotes=tuple(Quote(*row) for row in rows["quotes"]))
