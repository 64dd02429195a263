"""The library's records as JSON rows, whose keys other programs rely on, and as lines a person reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from briefreader.records import Brief, Entity, FoundQuote, Hit, Passage, SearchResult, Snippet
from briefreader.text.document import Block, Document
from briefreader.text.findings import Findings

Row = dict[str, Any]


def brief(record: Brief, places: Sequence[str] = ()) -> Row:
    return {
        "id": record.id,
        "path": record.path,
        "title": record.title,
        "format": record.format,
        "date": record.date,
        "words": record.words,
        "pages": record.pages,
        "state": record.state,
        "reason": record.reason,
        "places": list(places),
    }


def state(record: Brief) -> str:
    return "" if record.state == "ready" else f"{record.state}: {record.reason}" if record.reason else record.state


def blocks(document: Document) -> list[Row]:
    return [
        {
            "kind": block.kind,
            "start": block.start,
            "end": block.end,
            "level": block.level,
            "paragraph": block.paragraph,
            "page": block.page,
        }
        for block in document.blocks
    ]


def numbered_text(record: Brief, document: Document) -> str:
    """The brief with citation numbers in the margin; a heading has in parentheses that of the paragraph it leads to,
    which it is cited by."""
    about = " · ".join(filter(None, (record.author, record.date, record.path)))
    lines = [record.title, about, ""]
    last: int | None = None
    row: tuple[int, int] | None = None
    for block in document.blocks:
        words = document.text[block.start : block.end]
        if block.cell is not None and row == (block.cell.table, block.cell.row):
            lines[-1] += " | " + words.replace("\n", " / ")
            continue
        row = (block.cell.table, block.cell.row) if block.cell else None
        number = str(block.paragraph) if block.paragraph is not None and block.paragraph != last else ""
        if block.kind == "heading" and (cited := document.paragraph_at(block.start)) is not None:
            number = f"({cited})"
        last = block.paragraph
        lines.append(f"{number:>4} {_dressed(block, words)}")
    return "\n".join(lines)


def _dressed(block: Block, words: str) -> str:
    indent = "\n" + " " * 7
    match block.kind:
        case "heading":
            return "#" * max(1, block.level) + " " + words
        case "item":
            mark = f"{block.place.number}." if block.place and block.place.ordered else "-"
            return "  " * max(0, block.level - 1) + f"{mark} " + words.replace("\n", indent)
        case "cell":
            return "| " + words.replace("\n", " / ")
        case "rule":
            return "----"
        case _:
            return "> " * block.quote + words.replace("\n", indent)


def snippet(record: Snippet) -> Row:
    return {
        "text": record.text,
        "start": record.start,
        "end": record.end,
        "highlights": [list(span) for span in record.highlights],
        "paragraph": record.paragraph,
        "page": record.page,
    }


def hit(record: Hit) -> Row:
    return {
        "id": record.brief,
        "path": record.path,
        "title": record.title,
        "score": record.score,
        "snippets": [snippet(one) for one in record.snippets],
    }


def search_text(result: SearchResult) -> str:
    parts = []
    for record in result.hits:
        parts.append(f"{record.title}  ({record.path}{', ' * bool(record.draft)}{record.draft})")
        parts.extend(f"  {_where(one.page, one.paragraph)}  {_marked(one)}" for one in record.snippets)
        parts.append("")
    shown = "" if result.total <= len(result.hits) else f", the first {len(result.hits)} shown"
    parts.append(f"{result.total:,} {'brief' if result.total == 1 else 'briefs'}{shown}.")
    if result.suggestion:
        parts.append(f"Did you mean: {result.suggestion}")
    return "\n".join(parts)


def _marked(record: Snippet) -> str:
    pieces, at = [], record.start
    for start, end in record.highlights:
        pieces += [
            record.text[at - record.start : start - record.start],
            "[",
            record.text[start - record.start : end - record.start],
            "]",
        ]
        at = end
    pieces.append(record.text[at - record.start :])
    return "".join(pieces).replace("\n", " ")


def entity(record: Entity) -> Row:
    return {
        "name": record.name,
        "type": record.type,
        "mentions": [
            {
                "id": found.id,
                "brief": found.brief,
                "start": found.mention.start,
                "end": found.mention.end,
                "text": found.mention.text,
                "source": found.mention.source,
            }
            for found in record.mentions
        ],
    }


def quote(record: FoundQuote) -> Row:
    found = record.quote
    return {
        "id": record.id,
        "brief": record.brief,
        "start": found.start,
        "end": found.end,
        "text": found.text,
        "kind": found.kind,
        "speaker": found.speaker,
        "attribution": found.attribution,
        "paragraph": record.paragraph,
    }


def quote_text(record: FoundQuote) -> str:
    found = record.quote
    speaker = f"{found.speaker} ({found.attribution})" if found.speaker else "nobody named"
    said = found.text if found.kind == "indirect" else f"“{found.text}”"  # reported, not in these words
    return f"{said}\n  {speaker}, {found.kind}, {_where(record.page, record.paragraph)}"


def passage(record: Passage) -> Row:
    return {
        "id": record.id,
        "brief": record.brief,
        "start": record.start,
        "end": record.end,
        "exact": record.exact,
        "tags": list(record.tags),
        "note": record.note,
        "status": record.status,
        "paragraph": record.paragraph,
        "strength": record.strength,
        "author": record.author,
        "created": record.created,
    }


def passage_text(record: Passage, title: str) -> str:
    place = _where(record.page, record.paragraph)
    said = [record.id, ", ".join(record.tags), *filter(None, [record.strength]), record.status]
    lines = ["  ".join(said), f"  {title}, {place}", f"  {record.exact}"]
    if record.note:
        lines.append("  Note: " + record.note.replace("\n", "\n        "))
    return "\n".join(lines)


def inspected(document: Document, findings: Findings) -> Row:
    return {
        "text": document.text,
        "blocks": blocks(document),
        "mentions": [
            {"start": m.start, "end": m.end, "text": m.text, "type": m.type, "name": m.name} for m in findings.mentions
        ],
        "quotes": [
            {
                "start": q.start,
                "end": q.end,
                "text": q.text,
                "kind": q.kind,
                "speaker": q.speaker,
                "attribution": q.attribution,
                "paragraph": document.paragraph_at(q.start),
            }
            for q in findings.quotes
        ],
        "key_sentences": [{"start": k.start, "end": k.end, "text": k.text} for k in findings.key_sentences],
    }


def inspected_text(document: Document, findings: Findings) -> str:
    about = document.metadata
    lines = [" · ".join(filter(None, (about.title, about.author, about.date, about.format, about.language)))]
    lines += ["", "Names"] + [f"  {m.type:<13}{m.text}  ({m.name})" for m in findings.mentions]
    lines += ["", "Quotes"] + [
        f"  {q.kind:<9}{q.speaker or 'nobody named'} ({q.attribution}): "
        + (q.text if q.kind == "indirect" else f"“{q.text}”")
        for q in findings.quotes
    ]
    lines += ["", "Key sentences"] + [f"  {sentence.text}" for sentence in findings.key_sentences]
    return "\n".join(lines)


def _where(page: str | None, paragraph: int | None) -> str:
    places = ([f"p. {page}"] if page else []) + ([f"para {paragraph}"] if paragraph is not None else [])
    return ", ".join(places) or "no paragraph"
