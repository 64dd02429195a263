"""What a brief says of itself: title, author, date; from declared fields, else from its first lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import PurePath

from briefreader.readers.dates import find_date, is_date_line
from briefreader.text.document import Block, Document, Metadata
from briefreader.text.language import recognise

_TITLE = ("title", "subject", "re", "betreff", "objet", "asunto")
_AUTHOR = ("author", "authors", "by", "from", "prepared by", "written by", "autor", "auteur", "creator", "byline")
_DATE = ("date", "published", "issued", "date issued", "publication date", "released", "release date", "updated",
         "last updated", "datum", "fecha", "created", "modified", "lastmod", "pubdate")  # fmt: skip
_KEPT = ("to", "cc", "report", "reference", "ref", "classification", "status", "version", "source", "for")
_FIELD = re.compile(r"^[*_]{0,2}([A-Za-z][A-Za-z ]{0,24}?)[*_]{0,2}\s?:[*_]{0,2}(?:\s+(\S.*))?$")
_BYLINE = re.compile(r"(?:(?:\w+ )?(?:prepared|written|compiled) by|by|par|von|por)\s+(.+)", re.IGNORECASE)
_BYLINE_ENDS = re.compile(r"\s+(?:for|on|to|pour|für|para)\s|,?\s+\d|[|;]|\.\s")
_PARTS = re.compile(r"\s+\|\s+|(?<=\.)\s+(?=[A-Z][a-z]+:\s)")
_GENERAL = re.compile(
    r"(?:table of )?contents|highlights|(?:executive )?summary.*|introduction.*|foreword|preface|abstract|memorandum|"
    r"press release|(?:chapter|volume|part|section|annex|appendix) .{1,3}\b.*",
    re.IGNORECASE | re.DOTALL,
)
_BLOCKS_READ = 40
_LONG = 240  # a block of more characters is prose, not a header
_PROSE_READ = 3  # so many paragraphs of prose end the head of a brief
_MAX_TITLE = 300
_MAX_BYLINE = 160


@dataclass(frozen=True, slots=True)
class About:
    """What front matter or a page's head declares. `date` as written; `fallback` is a title of last resort."""

    title: str = ""
    author: str = ""
    date: str = ""
    language: str = ""
    extra: Mapping[str, str] = field(default_factory=dict)
    fallback: str = ""


def declared(fields: Mapping[str, str]) -> About:
    """The declared fields of front matter, sorted into title, author, date, language and the rest."""
    lower = {key.lower().replace("_", " ").replace("-", " "): key for key in fields}

    def take(names: tuple[str, ...]) -> str:
        for name in names:
            if name in lower and fields[lower[name]]:
                return fields[lower.pop(name)]
        return ""

    title, author, date = take(_TITLE), take(_AUTHOR), take(_DATE)
    language = take(("lang", "language"))[:2].lower()
    return About(title, author, date, language, {key: fields[key] for key in lower.values() if fields[key]})


def complete(document: Document, about: About, form: str, name: str, fallback: str = "") -> Document:
    """`document` with its metadata: what `about` declares, else what its first lines say.

    The title falls back to the first heading, to `fallback`, and to the file's name.
    """
    found = _from_head(document)
    heading, level = _heading(document)
    if form == "markdown" and level == 1:
        found.pop("title", None)  # "Re:" in a text that has its own title
    title = about.title or found.get("title", "") or heading or fallback or _from_name(name, document.text)
    date = find_date(about.date) or found.get("date", "") or find_date(fallback, exact=True)
    extra = {key: value for key, value in found.items() if key in _KEPT} | dict(about.extra)
    language = recognise(document.text) or about.language
    metadata = Metadata(
        " ".join(title.split())[:_MAX_TITLE], about.author or found.get("author", ""), date, language, form, extra
    )
    return replace(document, metadata=metadata)


def _heading(document: Document) -> tuple[str, int]:
    """The first heading of the highest level among the first headings, and that level; ("", 0) without any."""
    headings = [
        (document.text[block.start : block.end], block.level)
        for block in document.blocks[:_BLOCKS_READ]
        if block.kind == "heading"
    ]
    named = [heading for heading in headings[:4] if not _GENERAL.fullmatch(heading[0])]
    return min(named, key=lambda heading: heading[1], default=("", 0))


def _from_name(name: str, text: str) -> str:
    """A title made of a file's name; words that the text writes with a capital have one."""
    stem = PurePath(name).stem.replace("_", " ").strip()
    if not any(letter.isdigit() for letter in stem):
        stem = stem.replace("-", " ")
    known = set(re.findall(r"[^\W\d_]+", text[:20_000]))
    words = [word.capitalize() if word.capitalize() in known and word not in known else word for word in stem.split()]
    title = " ".join(words)
    return title[:1].upper() + title[1:]


def _from_head(document: Document) -> dict[str, str]:
    """The fields among the first lines: `Date: ...`, `From: ...`, "By Jane Doe", a line that is a date."""
    found: dict[str, str] = {}
    waiting = ""
    for line, block in _head_lines(document):
        if waiting:
            _keep(found, waiting, line)
            waiting = ""
            continue
        for part in _PARTS.split(line):
            match = _FIELD.match(part.strip())
            if match and (key := known_field(match.group(1))):
                if match.group(2):
                    _keep(found, key, match.group(2))
                else:
                    waiting = key
            elif block.kind != "cell" and (author := _byline(part.strip())):
                _keep(found, "author", author)
                _keep(found, "date", part)
            elif "date" not in found and is_date_line(part):
                found["date"] = find_date(part)
    return found


def _byline(line: str) -> str:
    """Who wrote it, from "By Jane Doe", "Prepared by the Budget Office for ..., 3 May 2026"; "" from other lines."""
    match = _BYLINE.fullmatch(line) if len(line) <= _MAX_BYLINE else None
    if not match or not match.group(1)[0].isupper():
        return ""
    return _BYLINE_ENDS.split(match.group(1))[0].strip(" ,.")


def _head_lines(document: Document) -> Iterator[tuple[str, Block]]:
    prose = 0
    for block in document.blocks[:_BLOCKS_READ]:
        if block.end - block.start > _LONG:
            prose += 1
            if prose == _PROSE_READ:
                return
            continue
        for line in document.text[block.start : block.end].split("\n"):
            if line.strip():
                yield line.strip(), block


def known_field(label: str) -> str:
    """The field a label names: "title", "author", "date" or itself; "" for an unknown one."""
    label = " ".join(label.lower().split())
    for key, names in (("title", _TITLE), ("author", _AUTHOR), ("date", _DATE)):
        if label in names:
            return key
    return label if label in _KEPT else ""


def _keep(found: dict[str, str], key: str, value: str) -> None:
    value = " ".join(value.strip(" *_").split())
    if key == "date":
        value = find_date(value)
    if value and len(value) <= _MAX_TITLE:
        found.setdefault(key, value)
