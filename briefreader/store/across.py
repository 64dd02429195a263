"""What was found, asked across all briefs: who is named where, who said what, what happened when."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefreader.records import FoundMention, FoundQuote
from briefreader.store.database import Database
from briefreader.store.findings import mention_of, quote_of
from briefreader.text.findings import EntityType

_NEAR = 400  # code points between two names that appear together
_NAMES = "('person', 'organisation', 'country', 'place', 'group', 'law', 'weapon', 'event')"


@dataclass(frozen=True, slots=True)
class Name:
    """An entity of the library: how often and in how many briefs it is named, what else it is called there, what a
    person is, the ISO 3166 code of a country."""

    name: str
    type: EntityType
    mentions: int
    briefs: int
    aliases: tuple[str, ...]
    role: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Beside:
    """An entity that appears near another: in how many places and briefs."""

    name: str
    type: EntityType
    places: int
    briefs: int


@dataclass(frozen=True, slots=True)
class Said:
    """A quote with what is known of its brief; `date` is the brief's, ISO 8601 or ""."""

    found: FoundQuote
    title: str
    date: str
    role: str = ""
    tags: tuple[str, ...] = ()


class Across:
    """Questions to the findings of all briefs that can be read."""

    def __init__(self, database: Database) -> None:
        self._db = database

    def names(self) -> list[Name]:
        """Every entity but dates and sums, the most named first."""
        rows = self._db.all(
            "SELECT mentions.type, mentions.name, count(*) AS times, count(DISTINCT mentions.brief) AS briefs, "
            "json_group_array(DISTINCT mentions.text) AS texts, max(mentions.role) AS role, "
            "max(mentions.country) AS country "
            "FROM mentions JOIN briefs ON briefs.id = mentions.brief "
            f"WHERE state = 'ready' AND mentions.type IN {_NAMES} "
            "GROUP BY mentions.type, mentions.name ORDER BY times DESC, mentions.name"
        )
        found: list[Name] = []
        for row in rows:
            ways = {" ".join(text.split()) for text in json.loads(row["texts"])} - {row["name"]}
            aliases = tuple(sorted(ways, key=lambda way: (-len(way), way)))
            what = (row["name"], row["type"], row["times"], row["briefs"])
            found.append(Name(*what, aliases, row["role"], row["country"]))
        return found

    def matrix(self, names: Sequence[tuple[str, str]]) -> dict[tuple[str, str], dict[str, int]]:
        """For each (type, name) how often each brief names it."""
        found: dict[tuple[str, str], dict[str, int]] = {}
        for type_, name in names:
            rows = self._db.all(
                "SELECT brief, count(*) AS times FROM mentions JOIN briefs ON briefs.id = brief "
                "WHERE type = ? AND name = ? AND state = 'ready' GROUP BY brief",
                (type_, name),
            )
            found[type_, name] = {row["brief"]: row["times"] for row in rows}
        return found

    def appears_with(self, name: str, type_: str, limit: int = 100) -> list[Beside]:
        """The entities named within 400 characters of this one, the most frequent companion first."""
        rows = self._db.all(
            "SELECT b.type, b.name, count(DISTINCT a.id) AS places, count(DISTINCT b.brief) AS briefs "
            "FROM mentions AS a "
            "JOIN mentions AS b ON b.brief = a.brief AND b.start BETWEEN a.start - ?3 AND a.start + ?3 "
            "JOIN briefs ON briefs.id = a.brief "
            f"WHERE a.type = ?1 AND a.name = ?2 AND state = 'ready' AND b.type IN {_NAMES} "
            "AND NOT (b.type = ?1 AND b.name = ?2) "
            "GROUP BY b.type, b.name ORDER BY places DESC, briefs DESC, b.name LIMIT ?4",
            (type_, name, _NEAR, limit),
        )
        return [Beside(row["name"], row["type"], row["places"], row["briefs"]) for row in rows]

    def quotes(self) -> list[Said]:
        """Every quotation and reported statement, those of the newest brief first."""
        rows = self._db.all(
            "SELECT quotes.*, briefs.title, briefs.date, "
            "(SELECT max(role) FROM mentions AS m WHERE m.type = 'person' AND m.name = quotes.speaker) AS role, "
            "(SELECT json_group_array(DISTINCT tags.path) FROM passages JOIN passage_tags ON passage = passages.id "
            " JOIN tags ON tags.id = tag WHERE passages.brief = quotes.brief "
            " AND passages.start < quotes.end AND passages.end > quotes.start) AS tags "
            "FROM quotes JOIN briefs ON briefs.id = quotes.brief "
            "WHERE state = 'ready' AND kind NOT IN ('term', 'title') "
            "ORDER BY briefs.date DESC, briefs.rowid, quotes.start"
        )
        return [
            Said(quote_of(row), row["title"], row["date"], row["role"] or "", tuple(json.loads(row["tags"])))
            for row in rows
        ]

    def dates(self) -> list[FoundMention]:
        """Every date that can be put on a calendar, brief by brief in text order."""
        rows = self._db.all(
            "SELECT mentions.* FROM mentions JOIN briefs ON briefs.id = mentions.brief "
            "WHERE type = 'date' AND value <> '' AND state = 'ready' ORDER BY briefs.rowid, mentions.start"
        )
        return [mention_of(row) for row in rows]

    def texts(self, briefs: Sequence[str]) -> Iterator[tuple[str, str]]:
        """(brief, its text) one at a time."""
        for brief in briefs:
            text = self._db.value(
                "SELECT text FROM versions JOIN briefs ON versions.id = briefs.version WHERE briefs.id = ?", (brief,)
            )
            if text is not None:
                yield brief, text
