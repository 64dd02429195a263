"""Where in a brief stands what a query asks of it beside its words: the quotes of a speaker, the mentions of a name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from briefreader.service import lazily
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.search import matching, seeking, shelf, tree
else:
    matching = lazily.module("briefreader.search.matching")
    seeking = lazily.module("briefreader.search.seeking")
    tree = lazily.module("briefreader.search.tree")

_TYPES = {"person": "person", "organisation": "org", "country": "country", "place": "place"}
_NAMES = ("person", "org", "country", "place", "other")
Span = tuple[int, int]


def places_asked(store: Store, there: shelf.Shelf, asked: tree.Query, brief: str) -> list[Span]:
    """The places of `brief` that fields of the query ask for, in order; not those it leaves out."""
    found: list[Span] = []
    for node in tree.asked(asked.tree):
        if isinstance(node, tree.Within) and node.what == "said":
            found += _said(store, there, node, brief)
        elif isinstance(node, tree.Where) and node.field == "speaker":
            speakers = _named(there, "speaker", node.value)
            found += [(row["start"], row["end"]) for row in store.facts.quotes([brief]) if row["speaker"] in speakers]
        elif isinstance(node, tree.Where) and node.field in (*_NAMES[:4], "entity"):
            found += _mentioned(store, there, node, brief)
    return sorted(set(found))


def _said(store: Store, there: shelf.Shelf, node: tree.Within, brief: str) -> Iterator[Span]:
    """The words asked for in the quotes that fit."""
    speakers = _named(there, "speaker", node.speaker) if node.speaker else None
    wanted = [leaf for leaf, _ in tree.leaves(node.part)]
    seeker = seeking.Seeker(leaf for leaf, _ in tree.leaves(node.part, negated=True))
    for row in store.facts.quotes([brief]):
        if speakers is None or row["speaker"] in speakers:
            met = seeker.find(row["text"])
            if matching.fits(node.part, met):
                for leaf in wanted:
                    for start, end in matching.marks(leaf, met):
                        yield row["start"] + start, row["start"] + end


def _mentioned(store: Store, there: shelf.Shelf, node: tree.Where, brief: str) -> Iterator[Span]:
    columns = _NAMES if node.field == "entity" else (node.field,)
    named = {(column, name) for column in columns for name in _named(there, column, node.value)}
    for found in store.findings.mentions(brief):
        if (_TYPES.get(found.mention.type, "other"), found.mention.name) in named:
            yield found.mention.start, found.mention.end


def _named(there: shelf.Shelf, column: str, words: str) -> set[str]:
    return {there.columns[column].values[number] for number in there.columns[column].named(words)}
