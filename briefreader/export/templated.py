"""The report in the user's own text template: Jinja2 in its sandbox, without files, and nothing that runs or fetches.

In Markdown and HTML every value is escaped; `{{ body }}` is the whole summary as the program writes it. `names` lists
what a template may use.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from html.parser import HTMLParser
from typing import Any, Literal

from jinja2 import StrictUndefined, TemplateError, TemplateSyntaxError
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from briefreader.errors import ExportError
from briefreader.export import html, markdown
from briefreader.export.escaping import inline
from briefreader.export.statements import mark
from briefreader.export.tree import Citation, Line, Point, Report, Section, shown

_LONGEST = 50_000_000  # characters of what a template may make
_ACTIVE = frozenset({"script", "iframe", "object", "embed", "applet", "base", "form"})
_FETCHED = frozenset({"src", "srcset", "poster", "data", "background", "formaction"})


class _Ready(str):
    """Text that is Markdown already."""

    __slots__ = ()


def render(report: Report, template: bytes, form: Literal["md", "html"]) -> bytes:
    """`report` in `template`. Raises ExportError with the line where the template is wrong, or when what it makes
    would run or fetch something."""
    try:
        source = template.decode()
    except UnicodeDecodeError as error:
        raise ExportError("The template is not text in UTF-8.", "Save it as UTF-8, or choose another.") from error
    environment = ImmutableSandboxedEnvironment(
        autoescape=form == "html",
        undefined=StrictUndefined,
        finalize=_markdown if form == "md" else None,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made: list[str] = []
    length = 0
    try:
        for piece in environment.from_string(source).generate(names(report, form)):
            made.append(piece)
            length += len(piece)
            if length > _LONGEST:
                raise ExportError("The template makes too long a document.", "Look at its loops.")
    except (TemplateError, TypeError, ValueError, ArithmeticError, LookupError, OverflowError, RecursionError) as error:
        line = f" (line {error.lineno})" if isinstance(error, TemplateSyntaxError) else ""
        raise ExportError(f"The template does not work{line}: {error}.", "Mend it, or choose another.") from error
    text = "".join(made)
    if form == "html":
        _check(text)
    return text.encode()


def names(report: Report, form: Literal["md", "html"]) -> Mapping[str, Any]:
    """What a template may use, by name."""
    body: str = Markup(html.body(report)) if form == "html" else _Ready(markdown.render(report))  # noqa: S704
    cover = report.cover
    return {
        "title": report.title,
        "about": report.about,
        "date": report.date,
        "day": report.day,
        "audience": cover.audience,
        "author": cover.author,
        "status": cover.status,
        "deadline": cover.deadline,
        "marking": cover.marking,
        "amount": report.amount,
        "provenance": report.provenance,
        "remarks": list(report.remarks),
        "bottom_line": [_point(report, point) for point in report.bottom_line],
        "points": [_point(report, point) for point in report.points],
        "questions": [_point(report, point) for point in report.questions],
        "open_points": [_point(report, point) for point in report.open_points],
        "sections": list(_sections(report.sections, 1)),
        "quotes": [
            {"text": " ".join(one.paragraphs), "speaker": one.speaker.label, "role": one.role, **_cited(one.citation)}
            for one in report.quotes
        ],
        "sources": [
            {
                "number": one.number, "title": one.title, "author": one.author, "date": one.date, "file": one.file,
                "marking": one.marking or "no marking found", "places": [place for place, _ in one.places if place],
            }
            for one in report.sources
        ],
        "tags": [
            {"path": shown(one.path), "definition": one.definition, "passages": one.passages} for one in report.tags
        ],
        "body": body,
    }  # fmt: skip


def _point(report: Report, point: Point) -> dict[str, Any]:
    parts = (part if isinstance(part, str) else f" {mark(part, report.style).text}" for part in report.pieces(point))
    return {
        "text": " ".join("".join(parts).split()),
        "words": point.words,
        "question": point.question,
        "sourced": bool(report.citations(point)),
        "citations": [one.text for one in report.citations(point)],
    }


def _sections(sections: Iterable[Section], level: int) -> Iterable[dict[str, Any]]:
    for section in sections:
        yield {
            "title": section.title, "level": level, "definition": section.definition,
            "lines": [_line(line) for line in section.lines],
        }  # fmt: skip
        yield from _sections(section.sections, level + 1)


def _line(line: Line) -> dict[str, Any]:
    return {
        "text": " ".join(line.paragraphs),
        "paragraphs": list(line.paragraphs),
        "speakers": [one.label for one in line.speakers],
        "tags": [shown(path) for path in line.tags],
        "note": line.note,
        "strength": line.strength,
        **_cited(line.citation),
    }


def _cited(citation: Citation) -> dict[str, Any]:
    return {"citation": citation.text, "source": citation.source, "place": citation.place}


def _markdown(value: object) -> object:
    """Values in a Markdown template are words, whatever they hold."""
    return value if isinstance(value, _Ready | int) else inline(str(value), opens=False)


def _check(text: str) -> None:
    guard = _Guard()
    guard.feed(text)
    guard.close()
    if guard.found:
        raise ExportError(
            f"The template makes a page that would run or fetch something ({guard.found}).", "Take that out of it."
        )


class _Guard(HTMLParser):
    """Looks for what runs, or is fetched when the page is opened."""

    def __init__(self) -> None:
        super().__init__()
        self.found = ""
        self._style = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._style = tag == "style"
        for name, given in attrs:
            value = "".join((given or "").split()).lower()
            if (
                name.startswith("on")
                or (name in _FETCHED and not value.startswith("data:image/"))
                or (tag in ("link", "image", "use") and name in ("href", "xlink:href") and not value.startswith("#"))
                or value.startswith(("javascript:", "vbscript:"))
                or (name == "style" and ("url(" in value or "@import" in value))
                or (tag == "meta" and name == "http-equiv" and value == "refresh")
            ):
                self.found = self.found or f"{name} of <{tag}>"
        if tag in _ACTIVE:
            self.found = self.found or f"<{tag}>"

    def handle_data(self, data: str) -> None:
        lowered = data.lower()
        if self._style and ("url(" in lowered or "@import" in lowered):
            self.found = self.found or "a style"

    def handle_endtag(self, tag: str) -> None:
        self._style = False
