"""A report as paragraphs and tables: what the page forms (Word, PDF, OpenDocument) lay out, each in its own way."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace

from briefreader.export import statements
from briefreader.export.citation import direction
from briefreader.export.items import Grid, Item, Kind, Look, Paragraph, Piece
from briefreader.export.statements import mark
from briefreader.export.tree import Line, Listing, Report, Section, count, marked, shown
from briefreader.text.normalize import canonical

__all__ = [
    "DOUBTS", "NAMES", "UNPLACED", "Grid", "Item", "Kind", "Look", "Paragraph", "Piece", "block", "blocks", "body",
    "noted",
]  # fmt: skip

NAMES = (
    "bottom_line", "key_points", "questions", "evidence", "attention", "quotes", "people", "places", "timeline",
    "figures", "changes", "open_points", "sources", "tags", "provenance", "annex",
)  # fmt: skip
_DEEPEST = 6
DOUBTS: Mapping[str, str] = {
    "orphan": "No longer found in the brief. Saved from",
    "ambiguous": "Stands there more than once, or is uncertain. Perhaps",
    "approximate": "Stands there in other words. Perhaps",
}
UNPLACED = "Place not known. Saved from"


def blocks(report: Report, *, footnotes: bool) -> dict[str, tuple[Item, ...]]:
    """The blocks of `report` by name, those that are shown first and in order, each with its heading; an empty one and
    one that is not shown have no items. With `footnotes` a passage bears the mark of its source, without them its
    citation stands below it."""
    order = dict.fromkeys((*report.shown, *NAMES))
    shown = frozenset(report.shown)
    return {name: block(report, name, footnotes=footnotes) if name in shown else () for name in order}


def block(report: Report, name: str, *, footnotes: bool) -> tuple[Item, ...]:
    """One block of `report`, with its heading; () for an empty one."""
    footnotes = footnotes and report.style in ("short", "footnote")
    if name in report.listings:
        return tuple(_listed(report.listings[name]))
    make: Mapping[str, Callable[[], Iterable[Item]]] = {
        "bottom_line": lambda: _part("Bottom line", statements.sentences(report, report.bottom_line)),
        "key_points": lambda: _part("Key points", statements.points(report, report.points)),
        "questions": lambda: _part("Questions and answers", statements.answers(report)),
        "evidence": lambda: _part(report.heading, _sections(report, report.sections, 2, footnotes)),
        "attention": lambda: _part("Needs attention", _attention(report, footnotes), "attention"),
        "quotes": lambda: _part("Quotes", statements.quotes(report, footnotes=footnotes)),
        "open_points": lambda: _part("Open points", statements.points(report, report.open_points, flagged=False)),
        "sources": lambda: _part("Sources", _sources(report)),
        "tags": lambda: _part("Tags used", _tags(report)),
        "provenance": lambda: _part("About this summary", _provenance(report)),
        "annex": lambda: _part("Annex: the passages where they stand", statements.annex(report)),
    }
    return tuple(make[name]()) if name in make else ()


def body(report: Report, *, footnotes: bool) -> tuple[Item, ...]:
    """All blocks, one after the other. Where there are to be `footnotes` and the form has none, they stand at the
    end."""
    at_end = report.style == "footnote" and not footnotes
    items = tuple(item for items in blocks(report, footnotes=footnotes or at_end).values() for item in items)
    if not at_end:
        return items
    items, notes = noted(items)
    return (*items, *_part("Notes", notes))


def noted(items: Iterable[Item], first: int = 1) -> tuple[tuple[Item, ...], tuple[Item, ...]]:
    """Items whose marks count notes, from `first` on, and the notes."""
    made: list[Item] = []
    notes: list[Item] = []
    for item in items:
        if isinstance(item, Paragraph) and any(piece.note for piece in item.pieces):
            pieces: list[Piece] = []
            for piece in item.pieces:
                if piece.note:
                    number = len(notes) + first
                    words = Piece(_line(piece.note), address=piece.address)
                    notes.append(Paragraph("source", (words,), key=f"n{number}", number=number))
                    piece = replace(piece, text=f"[{number}]", target=f"n{number}")
                pieces.append(piece)
            item = replace(item, pieces=tuple(pieces))
        made.append(item)
    return tuple(made), tuple(notes)


def _listed(listing: Listing) -> Iterator[Item]:
    rows = tuple(tuple(map(_line, row)) for row in listing.rows)
    return _part(listing.title, [Grid(listing.columns, rows)] if rows else [])


def _part(title: str, content: Iterable[Item], key: str = "") -> Iterator[Item]:
    items = list(content)
    if items:
        yield Paragraph("heading", (Piece(title),), key=key, level=1)
        yield from items


def _sections(report: Report, sections: Iterable[Section], level: int, footnotes: bool) -> Iterator[Item]:
    for section in sections:
        yield Paragraph(
            "heading", (Piece(_line(section.title)),), section.key, min(level, _DEEPEST),
            direction=direction(section.title),
        )  # fmt: skip
        if section.definition:
            yield replace(_text(section.definition, "definition"), follows=True)
        for line in section.lines:
            yield from _evidence(report, line, section.path, footnotes)
        if section.attention:
            amount = count(section.attention, "passage")
            see = Piece("Needs attention", target="attention")
            yield Paragraph("about", (Piece(f"{amount} under this heading: see “"), see, Piece("”.")))
        yield from _sections(report, section.sections, level + 1, footnotes)


def _evidence(report: Report, line: Line, path: str, footnotes: bool) -> Iterator[Item]:
    yield from _quoted(line, line.paragraphs, line.key, mark(line.citation, report.style), footnotes)
    said = [Piece(one.label, "strong" if one.name else "emphasis") for one in line.speakers]
    others = [tag for tag in line.tags if tag.casefold() != path.casefold()]
    tagged = [Piece(f"{'Also tagged' if path else 'Tagged'} {', '.join(map(shown, others))}", "soft")] if others else []
    if line.strength:
        said.append(Piece(line.strength, "emphasis"))
    cited = [] if footnotes else statements.cited(line.citation, report.style)
    if pieces := _joined([*[[piece] for piece in said], cited, tagged]):
        yield Paragraph("cited", pieces, follows=True)
    yield from _note(line)


def _attention(report: Report, footnotes: bool) -> Iterator[Item]:
    for line in report.attention:
        yield from _quoted(line, line.paragraphs, line.key, None, footnotes)
        doubt = DOUBTS.get(line.status, UNPLACED)
        where = (
            Piece(f"{doubt} {line.citation.text} "),
            Piece(f"[{line.citation.source}]", target=f"s{line.citation.source}"),
        )
        tags = [Piece(f"Tagged {', '.join(map(shown, line.tags))}", "soft")] if line.tags else []
        yield Paragraph("cited", _joined([where, tags]), follows=True)
        if line.now:
            yield Paragraph("cited", (Piece("What stands there now:", "soft"),), follows=True)
            yield from _quoted(line, line.now, "", None, footnotes)
        yield from _note(line)


def _quoted(line: Line, paragraphs: Iterable[str], key: str, mark: Piece | None, footnotes: bool) -> Iterator[Item]:
    texts = list(paragraphs)
    for index, text in enumerate(texts):
        last = index == len(texts) - 1
        pieces = (Piece(_line(text)), *((mark,) if mark and last and footnotes else ()))
        yield Paragraph(
            "quote", pieces, key if index == 0 else "", language=line.language, direction=line.direction,
            follows=index > 0,
        )  # fmt: skip


def _note(line: Line) -> Iterator[Item]:
    for index, text in enumerate(part for part in canonical(line.note).split("\n") if part.strip()):
        label = (Piece("Note ", "strong"),) if index == 0 else ()
        yield Paragraph("note", (*label, Piece(_line(text))), direction=direction(text), follows=True)


def _sources(report: Report) -> Iterator[Item]:
    there = report.keys
    for source in report.sources:
        facts = [fact for fact in (source.author, source.date, source.file) if fact]
        if source.digest:
            facts.append(f"sha256 {source.digest[:12]}")
        pieces = [Piece(_line(source.title), "strong"), Piece("".join(f", {_line(fact)}" for fact in facts))]
        places = [(place, key) for place, key in source.places if place]
        for index, (place, key) in enumerate(places):
            pieces += [Piece(". Cited: " if index == 0 else ", "), Piece(place, target=key if key in there else "")]
        pieces.append(Piece(f". {marked(source)}.", "soft"))
        if source.remark:
            pieces.append(Piece(f" {source.remark}", "alarm"))
        yield Paragraph(
            "source", tuple(pieces), source.key, number=source.number, language=source.language,
            direction=source.direction,
        )  # fmt: skip


def _tags(report: Report) -> Iterator[Item]:
    if report.tags:
        rows = tuple((shown(tag.path), _line(tag.definition), f"{tag.passages:,}") for tag in report.tags)
        yield Grid(("Tag", "Definition", "Passages"), rows)


def _provenance(report: Report) -> Iterator[Item]:
    yield Paragraph("about", (Piece(f"{report.amount}. {report.provenance}"),))
    for remark in report.remarks:
        yield _text(remark, "remark")


def _text(text: str, kind: Kind = "text") -> Paragraph:
    return Paragraph(kind, (Piece(_line(text)),), direction=direction(text))


def _joined(groups: Iterable[Iterable[Piece]]) -> tuple[Piece, ...]:
    """Groups of pieces with a middle dot between them; empty ones are passed over."""
    joined: list[Piece] = []
    for group in map(tuple, groups):
        if group and joined:
            joined.append(Piece(" · ", "soft"))
        joined.extend(group)
    return tuple(joined)


def _line(text: str) -> str:
    return " ".join(canonical(text).split())
