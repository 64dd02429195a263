"""Passages, quotes, entities and sources as rows, for spreadsheets."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from briefreader.export.citation import cite, file_name, title_of
from briefreader.export.material import Material
from briefreader.export.tree import shown
from briefreader.records import Passage

Cell = str | int | None

_ATTRIBUTIONS = {"explicit": "explicit", "inferred": "inferred", "none": "unattributed"}
_STATES = {
    "exact": "in place", "moved": "in place, moved", "approximate": "needs attention: other words",
    "ambiguous": "needs attention: uncertain place", "orphan": "needs attention: not found",
}  # fmt: skip


class Column(NamedTuple):
    """A column's heading, and how many characters wide it is best shown."""

    title: str
    width: int


class Table(NamedTuple):
    """A table; each row has a cell for every column."""

    name: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]


def passages(material: Material) -> Table:
    """A row for each passage, in the order of the summary's numbers. Offsets are code points into the canonical
    text."""
    columns = (
        Column("No.", 6), Column("Passage", 70), Column("Tags", 28), Column("Note", 40), Column("Speaker", 24),
        Column("Attribution", 14), Column("Cited as", 44), Column("Source", 8), Column("Title", 36),
        Column("Author", 22), Column("Date", 12), Column("Page", 10), Column("Paragraph", 12), Column("State", 20),
        Column("Language", 9), Column("Marking of the source", 18), Column("File", 24), Column("Start", 9),
        Column("End", 9), Column("By", 12), Column("Created", 26), Column("Changed", 26), Column("Passage id", 38),
        Column("Brief id", 38),
    )  # fmt: skip
    found = sorted(material.report.passages, key=lambda passage: material.lines[passage.id].number)
    return Table("Passages", columns, tuple(_passage(material, passage) for passage in found))


def _passage(material: Material, passage: Passage) -> tuple[Cell, ...]:
    line = material.lines[passage.id]
    source = material.report.sources[line.citation.source - 1]
    page, paragraph = material.place(passage.brief, passage.start, passage.end)
    return (
        line.number,
        material.text(passage),
        "; ".join(map(shown, passage.tags)),
        passage.note,
        "; ".join(speaker.name for speaker in line.speakers if speaker.name),
        "; ".join(_ATTRIBUTIONS[speaker.attribution] for speaker in line.speakers),
        line.citation.text,
        source.number,
        source.title,
        source.author,
        source.day,
        page,
        paragraph,
        _STATES[passage.status],
        source.language,
        source.marking or "no marking found",
        source.file,
        passage.start,
        passage.end,
        passage.author,
        passage.created,
        passage.changed,
        passage.id,
        passage.brief,
    )


def quotes(material: Material) -> Table:
    """A row for each quote of the briefs the summary cites, in their order."""
    columns = (
        Column("Quote", 70), Column("Speaker", 26), Column("Attribution", 14), Column("Kind", 10),
        Column("Cited as", 44), Column("Title", 36), Column("Date", 12), Column("Page", 10), Column("Paragraph", 12),
        Column("Start", 9), Column("End", 9), Column("Quote id", 38), Column("Brief id", 38),
    )  # fmt: skip
    return Table("Quotes", columns, tuple(_quotes(material)))


def _quotes(material: Material) -> Iterator[tuple[Cell, ...]]:
    for found in material.quotes:
        quote, brief = found.quote, material.briefs[found.brief]
        page, paragraph = material.place(found.brief, quote.start, quote.end)
        yield (
            quote.text,
            quote.speaker or "",
            _ATTRIBUTIONS[quote.attribution],
            quote.kind,
            cite(brief, page, paragraph),
            title_of(brief),
            brief.date,
            page,
            paragraph,
            quote.start,
            quote.end,
            found.id,
            found.brief,
        )


def entities(material: Material) -> Table:
    """A row for each name in each brief the summary cites, with where it is first met there."""
    columns = (
        Column("Name", 32), Column("Type", 14), Column("Country", 9), Column("Mentions", 10), Column("Written as", 40),
        Column("First in", 44), Column("Title", 36), Column("File", 24), Column("Brief id", 38),
    )  # fmt: skip
    return Table("Names", columns, tuple(_entities(material)))


def _entities(material: Material) -> Iterator[tuple[Cell, ...]]:
    for entity in material.entities:
        by_brief: dict[str, list[int]] = {}
        for index, found in enumerate(entity.mentions):
            by_brief.setdefault(found.brief, []).append(index)
        for identity, indexes in by_brief.items():
            brief = material.briefs[identity]
            mentions = [entity.mentions[index].mention for index in indexes]
            first = min(mentions, key=lambda mention: mention.start)
            yield (
                entity.name,
                entity.type,
                next((mention.country for mention in mentions if mention.country), ""),
                len(mentions),
                "; ".join(sorted({" ".join(mention.text.split()) for mention in mentions} - {entity.name})),
                cite(brief, *material.place(identity, first.start, first.end)),
                title_of(brief),
                file_name(brief),
                identity,
            )


def sources(material: Material) -> Table:
    """A row for each brief the summary cites, by its number."""
    columns = (
        Column("No.", 6), Column("Title", 44), Column("Author", 26), Column("Date", 12), Column("Language", 9),
        Column("Marking", 20), Column("Cited", 44), Column("File", 30), Column("sha256", 66), Column("Remark", 40),
        Column("Brief id", 38),
    )  # fmt: skip
    rows = tuple(
        (
            source.number,
            source.title,
            source.author,
            source.day,
            source.language,
            source.marking or "no marking found",
            "; ".join(place for place, _ in source.places if place),
            source.file,
            source.digest,
            source.remark,
            source.brief,
        )
        for source in material.report.sources
    )
    return Table("Sources", columns, rows)
