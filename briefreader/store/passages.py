"""Passages: what the user marked, where it is now, and why it matters. Every change is an action that can be undone."""

from __future__ import annotations

import json
import uuid
from collections.abc import Callable, Iterable, Sequence

from briefreader.errors import Ambiguous, NotFound, StoreError, UsageError
from briefreader.records import Changes, Passage, PassageQuery, Strength
from briefreader.store import passage_query, versions
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Action, Journal
from briefreader.store.tags import Tags, is_within
from briefreader.text.anchor import Anchor, Placement
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

_LEAST_ID = 4  # characters of an id that name a passage

Resolve = Callable[[Anchor, str, str], Placement]
"""Finds an anchor in a text: (anchor, text, the text's hash)."""
_TOGETHER = 500  # passages asked for in one question
_LABEL_LENGTH = 40
_SELECT = """
SELECT passages.*, (SELECT json_group_array(path) FROM (
    SELECT path FROM tags JOIN passage_tags ON tags.id = tag WHERE passage = passages.id
    ORDER BY passage_tags.created, path
)) AS tags FROM passages JOIN briefs ON briefs.id = passages.brief
"""


class Passages:
    """The passages of one library."""

    def __init__(self, database: Database, journal: Journal, tags: Tags) -> None:
        self._db = database
        self._journal = journal
        self._tags = tags

    def add(self, brief: str, anchor: Anchor, tags: Sequence[str], note: str | None = None) -> tuple[str, Changes]:
        """Tag the span of `anchor`: (passage id, changes). The same span again is the same passage: it gets the tags
        it lacks, and the note if one is given. Raises UsageError when neither a tag nor a note is given, StoreError
        when the anchor is of another text than the brief has now."""
        if not tags and not note:
            raise UsageError("A passage needs a tag or a note.")
        label = f"Tag “{shortened(anchor.exact)}”"
        with self._journal.action(label) as action:
            self._check(brief, anchor)
            known = self._same(brief, anchor)
            passage = str(known["id"]) if known else self._insert(action, brief, anchor, canonical(note or ""))
            if known and note is not None:
                action.update("passages", {"id": passage}, {"note": canonical(note), "changed": now()})
            for path in tags:
                self._put_tag(action, passage, path)
        return passage, action.changes

    def add_all(self, spans: Sequence[tuple[str, Anchor]], tags: Sequence[str], note: str, label: str) -> Changes:
        """`add` for many spans, (brief, anchor) each, as one action called `label`. A note comes under the one that is
        there."""
        if not tags and not note:
            raise UsageError("A passage needs a tag or a note.")
        with self._journal.action(label) as action:
            for brief, anchor in spans:
                self._check(brief, anchor)
                known = self._same(brief, anchor)
                passage = known["id"] if known else self._insert(action, brief, anchor, canonical(note))
                if known and note and note not in known["note"].split("\n"):
                    text = canonical("\n".join(filter(None, (known["note"], note))))
                    action.update("passages", {"id": passage}, {"note": text, "changed": now()})
                for path in tags:
                    self._put_tag(action, passage, path)
        return action.changes

    def put_tag(self, passage: str, path: str) -> Changes:
        """Add a tag to a passage."""
        found = self.get(passage)
        with self._journal.action(f"Tag “{shortened(found.exact)}” {path}") as action:
            self._put_tag(action, passage, path)
        return action.changes

    def remove_tag(self, passage: str, path: str) -> Changes:
        """Take a tag off a passage, which stays. Raises NotFound when it does not carry the tag."""
        found = self.get(passage)
        tag = self._tags.find(path)
        if tag.path not in found.tags:
            raise NotFound(f"The passage does not carry the tag “{tag.path}”.")
        with self._journal.action(f"Take {tag.path} off “{shortened(found.exact)}”") as action:
            action.delete("passage_tags", {"passage": passage, "tag": tag.id})
        return action.changes

    def set_note(self, passage: str, note: str) -> Changes:
        found = self.get(passage)
        with self._journal.action(f"Note on “{shortened(found.exact)}”") as action:
            action.update("passages", {"id": passage}, {"note": canonical(note)})
            if action.changes:
                action.update("passages", {"id": passage}, {"changed": now()})
        return action.changes

    def set_strength(self, passages: Sequence[str], strength: Strength) -> Changes:
        """Say how sure what these passages state is."""
        found = [self.get(passage) for passage in passages]
        what = f"“{shortened(found[0].exact)}”" if len(found) == 1 else f"{len(found)} passages"
        with self._journal.action(f"{strength.capitalize() or 'No strength'}: {what}") as action:
            for one in found:
                if one.strength != strength:
                    action.update("passages", {"id": one.id}, {"strength": strength, "changed": now()})
        return action.changes

    def settle(self, passage: str) -> Changes:
        """A passage without a certain place stays as it is until its brief changes again."""
        found = self.get(passage)
        with self._journal.action(f"Keep “{shortened(found.exact)}” as it is") as action:
            placed_in = self._db.value("SELECT placed_in FROM passages WHERE id = ?", (passage,))
            action.update("passages", {"id": passage}, {"settled": placed_in})
        return action.changes

    def remove(self, passage: str) -> Changes:
        found = self.get(passage)
        with self._journal.action(f"Remove “{shortened(found.exact)}”") as action:
            for row in self._db.all("SELECT tag FROM passage_tags WHERE passage = ?", (passage,)):
                action.delete("passage_tags", {"passage": passage, "tag": row["tag"]})
            action.delete("passages", {"id": passage})
        return action.changes

    def remove_all(self, passages: Sequence[str]) -> Changes:
        """Remove several as one action. Raises NotFound."""
        found = [self.get(passage) for passage in dict.fromkeys(passages)]
        with self._journal.action(f"Remove {len(found)} passages") as action:
            for one in found:
                for row in self._db.all("SELECT tag FROM passage_tags WHERE passage = ?", (one.id,)):
                    action.delete("passage_tags", {"passage": one.id, "tag": row["tag"]})
                action.delete("passages", {"id": one.id})
        return action.changes

    def put_tag_on_all(self, passages: Sequence[str], path: str) -> Changes:
        """Add a tag to several as one action. Raises NotFound, UsageError."""
        found = [self.get(passage) for passage in dict.fromkeys(passages)]
        with self._journal.action(f"Tag {len(found)} passages {path}") as action:
            for one in found:
                self._put_tag(action, one.id, path)
        return action.changes

    def remove_tag_from_all(self, passages: Sequence[str], path: str) -> Changes:
        """Take a tag off several, where they bear it, as one action. Raises NotFound."""
        tag = self._tags.find(path)
        found = [one for one in map(self.get, dict.fromkeys(passages)) if tag.path in one.tags]
        with self._journal.action(f"Take {tag.path} off {len(found)} passages") as action:
            for one in found:
                action.delete("passage_tags", {"passage": one.id, "tag": tag.id})
        return action.changes

    def attach(self, passage: str, anchor: Anchor) -> Changes:
        """Put a passage where the user says it belongs: its anchor is made anew. Raises StoreError when that is of
        another text than the brief has now."""
        found = self.get(passage)
        with self._journal.action(f"Place “{shortened(found.exact)}”") as action:
            self._check(found.brief, anchor)
            action.update("passages", {"id": passage}, {**anchor_columns(anchor), "changed": now()}, together=True)
        return action.changes

    def place_all(self, brief: str, document: Document, digest: str, resolve: Resolve) -> Changes:
        """Find every passage of a brief in its new text. What cannot be placed keeps its words and is listed. Not an
        action of the user's: undo does not take it back."""
        moved = set()
        with self._db.write():
            for row in self._db.all("SELECT * FROM passages WHERE brief = ? AND placed_in <> ?", (brief, digest)):
                self._place(row, document, digest, resolve)
                moved.add(row["id"])
        return Changes(frozenset({brief}) if moved else frozenset(), frozenset(moved))

    def get(self, passage: str) -> Passage:
        """The passage with this id. Raises NotFound."""
        row = self._db.one(_SELECT + " WHERE passages.id = ?", (passage,))
        if row is None:
            raise NotFound(f"There is no passage {passage}.", "See: briefreader passages")
        return _passage(row)

    def find(self, reference: str) -> Passage:
        """The passage that an id, or its beginning of at least four characters, names. Raises NotFound, Ambiguous."""
        rows = self._db.all(
            _SELECT + " WHERE passages.id = ?1 OR length(?1) >= ?2 AND substr(passages.id, 1, length(?1)) = ?1",
            (reference, _LEAST_ID),
        )
        if len(rows) > 1:
            places = [f"{row['id']}  {shortened(row['exact'])}" for row in rows]
            raise Ambiguous(f"“{reference}” fits more than one passage.", "Give the whole id.", places)
        return _passage(rows[0]) if rows else self.get(reference)

    def all(self, brief: str | None = None, tag: str | None = None) -> list[Passage]:
        """The passages of a brief, or of all in the order of their briefs; with a tag (or one beneath it)."""
        where, values = (" WHERE passages.brief = ?", [brief]) if brief is not None else ("", [])
        order = " ORDER BY briefs.date DESC, briefs.title, briefs.id, coalesce(start, saved_start), passages.created"
        found = [_passage(row) for row in self._db.all(_SELECT + where + order, values)]
        if tag is None:
            return found
        wanted = self._tags.scope(tag)
        return [one for one in found if any(is_within(path, wanted) for path in one.tags)]

    def some(self, query: PassageQuery) -> tuple[list[Passage], int]:
        """The passages that fit, and how many there are of them without regard to limit and offset. Raises NotFound for
        a tag that is not there."""
        known = [(tag.id, tag.path) for tag in self._tags.all()] if query.tags else []
        wanted = [self._tags.scope(path) for path in query.tags]
        tags = [number for number, path in known if any(is_within(path, one) for one in wanted)]
        where, values = passage_query.condition(query, tags)
        total = self._db.value(f"SELECT count(*) FROM passages WHERE {where}", values)
        order, window = passage_query.order(query)
        rows = self._db.all(f"{_SELECT} WHERE {where} {order}", [*values, *window])
        return [_passage(row) for row in rows], int(total)

    def anchor(self, passage: str) -> Anchor:
        """The anchor of a passage as it was saved. Raises NotFound."""
        self.get(passage)
        row = self._db.one("SELECT * FROM passages WHERE id = ?", (passage,))
        assert row is not None
        return saved_anchor(row)

    def unplaced(self, digest_of: Callable[[str], str], passages: Iterable[str]) -> list[str]:
        """The briefs of those of `passages` that have not been looked for in the present text (undone after a new
        version)."""
        wanted, found = list(passages), set[str]()
        for at in range(0, len(wanted), _TOGETHER):
            some = wanted[at : at + _TOGETHER]
            marks = ", ".join("?" * len(some))
            rows = self._db.all(f"SELECT DISTINCT brief, placed_in FROM passages WHERE id IN ({marks})", some)
            found |= {row["brief"] for row in rows if digest_of(row["brief"]) not in ("", row["placed_in"])}
        return sorted(found)

    def _check(self, brief: str, anchor: Anchor) -> None:
        """Another process may have read a new version since the anchor was described: its offsets mean other words."""
        digest = versions.digest(self._db, brief)
        if digest != anchor.text_hash:
            what = "has just been read anew" if digest else "is no longer in the library"
            raise StoreError(f"The text of this brief {what}; nothing was tagged.", "Look again, and do it anew.")

    def _same(self, brief: str, anchor: Anchor) -> Row | None:
        """The passage with the very span of `anchor`, the user's own before another reader's."""
        return self._db.one(
            "SELECT id, note FROM passages WHERE brief = ? AND start = ? AND end = ? "
            "ORDER BY author <> ?, created, rowid LIMIT 1",
            (brief, anchor.start, anchor.end, self._tags.author),
        )

    def _insert(self, action: Action, brief: str, anchor: Anchor, note: str) -> str:
        passage = str(uuid.uuid4())
        action.insert(
            "passages",
            {
                "id": passage,
                "brief": brief,
                **anchor_columns(anchor),
                "note": note,
                "author": self._tags.author,
                "created": now(),
                "changed": now(),
            },
        )
        return passage

    def _put_tag(self, action: Action, passage: str, path: str) -> None:
        tag = self._tags.ensure(action, path)
        if self._db.one("SELECT 1 FROM passage_tags WHERE passage = ? AND tag = ?", (passage, tag)) is None:
            action.insert(
                "passage_tags", {"passage": passage, "tag": tag, "author": self._tags.author, "created": now(6)}
            )

    def _place(self, row: Row, document: Document, digest: str, resolve: Resolve) -> None:
        found = resolve(saved_anchor(row), document.text, digest)
        guess = found.guess or (None, None)
        columns = [found.start, found.end, found.status, *guess, digest]
        where = row["page"], row["paragraph"], row["heading"]
        if found.start is not None:
            where = (
                document.page_at(found.start),
                document.paragraph_at(found.start),
                json.dumps(document.heading_path(found.start), ensure_ascii=False),
            )
        self._db.run(
            "UPDATE passages SET start = ?, end = ?, status = ?, guess_start = ?, guess_end = ?, placed_in = ?, "
            "page = ?, paragraph = ?, heading = ? WHERE id = ?",
            [*columns, *where, row["id"]],
        )


def shortened(text: str) -> str:
    """The first words of a passage, for a label."""
    line = " ".join(text.split())
    return line if len(line) <= _LABEL_LENGTH else line[: _LABEL_LENGTH - 1].rstrip() + "…"


def anchor_columns(anchor: Anchor) -> dict[str, object]:
    """The columns of a passage that stands where `anchor` says."""
    return {
        "start": anchor.start,
        "end": anchor.end,
        "status": "exact",
        "guess_start": None,
        "guess_end": None,
        "placed_in": anchor.text_hash,
        "saved_start": anchor.start,
        "saved_end": anchor.end,
        "exact": anchor.exact,
        "prefix": anchor.prefix,
        "suffix": anchor.suffix,
        "text_hash": anchor.text_hash,
        "page": anchor.page,
        "paragraph": anchor.paragraph,
        "heading": json.dumps(anchor.heading, ensure_ascii=False),
        "rival": anchor.rival,
    }


def saved_anchor(row: Row) -> Anchor:
    """The anchor of a passage's row as it was saved."""
    return Anchor(
        start=row["saved_start"],
        end=row["saved_end"],
        exact=row["exact"],
        prefix=row["prefix"],
        suffix=row["suffix"],
        text_hash=row["text_hash"],
        page=row["page"],
        paragraph=row["paragraph"],
        heading=tuple(json.loads(row["heading"])),
        rival=row["rival"],
    )


def _passage(row: Row) -> Passage:
    return Passage(
        id=row["id"],
        brief=row["brief"],
        start=row["start"],
        end=row["end"],
        exact=row["exact"],
        tags=tuple(json.loads(row["tags"])),
        note=row["note"],
        status=row["status"],
        paragraph=row["paragraph"],
        page=row["page"],
        heading=tuple(json.loads(row["heading"])),
        author=row["author"],
        created=row["created"],
        changed=row["changed"],
        guess=(row["guess_start"], row["guess_end"]) if row["guess_start"] is not None else None,
        strength=row["strength"],
        settled=row["settled"] == row["placed_in"] and row["status"] not in ("exact", "moved"),
    )
