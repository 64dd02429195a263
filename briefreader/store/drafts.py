"""Drafts of the summary: saved as they are typed, each save a step of undo, and versions kept beside them."""

from __future__ import annotations

import json
import uuid
from collections.abc import Mapping
from dataclasses import asdict, replace
from typing import Any, cast

from briefreader.errors import Ambiguous, NotFound
from briefreader.records import Changes
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Journal
from briefreader.text.draft import (
    BLOCKS,
    STYLES,
    Block,
    BlockName,
    Draft,
    DraftVersion,
    Selection,
    SourceMark,
    Statement,
)

_LEAST_ID = 4  # characters of an id that name a draft
_BURST = 20  # seconds within which saves under one label are one step of undo
_KEPT = 100  # versions of one draft
_COVER = ("title", "form", "audience", "author", "date", "status", "deadline", "marking", "style", "office", "links")
_STATEMENTS = ("bottom_line", "points", "questions", "open_points")


class Drafts:
    """The drafts of one library. Making, changing and removing one are actions that can be undone; undoing puts back
    the parts of a draft that the action changed, and leaves the others."""

    def __init__(self, database: Database, journal: Journal, author: str) -> None:
        self._db = database
        self._journal = journal
        self.author = author

    def add(self, draft: Draft, label: str) -> tuple[Draft, Changes]:
        """Keep a new draft: (as it was kept, with its id and times; changes)."""
        at = now()
        made = replace(draft, id=str(uuid.uuid4()), created=at, changed=at)
        row = {"id": made.id, **_columns(made), "by": self.author, "created": at, "changed": at}
        with self._journal.action(label) as action:
            action.insert("drafts", row)
        return made, action.changes

    def save(self, draft: Draft, label: str, *, burst: bool = False) -> Changes:
        """Keep a draft as it is now; in a `burst` of typing the saves of some seconds are one step of undo. Raises
        NotFound when it is no longer there."""
        with self._db.write():
            old = self.get(draft.id)
            before, after = _columns(old), _columns(draft)
            values = {name: value for name, value in after.items() if before[name] != value}
            if not values:
                return Changes()
            values["changed"] = now()
            if burst and (changes := self._journal.extend(label, "drafts", {"id": draft.id}, values, _BURST)):
                return changes
            with self._journal.action(label) as action:
                action.update("drafts", {"id": draft.id}, values)
        return action.changes

    def remove(self, draft: str, label: str) -> Changes:
        """Remove a draft; its versions come back with it when that is undone. Raises NotFound."""
        self.get(draft)
        with self._journal.action(label) as action:
            action.delete("drafts", {"id": draft})
        return action.changes

    def all(self) -> list[Draft]:
        """Every draft, the one changed last first."""
        return [_draft(row) for row in self._db.all("SELECT * FROM drafts ORDER BY changed DESC, rowid DESC")]

    def get(self, draft: str) -> Draft:
        """The draft with this id. Raises NotFound."""
        row = self._db.one("SELECT * FROM drafts WHERE id = ?", (draft,))
        if row is None:
            raise NotFound("There is no such draft.", "See: briefreader drafts")
        return _draft(row)

    def find(self, reference: str) -> Draft:
        """The draft that an id, its beginning, or a title names. Raises NotFound, Ambiguous."""
        found = [
            draft
            for draft in self.all()
            if draft.id == reference
            or (len(reference) >= _LEAST_ID and draft.id.startswith(reference))
            or draft.title.casefold() == reference.casefold().strip() != ""
        ]
        if len(found) > 1:
            places = [f"{draft.id}  {draft.title}" for draft in found]
            raise Ambiguous(f"“{reference}” fits more than one draft.", "Give the id.", places)
        if not found:
            raise NotFound(f"There is no draft “{reference}”.", "See: briefreader drafts")
        return found[0]

    def keep(self, draft: str, label: str) -> int:
        """Keep the draft as it is now as a version, unless the last version is the same; returns its number. Raises
        NotFound."""
        with self._db.write():
            content = json.dumps(_columns(self.get(draft)), ensure_ascii=False, sort_keys=True)
            sql = "SELECT number, content FROM draft_versions WHERE draft = ? ORDER BY number DESC LIMIT 1"
            last = self._db.one(sql, (draft,))
            if last is not None and last["content"] == content:
                return int(last["number"])
            number = int(last["number"]) + 1 if last is not None else 1
            self._db.run("INSERT INTO draft_versions VALUES (?, ?, ?, ?, ?)", (draft, number, label, content, now()))
            self._db.run("DELETE FROM draft_versions WHERE draft = ? AND number <= ?", (draft, number - _KEPT))
        return number

    def versions(self, draft: str) -> list[DraftVersion]:
        """The versions of a draft that were kept, the newest first."""
        sql = "SELECT * FROM draft_versions WHERE draft = ? ORDER BY number DESC"
        return [
            DraftVersion(row["number"], row["label"], row["created"], _of(draft, json.loads(row["content"])))
            for row in self._db.all(sql, (draft,))
        ]

    def forget(self, brief: str) -> Changes:
        """Take the words of a brief out of every draft and version, and what names it out of the journal. To be called
        while its passages are still there."""
        touched = set()
        with self._db.write():
            passages = frozenset(row[0] for row in self._db.all("SELECT id FROM passages WHERE brief = ?", (brief,)))
            for draft in self.all():
                bare = draft.without(brief, passages)
                if bare != draft:
                    self._db.run(*_setting("drafts", _columns(bare), "id = ?", draft.id))
                    touched.add(draft.id)
            for row in self._db.all("SELECT draft, number, content FROM draft_versions"):
                old = _of(row["draft"], json.loads(row["content"]))
                if (bare := old.without(brief, passages)) != old:
                    content = json.dumps(_columns(bare), ensure_ascii=False, sort_keys=True)
                    self._db.run(
                        "UPDATE draft_versions SET content = ? WHERE draft = ? AND number = ?",
                        (content, row["draft"], row["number"]),
                    )
            self._db.run(
                "DELETE FROM journal WHERE id IN (SELECT journal FROM journal_rows WHERE subject = 'drafts' "
                "AND (instr(coalesce(before, ''), ?1) > 0 OR instr(coalesce(after, ''), ?1) > 0))",
                (brief,),
            )
        return Changes(drafts=frozenset(touched))


def _columns(draft: Draft) -> dict[str, str]:
    """A draft as the texts of the table's columns."""
    values: dict[str, Any] = {
        "cover": {name: getattr(draft, name) for name in _COVER},
        "selection": asdict(draft.selection),
        "blocks": [[block.name, block.shown] for block in draft.blocks],
        "cuts": [list(cut) for cut in draft.cuts],
    }
    values |= {name: [asdict(statement) for statement in getattr(draft, name)] for name in _STATEMENTS}
    return {name: json.dumps(value, ensure_ascii=False) for name, value in values.items()}


def _draft(row: Row) -> Draft:
    made = _of(row["id"], {name: row[name] for name in ("cover", "selection", "blocks", "cuts", *_STATEMENTS)})
    return replace(made, created=row["created"], changed=row["changed"])


def _of(identity: str, columns: Mapping[str, str]) -> Draft:
    read = {name: json.loads(value) for name, value in columns.items()}
    cover = {name: value for name, value in read["cover"].items() if name in _COVER}
    if cover.get("style") not in STYLES:
        cover["style"] = "short"
    chosen: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in read["selection"].items()
    }
    statements: dict[str, Any] = {name: tuple(map(_statement, read[name])) for name in _STATEMENTS}
    return Draft(
        id=identity,
        **cover,
        selection=Selection(**chosen),
        blocks=_blocks(read["blocks"]),
        cuts=tuple((passage, text) for passage, text in read["cuts"]),
        **statements,
    )


def _blocks(kept: list[list[Any]]) -> tuple[Block, ...]:
    """The blocks in the order kept; one this version does not know is passed over, one it has since got is off."""
    known = [Block(cast(BlockName, name), bool(shown)) for name, shown in kept if name in BLOCKS]
    names = {block.name for block in known}
    return (*known, *(Block(name, False) for name in BLOCKS if name not in names))


def _statement(value: Mapping[str, Any]) -> Statement:
    marks = tuple(SourceMark(**mark) for mark in value["marks"])
    return Statement(value["text"], marks, value.get("question", ""))


def _setting(table: str, values: Mapping[str, str], where: str, key: str) -> tuple[str, list[str]]:
    columns = ", ".join(f"{name} = ?" for name in values)
    return f"UPDATE {table} SET {columns} WHERE {where}", [*values.values(), key]
