"""Readings of other people, as they come in: what the library holds to compare them with, and putting them in place as
one action."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from briefreader.records import AnchorStatus, Changes
from briefreader.store.corrections import columns as correction_columns
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Action, Journal
from briefreader.store.passages import anchor_columns, saved_anchor
from briefreader.store.tags import Tags
from briefreader.text.anchor import Anchor, Placement
from briefreader.text.corrections import Correction
from briefreader.text.document import Document
from briefreader.text.reading import SharedBrief, SharedPassage, SharedTag, TagUse

ELSEWHERE = "elsewhere"  # in place of a text's hash: the passage's brief is not in the library
_AT_ONCE = 500  # ids in one question


@dataclass(frozen=True, slots=True)
class Held:
    """A passage of this library, and where it stands."""

    passage: SharedPassage
    start: int | None
    end: int | None
    status: AnchorStatus


@dataclass(frozen=True, slots=True)
class Received:
    """What came of `subject` (a passage, correction, "tag:ID" or "brief:ID") from a reader: its JSON. `own`: the
    library had it before."""

    subject: str
    reader: str
    brief: str
    name: str
    own: bool
    content: str


@dataclass(frozen=True, slots=True)
class Arrival:
    """A passage to be put in `brief` at `placement`, or `replacing` one that is there. `document` and `digest` are of
    the brief's text; None where it is not in the library."""

    passage: SharedPassage
    brief: str
    placement: Placement
    document: Document | None = None
    digest: str = ELSEWHERE
    replacing: bool = False
    with_anchor: bool = True


@dataclass(frozen=True, slots=True)
class Intake:
    """All that is to be done, in this order."""

    briefs: Sequence[SharedBrief] = ()
    tags: Sequence[SharedTag] = ()
    tag_values: Sequence[tuple[str, Mapping[str, str]]] = ()
    passages: Sequence[Arrival] = ()
    removed: Sequence[str] = ()
    brief_tags: Sequence[tuple[str, str, str]] = ()  # (brief, tag, author)
    corrections: Sequence[Correction] = ()
    corrections_removed: Sequence[str] = ()
    received: Sequence[Received] = ()


class Readings:
    """What of other readers' work the library holds."""

    def __init__(self, database: Database, journal: Journal, tags: Tags) -> None:
        self._db = database
        self._journal = journal
        self._tags = tags

    def passages(self, ids: Iterable[str] | None = None, briefs: Iterable[str] = ()) -> dict[str, Held]:
        """The passages with these ids and those of these briefs, by id; with None all there are."""
        if ids is None:
            rows = self._db.all("SELECT * FROM passages ORDER BY brief, coalesce(start, saved_start), id")
            uses = self._db.all("SELECT * FROM passage_tags ORDER BY created, tag")
            return _held(rows, uses)
        found: dict[str, Held] = {}
        for column, wanted in (("id", ids), ("brief", briefs)):
            for some in _slices(wanted):
                marks = ", ".join("?" * len(some))
                rows = self._db.all(f"SELECT * FROM passages WHERE {column} IN ({marks})", some)
                uses = self._db.all(
                    f"SELECT * FROM passage_tags WHERE passage IN (SELECT id FROM passages WHERE {column} IN ({marks}))"
                    " ORDER BY created, tag",
                    some,
                )
                found.update(_held(rows, uses))
        return found

    def tags(self) -> list[SharedTag]:
        """Every tag."""
        return [
            SharedTag(*(row[part] for part in ("id", "path", "colour", "definition", "author", "created", "changed")))
            for row in self._db.all("SELECT * FROM tags ORDER BY path, id")
        ]

    def brief_tags(self) -> dict[str, list[str]]:
        """The ids of the tags of whole briefs, by brief."""
        found: dict[str, list[str]] = {}
        for row in self._db.all("SELECT brief, tag FROM brief_tags ORDER BY brief, tag"):
            found.setdefault(row["brief"], []).append(row["tag"])
        return found

    def received(self, subjects: Iterable[str] | None = None) -> list[Received]:
        """What came in, of these subjects or of all."""
        if subjects is None:
            return [_received(row) for row in self._db.all("SELECT * FROM received ORDER BY at, rowid")]
        found: list[Received] = []
        for some in _slices(subjects):
            marks = ", ".join("?" * len(some))
            sql = f"SELECT * FROM received WHERE passage IN ({marks}) ORDER BY at, rowid"
            found += map(_received, self._db.all(sql, some))
        return found

    def received_from(self, reader: str) -> list[Received]:
        """All that came from one reader."""
        return [_received(row) for row in self._db.all("SELECT * FROM received WHERE reader = ?", (reader,))]

    def others(self, brief: str | None = None) -> dict[str, str]:
        """The passages that came from somebody else, in a brief or in all: passage id to the reader's name."""
        where, values = (" AND passages.brief = ?", [brief]) if brief is not None else ("", [])
        rows = self._db.all(
            "SELECT passages.id, received.name FROM received JOIN passages ON passages.id = received.passage "
            f"WHERE own = 0{where} ORDER BY received.at DESC",
            values,
        )
        return {row["id"]: row["name"] for row in rows}

    def digests(self) -> list[tuple[str, str, str]]:
        """(brief, sha256 of its file, hash of its text) of every version that is kept, the present ones first."""
        rows = self._db.all(
            "SELECT versions.brief, content_hash, text_hash FROM versions JOIN briefs ON briefs.id = versions.brief "
            "ORDER BY briefs.version <> versions.id, versions.id DESC"
        )
        return [(row["brief"], row["content_hash"], row["text_hash"]) for row in rows]

    def awaited(self) -> list[SharedBrief]:
        """The briefs of others' readings whose files are not here."""
        rows = self._db.all("SELECT * FROM briefs WHERE version IS NULL AND state = 'missing' AND awaited <> ''")
        return [
            SharedBrief(row["id"], row["title"], row["path"], _digest(row["awaited"]), "", row["format"], row["date"])
            for row in rows
        ]

    def where_stands(self, words: Sequence[str]) -> list[str]:
        """The briefs in whose text all of these words stand, letter for letter; the newest first."""
        condition = " AND ".join("instr(versions.text, ?) > 0" for _ in words)
        rows = self._db.all(
            "SELECT briefs.id FROM briefs JOIN versions ON versions.id = briefs.version "
            f"WHERE state <> 'failed' AND {condition} ORDER BY briefs.date DESC, briefs.id",
            list(words),
        )
        return [row["id"] for row in rows]

    def put(self, intake: Intake, label: str) -> Changes:
        """Do what `intake` says, as one action. What stands already is left."""
        with self._journal.action(label) as action:
            for brief in intake.briefs:
                self._await(action, brief)
            for tag in intake.tags:
                action.insert("tags", _tag_columns(tag))
            for tag_id, values in intake.tag_values:
                self._tags.set(action, tag_id, **values)
            for one in intake.passages:
                (self._replace if one.replacing else self._insert)(action, one)
            for passage in intake.removed:
                self._remove(action, passage)
            for brief_id, tag_id, author in intake.brief_tags:
                self._tag_brief(action, brief_id, tag_id, author)
            for correction in intake.corrections:
                action.insert("corrections", correction_columns(correction))
            for correction_id in intake.corrections_removed:
                action.delete("corrections", {"id": correction_id})
            self._clear_away(action)
            for received in intake.received:
                self._receive(action, received)
        return action.changes

    def _await(self, action: Action, brief: SharedBrief) -> None:
        if self._db.one("SELECT 1 FROM briefs WHERE id = ?", (brief.id,)) is None:
            action.insert(
                "briefs",
                {
                    "id": brief.id,
                    "path": brief.file or brief.title or brief.id,
                    "title": brief.title or brief.file,
                    "date": brief.date,
                    "format": brief.format,
                    "state": "missing",
                    "added": now(),
                    "changed": now(),
                    "awaited": brief.sha256 or ELSEWHERE,
                },
            )

    def _clear_away(self, action: Action) -> None:
        """A brief that was waited for goes when nothing of it is left: its file came as another."""
        rows = self._db.all(
            "SELECT id FROM briefs WHERE awaited <> '' AND version IS NULL AND state = 'missing' "
            "AND NOT EXISTS (SELECT 1 FROM passages WHERE brief = briefs.id) "
            "AND NOT EXISTS (SELECT 1 FROM corrections WHERE brief = briefs.id) "
            "AND NOT EXISTS (SELECT 1 FROM places WHERE brief = briefs.id)"
        )
        for row in rows:
            action.delete("briefs", {"id": row["id"]})

    def _insert(self, action: Action, one: Arrival) -> None:
        passage = one.passage
        action.insert(
            "passages",
            {
                "id": passage.id,
                "brief": one.brief,
                **_place_columns(one),
                "note": passage.note,
                "strength": passage.strength,
                "author": passage.author,
                "created": passage.created or now(),
                "changed": passage.changed or passage.created or now(),
            },
        )
        for use in passage.tags:
            self._bear(action, passage.id, use)

    def _replace(self, action: Action, one: Arrival) -> None:
        passage, key = one.passage, {"id": one.passage.id}
        there = {row["tag"] for row in self._db.all("SELECT tag FROM passage_tags WHERE passage = ?", (passage.id,))}
        wanted = {use.tag for use in passage.tags}
        for tag in sorted(there - wanted):
            action.delete("passage_tags", {"passage": passage.id, "tag": tag})
        for use in passage.tags:
            if use.tag not in there:
                self._bear(action, passage.id, use)
        action.update("passages", key, {"note": passage.note, "strength": passage.strength})
        if passage.changed:
            action.update("passages", key, {"changed": passage.changed})
        if one.with_anchor:
            action.update("passages", key, {"brief": one.brief, **_place_columns(one)}, together=True)

    def _bear(self, action: Action, passage: str, use: TagUse) -> None:
        values = {"passage": passage, "tag": use.tag, "author": use.author, "created": use.created or now(6)}
        action.insert("passage_tags", values)

    def _remove(self, action: Action, passage: str) -> None:
        for row in self._db.all("SELECT tag FROM passage_tags WHERE passage = ?", (passage,)):
            action.delete("passage_tags", {"passage": passage, "tag": row["tag"]})
        action.delete("passages", {"id": passage})

    def _tag_brief(self, action: Action, brief: str, tag: str, author: str) -> None:
        if self._db.one("SELECT 1 FROM brief_tags WHERE brief = ? AND tag = ?", (brief, tag)) is None:
            action.insert("brief_tags", {"brief": brief, "tag": tag, "author": author, "created": now(6)})

    def _receive(self, action: Action, one: Received) -> None:
        values = {"brief": one.brief, "name": one.name, "own": int(one.own), "content": one.content, "at": now(6)}
        key = {"passage": one.subject, "reader": one.reader}
        there = self._db.one("SELECT content FROM received WHERE passage = ? AND reader = ?", tuple(key.values()))
        if there is None:
            action.insert("received", {**key, **values})
        elif there["content"] != one.content:
            action.update("received", key, values)


def _held(rows: Sequence[Row], uses: Sequence[Row]) -> dict[str, Held]:
    tags: dict[str, list[TagUse]] = {}
    for use in uses:
        tags.setdefault(use["passage"], []).append(TagUse(use["tag"], use["author"], use["created"]))
    return {
        row["id"]: Held(
            SharedPassage(
                row["id"],
                row["brief"],
                saved_anchor(row),
                tuple(tags.get(row["id"], ())),
                row["note"],
                row["strength"],
                row["author"],
                row["created"],
                row["changed"],
            ),
            row["start"],
            row["end"],
            row["status"],
        )
        for row in rows
    }


def _place_columns(one: Arrival) -> dict[str, object]:
    """Columns of the anchor as it was saved, and where that is in this library's text."""
    anchor, found = one.passage.anchor, one.placement
    where: Anchor = anchor
    if found.start is not None and one.document is not None:
        where = replace(
            anchor,
            page=one.document.page_at(found.start),
            paragraph=one.document.paragraph_at(found.start),
            heading=one.document.heading_path(found.start),
        )
    guess = found.guess or (None, None)
    return {
        **anchor_columns(where),
        "start": found.start,
        "end": found.end,
        "status": found.status,
        "guess_start": guess[0],
        "guess_end": guess[1],
        "placed_in": one.digest,
    }


def _tag_columns(tag: SharedTag) -> dict[str, object]:
    return {
        "id": tag.id,
        "path": tag.path,
        "colour": tag.colour,
        "definition": tag.definition,
        "author": tag.author,
        "created": tag.created or now(),
        "changed": tag.changed or tag.created or now(),
    }


def _received(row: Row) -> Received:
    parts = (row["passage"], row["reader"], row["brief"], row["name"], bool(row["own"]), row["content"])
    return Received(*parts)


def _digest(awaited: str) -> str:
    return "" if awaited == ELSEWHERE else awaited


def _slices(wanted: Iterable[str]) -> list[list[str]]:
    every = list(dict.fromkeys(wanted))
    return [every[at : at + _AT_ONCE] for at in range(0, len(every), _AT_ONCE)]
