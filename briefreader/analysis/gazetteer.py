"""Names known beforehand: countries with their peoples and capitals, places, organisations, weapons, laws, events.

The tables in `resources/entities` were compiled for this program from common knowledge; see docs/decisions.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from briefreader.analysis.lexicon import lexicon
from briefreader.config import resources
from briefreader.text.findings import EntityType


@dataclass(frozen=True, slots=True)
class Entry:
    """What an alias stands for. `country` is an ISO 3166 alpha-2 code ("XK" for Kosovo, "SU", "YU", "CS" for states
    that are no more) or "". `soft`: the word has other meanings and gives way to any other reading."""

    name: str
    type: EntityType
    country: str = ""
    soft: bool = False


@dataclass(frozen=True, slots=True)
class Hit:
    start: int
    end: int
    entry: Entry


# Too common in other senses to be worth a match at all.
_NEVER = frozenset(["Amazon", "IS", "Tory", "Arrow"])


def _rows(table: str) -> Iterator[dict[str, str]]:
    with (resources() / "entities" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        yield from csv.DictReader(file)


def _entries() -> dict[str, Entry]:
    entries: dict[str, Entry] = {}

    def add(alias: str, entry: Entry) -> None:
        if alias and alias not in _NEVER:
            soft = alias in lexicon().soft_names
            entries.setdefault(alias, entry if not soft else Entry(entry.name, entry.type, entry.country, True))

    for row in _rows("countries"):
        country = Entry(row["name"], "country", row["code"])
        for alias in (row["name"], *row["aliases"].split("|")):
            add(alias.removeprefix("The ").removeprefix("the "), country)
        demonyms = row["demonyms"].split("|")
        for alias in demonyms:
            add(alias, Entry(demonyms[0], "group", row["code"]))
    for row in _rows("countries"):
        add(row["capital"], Entry(row["capital"], "place", row["code"]))
    for table, kind in _TABLES.items():
        for row in _rows(table):
            entry = Entry(row["name"], kind, row.get("country") or "")
            for alias in (row["name"], *row["aliases"].split("|")):
                add(alias.removeprefix("The "), entry)
    return entries


_TABLES: dict[str, EntityType] = {
    "groups": "group",
    "places": "place",
    "organisations": "organisation",
    "weapons": "weapon",
    "laws": "law",
    "events": "event",
}


class Gazetteer:
    """Finds known names in a plain text."""

    def __init__(self, entries: dict[str, Entry]) -> None:
        self.entries = entries
        self._aliases = list(entries)
        self._automaton = AhoCorasick(self._aliases, matchkind=MatchKind.Standard)

    def get(self, alias: str) -> Entry | None:
        return self.entries.get(alias)

    def find(self, plain: str) -> list[Hit]:
        """Known names that stand as whole words: the leftmost, of these the longest, none overlapping."""
        hits: list[tuple[int, int, str]] = []
        for number, start, end in self._automaton.find_matches_as_indexes(plain, overlapping=True):
            alias = self._aliases[number]
            if _is_whole(plain, start, end, self.entries[alias]):
                hits.append((start, -end, alias))
        hits.sort()
        found: list[Hit] = []
        reached = 0
        for start, negative_end, alias in hits:
            if start >= reached:
                reached = -negative_end
                found.append(Hit(start, reached, self.entries[alias]))
        return found


def _is_whole(plain: str, start: int, end: int, entry: Entry) -> bool:
    before = plain[start - 1 : start] if start else ""
    after = plain[end : end + 1]
    if before.isalnum() or before == "_" or after.isalnum() or after == "_":
        return False
    # "Anglo-American" names a people, "pro-Russia" a country; "x.NATO" and "user@Iran" are no words of a sentence
    compound = before == "-" and entry.type in ("group", "country", "organisation")
    if before in ("-", "@", "/", "#", ".") and start > 1 and plain[start - 2].isalnum() and not compound:
        return False
    if after == "-":
        rest = plain[end + 1 : end + 2]
        # "US-led" and "Iran-Iraq" hold a name, "UN-2" or "Paris-Dakar" may not
        return rest.isalpha() and entry.type in ("country", "group", "organisation", "place")
    return not (after in ("@", "/") and plain[end + 1 : end + 2].isalnum() and entry.type not in ("country", "group"))


@cache
def gazetteer() -> Gazetteer:
    """The tables, read once."""
    return Gazetteer(_entries())


@cache
def spellings() -> tuple[str, ...]:
    """All known names with a capital and not of capitals alone, for lines that are set in capitals."""
    return tuple(alias for alias in gazetteer().entries if alias.lower() not in lexicon().stop)
