"""What the user has typed, with its source marks in the style that was chosen; the blocks of quotes and contexts."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from briefreader.export.citation import direction
from briefreader.export.items import Item, Paragraph, Piece
from briefreader.export.tree import UNSOURCED, Citation, Point, Report
from briefreader.text.draft import Style
from briefreader.text.normalize import canonical


def mark(citation: Citation, style: Style) -> Piece:
    """The mark of a source: "[2]", "[2, p. 4]" or "(Harbour desk 2026, p. 4)"; a note where the style has notes."""
    target = f"s{citation.source}"
    where = f", {citation.place}" if citation.place else ""
    if style == "numeric":
        return Piece(f"[{citation.source}{where}]", target=target)
    if style == "author-date":
        return Piece(f"({citation.label or citation.text}{where})", target=target)
    return Piece(f"[{citation.source}]", target=target, note=citation.text, address=citation.address)


def cited(citation: Citation, style: Style) -> list[Piece]:
    """The citation as it stands below a passage."""
    if style in ("numeric", "author-date"):
        return [mark(citation, style)]
    words = Piece(citation.text, address=citation.address)
    return [words, Piece(" "), Piece(f"[{citation.source}]", target=f"s{citation.source}")]


def pieces(report: Report, point: Point) -> tuple[Piece, ...]:
    """The words of a statement and its marks, in order."""
    made: list[Piece] = []
    ends_open = False  # whether the words so far end in a letter
    for part in report.pieces(point):
        if isinstance(part, Citation):
            sign = mark(part, report.style)
            if not sign.note and ends_open:
                made.append(Piece(" "))
            made.append(sign)
            ends_open = True
        elif part:
            words = canonical(part)
            text = " ".join(words.split())
            before = " " if words[:1].isspace() and made and text else ""
            after = " " if words[-1:].isspace() and text else ""
            if text:
                made.append(Piece(f"{before}{text}{after}"))
                ends_open = not after
    if made and made[-1].text.endswith(" ") and not made[-1].note:
        made[-1] = Piece(made[-1].text.rstrip())
    return tuple(made)


def sentences(report: Report, typed: Iterable[Point]) -> Iterator[Item]:
    for point in typed:
        if point.words or report.citations(point):
            yield Paragraph("text", pieces(report, point), direction=direction(point.words))


def points(report: Report, typed: Iterable[Point], *, flagged: bool = True) -> Iterator[Item]:
    """Numbered statements; with `flagged` one that rests on nothing says so."""
    for number, point in enumerate(typed, 1):
        flag = () if report.citations(point) or not flagged else (Piece(f" {UNSOURCED}", "alarm"),)
        yield Paragraph("point", (*pieces(report, point), *flag), number=number, direction=direction(point.words))


def answers(report: Report) -> Iterator[Item]:
    for number, point in enumerate(report.questions, 1):
        question = " ".join(canonical(point.question).split())
        asked = (Piece(question, "strong"),)
        yield Paragraph("point", asked, number=number, direction=direction(question))
        flag = () if report.citations(point) else (Piece(f" {UNSOURCED}", "alarm"),)
        yield Paragraph("text", (*pieces(report, point), *flag), direction=direction(point.words), follows=True)


def quotes(report: Report, *, footnotes: bool) -> Iterator[Item]:
    """Who said what, word for word."""
    for spoken in report.quotes:
        who = [Piece(spoken.speaker.label, "strong" if spoken.speaker.name else "emphasis")]
        if spoken.role:
            who.append(Piece(f", {spoken.role}"))
        below = [] if footnotes else [Piece(" · ", "soft"), *cited(spoken.citation, report.style)]
        for index, text in enumerate(spoken.paragraphs):
            last = index == len(spoken.paragraphs) - 1
            sign = (mark(spoken.citation, report.style),) if last and footnotes else ()
            yield Paragraph(
                "quote", (Piece(text), *sign), spoken.key if index == 0 else "", language=spoken.language,
                direction=spoken.direction, follows=index > 0,
            )  # fmt: skip
        yield Paragraph("cited", (*who, *below), follows=True)


def annex(report: Report) -> Iterator[Item]:
    """Each passage within its paragraphs, itself in strong letters."""
    for around in report.annex:
        parts = (Piece(around.before), Piece(around.words, "strong"), Piece(around.after))
        yield Paragraph(
            "quote", tuple(part for part in parts if part.text), language=around.language, direction=around.direction
        )
        yield Paragraph("cited", tuple(cited(around.citation, report.style)), follows=True)
