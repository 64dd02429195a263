"""The annotated summary as one HTML file: its style inside, no script, nothing fetched, made to be printed too."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from html import escape

from briefreader.config import resources
from briefreader.export import flow, linked
from briefreader.export.items import Grid, Item, Piece
from briefreader.export.statements import cited
from briefreader.export.tree import Line, Report, Section, TagUse, count, marked, shown
from briefreader.text.normalize import canonical

_POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
_DEEPEST = 6
_LOOKS = {"strong": "strong", "emphasis": "em"}
_CONTENTS_FROM = 4  # sections: a shorter summary needs no table of contents
_DOUBTS = {
    "orphan": "No longer found in the brief. Saved from",
    "ambiguous": "Stands there more than once, or is uncertain. Perhaps",
    "approximate": "Stands there in other words. Perhaps",
}


def render(report: Report) -> str:
    """`report` as a complete HTML document. Equal reports give equal texts."""
    return "\n".join(
        [
            "<!DOCTYPE html>",
            '<html lang="en" dir="ltr">',
            "<head>",
            '<meta charset="utf-8">',
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            '<meta name="referrer" content="no-referrer">',
            f'<meta name="generator" content="{_text(report.program)}">',
            f"<title>{_text(report.title)}</title>",
            f"<style>\n{_style()}</style>",
            *_printed(report.cover.marking),
            "</head>",
            "<body>",
            "<main>",
            *_body(report),
            "</main>",
            "</body>",
            "</html>",
            "",
        ]
    )


def body(report: Report) -> str:
    """What stands in the page, without its head and style."""
    return "\n".join(_body(report))


@cache
def _style() -> str:
    return (resources() / "report.css").read_text(encoding="utf-8")


def restyled(page: str, style: str) -> str:
    """A rendered `page` with `style` for its own style sheet: for a viewer that knows only some of CSS, or has colours
    of its own. The words stay as they are."""
    head, _, rest = page.partition("<style>\n")
    _, _, tail = rest.partition("</style>")
    return f"{head}<style>\n{style}</style>{tail}"


def _body(report: Report) -> Iterator[str]:
    marking = f'<p class="marking">{_bdi(report.cover.marking)}</p>' if report.cover.marking else ""
    yield f'<header>{marking}<h1 dir="auto">{_text(report.title)}</h1>'
    yield f'<p class="about">{_text(report.about)} · {report.amount}</p>'
    if report.remarks:
        yield f'<ul class="remarks">{"".join(f"<li>{_text(remark)}</li>" for remark in report.remarks)}</ul>'
    yield "</header>"
    yield from _contents(report)
    typed, notes = linked.typed(report)
    for name in report.shown:
        if name in typed:
            yield from _typed(name, typed[name])
        elif name == "evidence" and report.sections:
            yield from _part("evidence", report.heading, _sections(report, report.sections, 3))
        elif name == "attention" and report.attention:
            yield from _part("attention", "Needs attention", (_doubtful(line) for line in report.attention))
        elif name == "sources" and report.sources:
            yield from _part("sources", "Sources", _sources(report))
        elif name == "tags" and report.tags:
            yield from _part("tags", "Tags used", _tags(report.tags))
    if notes:
        content = "".join(f'<li id="{note.key}">{_pieces(note.pieces)}</li>' for note in notes)
        yield from _part("notes", "Notes", [f"<ol>{content}</ol>"])
    provenance = f'<p class="about">{_text(report.provenance)}</p>' if "provenance" in report.shown else ""
    yield f"<footer>{provenance}{marking}</footer>"


def _typed(name: str, items: Sequence[Item]) -> Iterator[str]:
    """A block that stands in the report's items, whose first is its heading."""
    heading, *rest = items
    key = {"key_points": "points"}.get(name, name.replace("_", "-"))
    assert isinstance(heading, flow.Paragraph)
    yield f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{_text(heading.text)}</h2>'
    listed = all(isinstance(item, flow.Paragraph) and item.kind == "point" for item in rest)
    if listed:
        yield "<ol>"
    for item in rest:
        yield _item(item, listed)
    yield "</ol></section>" if listed else "</section>"


def fragment(items: Iterable[Item]) -> str:
    """Items as a piece of a page, for a view that shows some of a report."""
    return "\n".join(_item(item, listed=False) for item in items)


def _item(item: Item, listed: bool) -> str:
    if isinstance(item, Grid):
        return _grid(item)
    words = _pieces(item.pieces)
    if item.kind == "heading":
        return f"<h{item.level + 1}>{words}</h{item.level + 1}>"
    if item.kind == "source":
        return f'<p class="source">[{item.number}] {words}</p>'
    if item.kind == "point":
        return (
            f'<li dir="auto">{words}</li>' if listed else f'<p class="question" dir="auto">{item.number}. {words}</p>'
        )
    if item.kind == "quote":
        language = f' lang="{_text(item.language)}"' if item.language else ""
        key = f' id="{item.key}"' if item.key else ""
        return f'<blockquote{key}{language} dir="{item.direction}"><p>{words}</p></blockquote>'
    style = f' class="{item.kind}"' if item.kind != "text" else ""
    return f'<p{style} dir="auto">{words}</p>'


def _grid(grid: Grid) -> str:
    head = "".join(f'<th scope="col">{_text(column)}</th>' for column in grid.columns)
    rows = "".join(f"<tr>{''.join(f'<td>{_bdi(cell)}</td>' for cell in row)}</tr>" for row in grid.rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"


def _pieces(pieces: Iterable[Piece]) -> str:
    """Words with their links; a raised mark tells its source, and a blank stands before it."""
    made = ""
    for piece in pieces:
        words = _text(piece.text)
        if piece.target and piece.note:
            gap = "" if made.endswith(" ") or not made else " "
            words = f'{gap}<a class="mark" href="#{piece.target}" title="{_text(piece.note)}">{words}</a>'
        elif piece.target:
            words = f'<a class="mark" href="#{piece.target}">{words}</a>'
        elif piece.address:
            words = f'<a href="{_text(piece.address)}">{words}</a>'
        elif piece.look == "alarm":
            words = f' <span class="remark">{_text(piece.text.strip())}</span>'
        elif piece.look in ("strong", "emphasis"):
            words = f"<{_LOOKS[piece.look]}>{words}</{_LOOKS[piece.look]}>"
        made += words
    return made


def _part(key: str, title: str, content: Iterable[str]) -> Iterator[str]:
    yield f'<section id="{key}" aria-labelledby="{key}-title"><h2 id="{key}-title">{_text(title)}</h2>'
    yield from content
    yield "</section>"


def _printed(marking: str) -> Iterator[str]:
    """The marking above and below each printed page; its characters as CSS escapes, so that none is more than text."""
    if marking:
        words = "".join(f"\\{ord(char):06x}" for char in canonical(marking))
        boxes = " ".join(f'@{place}-center {{ content: "{words}"; color: #8a1f1b; }}' for place in ("top", "bottom"))
        yield f'<style media="print">@page {{ {boxes} }}</style>'


def _contents(report: Report) -> Iterator[str]:
    if len(report.sections) < _CONTENTS_FROM:
        return
    yield '<nav aria-label="Contents"><ol>'
    yield "".join(f'<li><a href="#{section.key}">{_bdi(section.title)}</a></li>' for section in report.sections)
    yield "</ol></nav>"


def _sections(report: Report, sections: Iterable[Section], level: int) -> Iterator[str]:
    for section in sections:
        heading = f"h{min(level, _DEEPEST)}"
        swatch = _swatch(section.colour)
        yield f'<section id="{section.key}"><{heading}>{swatch}{_bdi(section.title)}</{heading}>'
        if section.definition:
            yield f'<p class="definition" dir="auto">{_text(section.definition)}</p>'
        for line in section.lines:
            yield _evidence(report, line, section.path)
        if section.attention:
            amount = count(section.attention, "passage")
            yield f'<p class="about">{amount} under this heading: see <a href="#attention">Needs attention</a>.</p>'
        yield from _sections(report, section.sections, level + 1)
        yield "</section>"


def _evidence(report: Report, line: Line, path: str) -> str:
    said = "".join(
        f'<span class="{"speaker" if speaker.name else "unnamed"}">{_bdi(speaker.label)}</span> · '
        for speaker in line.speakers
    )
    strength = f"<em>{line.strength}</em> · " if line.strength else ""
    others = [tag for tag in line.tags if tag.casefold() != path.casefold()]
    source = _cited(line) if report.style in ("short", "footnote") else _pieces(cited(line.citation, report.style))
    return (
        f'<article class="passage" id="{line.key}">{_quoted(line)}'
        f'<p class="cited">{said}{strength}{source}{_chips(others)}</p>{_note(line)}</article>'
    )


def _doubtful(line: Line) -> str:
    doubt = _DOUBTS.get(line.status, "Place not known. Saved from")
    now = f'<p class="about">What stands there now:</p>{_quoted(line, line.now)}' if line.now else ""
    return (
        f'<article class="passage doubtful" id="{line.key}">{_quoted(line)}'
        f'<p class="cited">{doubt} {_cited(line)}{_chips(line.tags)}</p>{now}{_note(line)}</article>'
    )


def _quoted(line: Line, paragraphs: Iterable[str] | None = None) -> str:
    language = f' lang="{_text(line.language)}"' if line.language else ""
    texts = line.paragraphs if paragraphs is None else paragraphs
    content = "".join(f"<p>{_text(paragraph)}</p>" for paragraph in texts)
    return f'<blockquote{language} dir="{line.direction}">{content}</blockquote>'


def _cited(line: Line) -> str:
    number = line.citation.source
    words, address = _bdi(line.citation.text), line.citation.address
    words = f'<a href="{_text(address)}">{words}</a>' if address else words
    return f'<cite>{words}</cite> <a class="mark" href="#s{number}">[{number}]</a>'


def _note(line: Line) -> str:
    paragraphs = [paragraph for paragraph in canonical(line.note).split("\n") if paragraph.strip()]
    if not paragraphs:
        return ""
    label = '<span class="label">Note</span> '
    content = "".join(
        f'<p dir="auto">{label if index == 0 else ""}{_text(paragraph)}</p>'
        for index, paragraph in enumerate(paragraphs)
    )
    return f'<div class="note">{content}</div>'


def _chips(tags: Iterable[str]) -> str:
    return "".join(f' <span class="chip">{_bdi(shown(tag))}</span>' for tag in tags)


def _sources(report: Report) -> Iterator[str]:
    keys = report.keys
    yield "<ol>"
    for source in report.sources:
        language = f' lang="{_text(source.language)}"' if source.language else ""
        facts = "".join(f", {_bdi(fact)}" for fact in (source.author, source.date) if fact)
        file = f' <span class="file">{_bdi(source.file)}</span>' if source.file else ""
        places = ", ".join(
            f'<a href="#{key}">{_text(place)}</a>' if key in keys else _text(place)
            for place, key in source.places
            if place
        )
        yield f'<li id="{source.key}" value="{source.number}">'
        yield f'<span class="title"{language} dir="{source.direction}">{_text(source.title)}</span>{facts}{file}'
        if places:
            yield f'<div class="places">Cited: {places}</div>'
        digest = f"sha256 {_text(source.digest[:12])} · " if source.digest else ""
        yield f'<div class="about">{digest}{_text(marked(source))}</div>'
        if source.remark:
            yield f'<div class="remark">{_text(source.remark)}</div>'
        yield "</li>"
    yield "</ol>"


def _tags(tags: Iterable[TagUse]) -> Iterator[str]:
    yield '<table><thead><tr><th scope="col">Tag</th><th scope="col">Definition</th>'
    yield '<th scope="col" class="number">Passages</th></tr></thead><tbody>'
    for tag in tags:
        yield f'<tr><th scope="row">{_swatch(tag.colour)}{_bdi(shown(tag.path))}</th>'
        yield f'<td dir="auto">{_text(tag.definition)}</td><td class="number">{tag.passages:,}</td></tr>'
    yield "</tbody></table>"


def _swatch(colour: str) -> str:
    return f'<span class="swatch {colour}" aria-hidden="true"></span>' if colour.isascii() and colour.isalpha() else ""


def _bdi(text: str) -> str:
    """Text in whatever direction, which leaves that of its surroundings alone."""
    return f"<bdi>{_text(text)}</bdi>"


def _text(text: str) -> str:
    """Words as HTML, in content or between quotation marks; nothing in them is markup."""
    return escape(canonical(text), quote=True)
