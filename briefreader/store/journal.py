"""Undo and redo that outlive the program: every action of the user as the rows it touched, before and after.

An action is the only way to change passages and tags. Undoing puts back what each row held before, column by column,
so that what others changed since (a passage placed anew in a new version of its brief) stays as it is.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import chain, count
from typing import Any, Literal

from briefreader.records import Changes
from briefreader.store.database import Database, now

Subject = Literal[
    "passages",
    "tags",
    "passage_tags",
    "brief_tags",
    "brief_states",
    "received",
    "corrections",
    "drafts",
    "searches",
    "watched",
    "briefs",
]
Values = Mapping[str, Any]
KEYS: dict[str, tuple[str, ...]] = {
    "passages": ("id",),
    "tags": ("id",),
    "passage_tags": ("passage", "tag"),
    "brief_tags": ("brief", "tag"),
    "brief_states": ("brief",),
    "received": ("passage", "reader"),
    "corrections": ("id",),
    "drafts": ("id",),
    "searches": ("id",),
    "watched": ("term",),
    "briefs": ("id",),
}
KEPT_ACTIONS = 500


class Action:
    """One thing the user does, being written down. Every method keeps the row as it was and as it becomes."""

    def __init__(self, database: Database, number: int) -> None:
        self._db = database
        self._number = number
        self._step = 0
        self.changes = Changes()

    def insert(self, subject: Subject, values: Values) -> None:
        _insert(self._db, subject, values)
        self._note(subject, _key(subject, values), None, values)

    def update(self, subject: Subject, key: Values, values: Values, together: bool = False) -> None:
        """Set `values`; only those that differ are kept, or with `together` all: they make sense only as a whole."""
        before = self._row(subject, key)
        changed = {column: value for column, value in values.items() if before[column] != value}
        if changed:
            changed = dict(values) if together else changed
            _update(self._db, subject, key, changed)
            self._note(subject, key, {column: before[column] for column in changed}, changed)

    def delete(self, subject: Subject, key: Values) -> None:
        before = self._row(subject, key)
        _delete(self._db, subject, key)
        self._note(subject, key, before, None)

    def _row(self, subject: Subject, key: Values) -> dict[str, Any]:
        where, values = _where(key)
        row = self._db.one(f"SELECT * FROM {subject} WHERE {where}", values)
        if row is None:
            raise LookupError(f"no row in {subject}")
        return dict(row)

    def _note(self, subject: Subject, key: Values, before: Values | None, after: Values | None) -> None:
        self._step += 1
        brief = _brief(self._db, subject, key, before)
        self._db.run(
            "INSERT INTO journal_rows (journal, step, subject, key, brief, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)",
            (self._number, self._step, subject, _dump(key), brief, _dump(before), _dump(after)),
        )
        self.changes |= _touched(self._db, subject, key, before)


class Journal:
    """The actions of the user, in order, and which of them are undone."""

    def __init__(self, database: Database) -> None:
        self._db = database

    @contextmanager
    def action(self, label: str) -> Iterator[Action]:
        """A transaction in which the user's rows may be changed; `label` names it in "Undo …". Clears what could be
        redone. An action that changes nothing leaves no trace."""
        with self._db.write():
            number = self._db.insert("INSERT INTO journal (label, created) VALUES (?, ?)", (label, now()))
            action = Action(self._db, number)
            yield action
            if action.changes:
                self._db.run("DELETE FROM journal WHERE undone = 1")
                self._db.run("DELETE FROM journal WHERE id <= ?", (number - KEPT_ACTIONS,))
            else:
                self._db.run("DELETE FROM journal WHERE id = ?", (number,))

    def extend(self, label: str, subject: Subject, key: Values, values: Values, seconds: int) -> Changes | None:
        """Make an update part of the last action, when that was an update of the same row under the same label, is not
        undone and began at most `seconds` ago; None when it was not, and nothing is done."""
        with self._db.write():
            entry = self._db.one("SELECT * FROM journal ORDER BY id DESC LIMIT 1")
            if entry is None or entry["undone"] or entry["label"] != label or _age(entry["created"]) > seconds:
                return None
            rows = self._db.all("SELECT * FROM journal_rows WHERE journal = ?", (entry["id"],))
            if len(rows) != 1 or rows[0]["subject"] != subject or rows[0]["key"] != _dump(key):
                return None
            before, after = _load(rows[0]["before"]), _load(rows[0]["after"])
            if before is None or after is None:
                return None
            where, at = _where(key)
            now_there = self._db.one(f"SELECT * FROM {subject} WHERE {where}", at)
            if now_there is None:
                return None
            _update(self._db, subject, key, values)
            self._db.run(
                "UPDATE journal_rows SET before = ?, after = ? WHERE journal = ?",
                (
                    _dump({**{name: now_there[name] for name in values}, **before}),
                    _dump({**after, **values}),
                    entry["id"],
                ),
            )
        return _touched(self._db, subject, key, None)

    def undo_label(self) -> str:
        """What `undo` would take back; "" when nothing."""
        return self._db.value("SELECT label FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1") or ""

    def redo_label(self) -> str:
        """What `redo` would do again; "" when nothing."""
        return self._db.value("SELECT label FROM journal WHERE undone = 1 ORDER BY id LIMIT 1") or ""

    def undo(self) -> Changes | None:
        """Take back the last action; None when there is none."""
        return self._turn("SELECT id, label FROM journal WHERE undone = 0 ORDER BY id DESC LIMIT 1", back=True)

    def redo(self) -> Changes | None:
        """Do again what was undone last; None when there is nothing."""
        return self._turn("SELECT id, label FROM journal WHERE undone = 1 ORDER BY id LIMIT 1", back=False)

    def _turn(self, which: str, back: bool) -> Changes | None:
        with self._db.write():
            entry = self._db.one(which)
            if entry is None:
                return None
            order = "DESC" if back else "ASC"
            sql = f"SELECT * FROM journal_rows WHERE journal = ? ORDER BY step {order}"
            rows = self._db.all(sql, (entry["id"],))
            changes = Changes(label=entry["label"])
            for row in rows:
                subject: Subject = row["subject"]
                key = json.loads(row["key"])
                before, after = (_load(row["before"]), _load(row["after"]))[:: 1 if back else -1]
                gone = after if before is None else None
                changes |= _touched(self._db, subject, key, gone)
                if before is None:
                    if not _is_borne(self._db, subject, key):
                        _delete(self._db, subject, key)
                elif after is None:
                    if not _is_there(self._db, subject, key):
                        _insert(self._db, subject, _with_free_name(self._db, subject, before))
                elif values := _without_taken_name(self._db, subject, key, before):
                    _update(self._db, subject, key, values)
                changes |= _touched(self._db, subject, key, before)
            self._db.run("UPDATE journal SET undone = ? WHERE id = ?", (int(back), entry["id"]))
        return changes


def _insert(database: Database, subject: Subject, values: Values) -> None:
    columns = ", ".join(values)
    marks = ", ".join("?" * len(values))
    database.run(f"INSERT INTO {subject} ({columns}) VALUES ({marks})", list(values.values()))


def _update(database: Database, subject: Subject, key: Values, values: Values) -> None:
    where, at = _where(key)
    columns = ", ".join(f"{column} = ?" for column in values)
    database.run(f"UPDATE {subject} SET {columns} WHERE {where}", [*values.values(), *at])


def _delete(database: Database, subject: Subject, key: Values) -> None:
    where, values = _where(key)
    database.run(f"DELETE FROM {subject} WHERE {where}", values)


def _without_taken_name(database: Database, subject: Subject, key: Values, values: dict[str, Any]) -> dict[str, Any]:
    """`values` without a tag's name that another has: one whose making was struck with a forgotten brief."""
    if subject == "tags" and "path" in values and _is_taken(database, values["path"], key["id"]):
        return {column: value for column, value in values.items() if column != "path"}
    return values


def _with_free_name(database: Database, subject: Subject, values: dict[str, Any]) -> dict[str, Any]:
    """`values`, a tag's name numbered when another has it meanwhile."""
    if subject != "tags":
        return values
    names = chain((values["path"],), (f"{values['path']} ({number})" for number in count(2)))
    return {**values, "path": next(name for name in names if not _is_taken(database, name, values["id"]))}


def _is_taken(database: Database, path: str, tag: str) -> bool:
    return database.one("SELECT 1 FROM tags WHERE path = ? AND id <> ?", (path, tag)) is not None


def _is_borne(database: Database, subject: Subject, key: Values) -> bool:
    """Whether the row is a tag still borne: by passages of a forgotten brief, whose entries have been struck, or by
    what came without an entry. Or a brief that waited for its file and has it now, or bears passages."""
    if subject == "briefs":
        sql = "SELECT 1 FROM passages WHERE brief = ?1 UNION ALL SELECT 1 FROM versions WHERE brief = ?1 LIMIT 1"
        return database.one(sql, (key["id"],)) is not None
    sql = "SELECT 1 FROM passage_tags WHERE tag = ?1 UNION ALL SELECT 1 FROM brief_tags WHERE tag = ?1 LIMIT 1"
    return subject == "tags" and database.one(sql, (key["id"],)) is not None


def _is_there(database: Database, subject: Subject, key: Values) -> bool:
    where, values = _where(key)
    return database.one(f"SELECT 1 FROM {subject} WHERE {where}", values) is not None


def _age(created: str) -> float:
    """How many seconds ago a time was, ISO 8601."""
    return (datetime.now(UTC) - datetime.fromisoformat(created)).total_seconds()


def _where(key: Values) -> tuple[str, list[Any]]:
    return " AND ".join(f"{column} = ?" for column in key), list(key.values())


def _key(subject: Subject, values: Values) -> dict[str, Any]:
    return {column: values[column] for column in KEYS[subject]}


def _dump(values: Values | None) -> str | None:
    return None if values is None else json.dumps(dict(values), ensure_ascii=False)


def _load(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)


def _brief(database: Database, subject: Subject, key: Values, row: Values | None) -> str | None:
    """The brief an entry speaks of, so that forgetting the brief forgets the entry."""
    if subject in ("tags", "drafts", "searches", "watched"):
        return None
    if subject == "corrections":
        there = database.value("SELECT brief FROM corrections WHERE id = ?", (key["id"],))
        brief = (row or {}).get("brief") or there
        return str(brief) if brief is not None else None
    if subject == "briefs":
        return str(key["id"])
    if "brief" in key:
        return str(key["brief"])
    if subject in ("passages", "received") and row is not None and "brief" in row:
        return str(row["brief"])
    if subject == "received":
        where, values = _where(key)
        return str(database.value(f"SELECT brief FROM received WHERE {where}", values))
    passage = key["id"] if subject == "passages" else key["passage"]
    found = database.value("SELECT brief FROM passages WHERE id = ?", (passage,))
    return str(found) if found is not None else None


def _touched(database: Database, subject: Subject, key: Values, row: Values | None) -> Changes:
    if subject == "tags":
        return Changes(tags=frozenset({key["id"]}))
    if subject == "corrections":
        return Changes(corrections=frozenset({key["id"]}))
    if subject == "drafts":
        return Changes(drafts=frozenset({key["id"]}))
    if subject in ("searches", "watched"):
        return Changes(searches=frozenset({key.get("id", "")}))
    if subject == "briefs":
        return Changes(briefs=frozenset({key["id"]}))
    if "brief" in key:
        return Changes(briefs=frozenset({key["brief"]}), tags=frozenset({key["tag"]} if "tag" in key else ()))
    passage = key["id"] if subject == "passages" else key["passage"]
    tags = frozenset({key["tag"]}) if subject == "passage_tags" else frozenset()
    brief = _brief(database, subject, key, row)
    return Changes(frozenset({brief} if brief else ()), frozenset({passage}), tags)
