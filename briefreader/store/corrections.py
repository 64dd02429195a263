"""What the user has put right in names and quotes: a log that is applied to whatever the analysis finds."""

from __future__ import annotations

import json
import uuid
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

from briefreader.errors import Ambiguous, NotFound
from briefreader.records import Changes
from briefreader.store.database import Database, Row, now
from briefreader.store.journal import Journal
from briefreader.text.anchor import Anchor
from briefreader.text.corrections import Correction

_LEAST_ID = 4  # characters of an id that name a correction
_MANY = 100  # terms: for more, every brief is looked at again


class CorrectionsStore:
    """The corrections of one library. Making and removing them are actions that can be undone."""

    def __init__(self, database: Database, journal: Journal, author: str) -> None:
        self._db = database
        self._journal = journal
        self.author = author

    def add(self, corrections: Sequence[Correction], label: str) -> tuple[list[Correction], Changes]:
        """Keep `corrections`, each with an id and signed, as one action: (as kept, changes)."""
        kept = [
            replace(one, id=str(uuid.uuid4()), author=one.author or self.author, created=one.created or now(6))
            for one in corrections
        ]
        with self._journal.action(label) as action:
            for one in kept:
                action.insert("corrections", columns(one))
        return kept, action.changes

    def remove(self, ids: Iterable[str], label: str) -> Changes:
        """Take corrections back for good, as one action."""
        with self._journal.action(label) as action:
            for one in ids:
                action.delete("corrections", {"id": one})
        return action.changes

    def all(self, brief: str | None = None) -> list[Correction]:
        """Every correction in the order they were made; with `brief` those that may concern it."""
        where, values = (" WHERE brief IS NULL OR brief = ?", [brief]) if brief is not None else ("", [])
        return [
            _correction(row)
            for row in self._db.all(f"SELECT * FROM corrections{where} ORDER BY created, rowid", values)
        ]

    def some(self, ids: Iterable[str]) -> list[Correction]:
        """The corrections with these ids, as far as they are there."""
        rows = (self._db.one("SELECT * FROM corrections WHERE id = ?", (one,)) for one in ids)
        return [_correction(row) for row in rows if row is not None]

    def find(self, reference: str) -> Correction:
        """The correction that an id, or its beginning of four characters or more, names. Raises NotFound, Ambiguous."""
        rows = self._db.all(
            "SELECT * FROM corrections WHERE id = ?1 OR length(?1) >= ?2 AND substr(id, 1, length(?1)) = ?1",
            (reference, _LEAST_ID),
        )
        if len(rows) > 1:
            raise Ambiguous(
                f"“{reference}” fits more than one correction.", "Give the whole id.", [row["id"] for row in rows]
            )
        if not rows:
            raise NotFound(f"There is no correction {reference}.", "See: briefreader corrections")
        return _correction(rows[0])

    def counts(self) -> dict[str, int]:
        """In how many briefs each correction changes something."""
        return {row[0]: row[1] for row in self._db.all("SELECT correction, count(*) FROM applied GROUP BY correction")}

    def roles(self) -> dict[str, str]:
        """What the persons of the user's word lists are, by name; the last word counts."""
        found: dict[str, str] = {}
        for row in self._db.all("SELECT target, value FROM corrections WHERE kind = 'add' ORDER BY created"):
            value = json.loads(row["value"])
            if value.get("role"):
                found[value.get("to_name") or json.loads(row["target"])["text"]] = value["role"]
        return found

    def touch(self, corrections: Sequence[Correction], ids: Iterable[str] = ()) -> None:
        """Note that the findings of every brief that `corrections`, or those with `ids`, may concern are stale."""
        with self._db.write():
            for gone in ids:
                self._db.run(
                    "UPDATE findings SET stale = 1 WHERE brief IN (SELECT brief FROM applied WHERE correction = ?)",
                    (gone,),
                )
            wide = [one for one in corrections if one.scope == "library"]
            if sum(len(one.terms) for one in wide) > _MANY:
                self._db.run("UPDATE findings SET stale = 1")
                return
            for one in corrections:
                if one.brief is not None:
                    self._db.run("UPDATE findings SET stale = 1 WHERE brief = ?", (one.brief,))
            for one in wide:
                self._touch_wide(one)

    def _touch_wide(self, correction: Correction) -> None:
        for term in correction.terms:
            self._db.run(
                "UPDATE findings SET stale = 1 WHERE stale = 0 AND (brief IN (SELECT brief FROM mentions "
                "WHERE name = ?1 OR text = ?1) OR brief IN (SELECT brief FROM quotes WHERE speaker = ?1 OR text = ?1))",
                (term,),
            )
        for term in (correction.text, *correction.aliases, correction.to_name if correction.kind == "resize" else ""):
            if term:
                self._db.run(
                    "UPDATE findings SET stale = 1 WHERE stale = 0 AND brief IN (SELECT briefs.id FROM briefs "
                    "JOIN versions ON versions.id = briefs.version WHERE instr(versions.text, ?) > 0)",
                    (term,),
                )

    def stale(self) -> list[str]:
        """The briefs whose findings wait for corrections, the newest first."""
        rows = self._db.all(
            "SELECT findings.brief FROM findings JOIN briefs ON briefs.id = findings.brief "
            "WHERE stale = 1 ORDER BY briefs.date DESC, briefs.rowid"
        )
        return [row["brief"] for row in rows]

    def fresh(self, brief: str) -> None:
        """Nothing waits for this brief."""
        with self._db.write():
            self._db.run("UPDATE findings SET stale = 0 WHERE brief = ?", (brief,))


_TARGET = ("scope", "type", "name", "text")
_VALUE = ("to_name", "to_type", "role", "aliases")


def columns(one: Correction) -> dict[str, Any]:
    """A correction as a row."""
    target: dict[str, Any] = {key: getattr(one, key) for key in _TARGET}
    if one.anchor is not None:
        target["anchor"] = asdict(one.anchor)
    value = {key: getattr(one, key) for key in _VALUE if getattr(one, key)}
    return {
        "id": one.id,
        "brief": one.brief,
        "kind": one.kind,
        "target": json.dumps(target, ensure_ascii=False),
        "value": json.dumps(value, ensure_ascii=False),
        "author": one.author,
        "created": one.created,
    }


def _correction(row: Row) -> Correction:
    target, value = json.loads(row["target"]), json.loads(row["value"])
    anchor = target.pop("anchor", None)
    if anchor is not None:
        anchor["heading"] = tuple(anchor["heading"])
    return Correction(
        id=row["id"],
        kind=row["kind"],
        brief=row["brief"],
        author=row["author"],
        created=row["created"],
        anchor=Anchor(**anchor) if anchor is not None else None,
        aliases=tuple(value.pop("aliases", ())),
        **target,
        **value,
    )
