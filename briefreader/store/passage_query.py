"""A `PassageQuery` in SQL."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefreader.records import PassageQuery

_ATTENTION = "status IN ('approximate', 'ambiguous', 'orphan') AND settled <> placed_in"
_PERSON = """(
    EXISTS (SELECT 1 FROM mentions WHERE mentions.brief = passages.brief AND mentions.type = 'person'
        AND mentions.name = ? COLLATE NOCASE AND mentions.start < passages.end AND passages.start < mentions.end)
    OR EXISTS (SELECT 1 FROM quotes WHERE quotes.brief = passages.brief AND quotes.speaker = ? COLLATE NOCASE
        AND quotes.start < passages.end AND passages.start < quotes.end)
)"""
_ORDERS = {
    "brief": "briefs.date DESC, briefs.title, briefs.id, coalesce(start, saved_start), passages.created",
    "newest": "passages.created DESC, passages.rowid DESC",
    "oldest": "passages.created, passages.rowid",
}
_PAST_DAY = "~"  # behind every time of a day


def condition(query: PassageQuery, tags: Sequence[str]) -> tuple[str, list[Any]]:
    """What comes after WHERE, and its values; `tags` are the ids that `query.tags` stand for."""
    parts, values = ["1"], list[Any]()

    def any_of(column: str, wanted: Sequence[str]) -> None:
        parts.append(f"{column} IN ({', '.join('?' * len(wanted))})")
        values.extend(wanted)

    if query.briefs:
        any_of("passages.brief", query.briefs)
    if query.strengths:
        any_of("strength", query.strengths)
    if query.tags:
        marks = ", ".join("?" * len(tags))
        parts.append(f"passages.id IN (SELECT passage FROM passage_tags WHERE tag IN ({marks}))")
        values.extend(tags)
    for sign, bound in ((">=", query.since), ("<=", query.until and query.until + _PAST_DAY)):
        if bound:
            parts.append(f"passages.created {sign} ?")
            values.append(bound)
    if query.author:
        parts.append("passages.author = ? COLLATE NOCASE")
        values.append(query.author)
    if query.words:
        parts.append("(instr(lower(exact), lower(?)) OR instr(lower(note), lower(?)))")
        values += [query.words, query.words]
    if query.person:
        parts.append(_PERSON)
        values += [query.person, query.person]
    if query.attention:
        parts.append(_ATTENTION)
    return " AND ".join(parts), values


def order(query: PassageQuery) -> tuple[str, list[int]]:
    """What comes after the condition, and its values."""
    bounded = "" if query.limit is None and not query.offset else " LIMIT ? OFFSET ?"
    limit = -1 if query.limit is None else query.limit
    return f"ORDER BY {_ORDERS[query.order]}{bounded}", [limit, query.offset] if bounded else []
