"""What a PDF says of itself: its properties, its title as set, its marking and its reference."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import PurePath

from briefreader.readers.about import About, complete
from briefreader.readers.dates import find_date
from briefreader.readers.pdf.furniture import Furniture, key_of
from briefreader.readers.pdf.headings import folded
from briefreader.readers.pdf.lines import Line, cells_of, text_of
from briefreader.readers.pdf.paragraphs import Para
from briefreader.text.document import Document

_MARKING = re.compile(
    r"(?:(?:NATO|UK|US|EU|COSMIC|ATOMAL)[ -])?"
    r"(?:TOP[ -]SECRET|SECRET|CONFIDENTIAL|RESTRICTED|UNCLASSIFIED|OFFICIAL(?:[ -]SENSITIVE)?|PROTECTED(?: [ABC])?|"
    r"CUI|CONTROLLED(?: UNCLASSIFIED INFORMATION)?|FOR OFFICIAL USE ONLY|LAW ENFORCEMENT SENSITIVE|LIMITE|"
    r"SENSITIVE BUT UNCLASSIFIED|STRICTLY CONFIDENTIAL|NOT FOR PUBLIC RELEASE|EMBARGOED|TLP:\s?[A-Z]+(?:\+STRICT)?)"
    r"(?:\s?(?://?|[-–—:,])\s?[A-Z][A-Z0-9 ,/&-]{0,60}){0,4}"
)
_SYMBOL = re.compile(r"(?<![\w/])[A-Z]{1,6}(?:\.\d{1,2})?(?:/[A-Z0-9][\w.-]{0,14}){1,6}(?: \(\d{4}\))?(?![\w/])")
_NUMBER = re.compile(
    r"(?<![\w-])(?:[A-Z]{1,6}(?:-[A-Z]{1,4})?-\d{2,4}-\d{1,6}[A-Z]{0,3}|COM\(\d{4}\) \d{1,4}(?: final)?|"
    r"C(?:m|P|mnd)\.? \d{1,5})(?![\w-])"
)
_REPORT = re.compile(
    r"(?:Report|Document|Reference|Ref|File)\s(?:No|Number|Nr)?[.:]?\s?([A-Z0-9][A-Z0-9./-]{2,30}\d[A-Z]?)\b"
)
_SOFTWARE = re.compile(
    r"(?:microsoft word\s?-|\.(?:docx?|indd|pdf|qxd|wpd|rtf|tex|pptx?|xlsx?)$|untitled|slide \d|title$)", re.IGNORECASE
)
_PROSE = 240  # characters: behind a paragraph as long no title stands
_PERSON = re.compile(r"[^\W\d_][^\d_@\\/]{3,120}")
_PAGE = re.compile(
    r"(?:(?:^|\s)page)?(?:^|\s)(?:\d{1,6}|[ivxl]{1,7})(?:\s?(?:/|of)\s?\d{1,4})?\s*$|"
    r"^(?:page\s)?(?:\d{1,6}(?:\s?/\s?\d{1,4})?|[ivxl]{1,7})(?=\s)",
    re.IGNORECASE,
)


def described(
    document: Document, paras: Sequence[Para], furniture: Furniture, properties: Mapping[str, str], name: str
) -> Document:
    """`document` with its metadata."""
    edges = [*furniture.heads, *furniture.feet]
    extra: dict[str, str] = {}
    first = [line for para in paras[:60] for line in para.lines if line.page == 0]
    if marking := _marking([line for lines in edges for line in lines], first):
        extra["marking"] = marking
    if reference := _reference(edges, first):
        extra["reference"] = reference
    for key, lines in (("running head", furniture.heads), ("running foot", furniture.feet)):
        if text := _usual(lines):
            extra[key] = text
    for key in ("subject", "keywords"):
        if value := properties.get(key):
            extra[key] = value[:300]
    title = properties.get("title", "")
    stem = PurePath(name).stem
    if _SOFTWARE.search(title) or len(title) < 6 or title.lower() == stem.lower() or " " not in title:
        title = ""
    document = complete(document, About(title=title, extra=extra), "pdf", name)
    metadata = document.metadata
    if not title:
        metadata = replace(metadata, title=_best_title(document, set_title(paras)))
    author = properties.get("author", "")
    if not metadata.author and _PERSON.fullmatch(author) and " " in author:
        metadata = replace(metadata, author=author)
    if not metadata.date:
        headings = (para.text for para in paras[:20] if para.kind == "heading" and para.first.page == 0)
        dates = (find_date(text, exact=True) for text in headings)
        metadata = replace(metadata, date=next((date for date in dates if date), ""))
    if not metadata.date:
        metadata = replace(metadata, date=properties.get("creationdate", ""))
    return replace(document, metadata=metadata)


def _best_title(document: Document, title: str) -> str:
    """The title found, as the text has it, unless the document names its subject in a line of its own."""
    headings = {
        folded(text): " ".join(text.split())
        for block in document.blocks[:80]
        if block.kind == "heading" and (text := document.text[block.start : block.end])
    }
    if title and folded(document.metadata.title) in headings:
        return headings.get(folded(title), title)[:300]
    return document.metadata.title


def set_title(paras: Sequence[Para]) -> str:
    """The title as the first pages set it: a heading that is large, has words enough, and stands behind others, as
    what stands above a title is the letterhead; "" without any."""
    best, most = "", 0.0
    before = 0
    for para in paras[:60]:
        if para.first.page > 1 or (before and para.kind == "paragraph" and len(para.text) > _PROSE):
            break
        if para.kind != "heading" or para.opening:
            continue
        words = len(para.text.split())
        score = para.first.size**1.25 * min(words, 6) * (1 + 0.3 * before) / (1 + para.first.page)
        before += 1
        if score > most:
            best, most = para.text, score
    return " ".join(best.split()) if len(best) > 8 else ""


def _marking(edges: Sequence[Line], first: Sequence[Line]) -> str:
    """A security or handling marking that stands for itself in a head or foot, else on the first page."""
    counts: Counter[str] = Counter()
    for weight, lines in ((1, edges), (0, first)):
        for line in lines:
            for cell in cells_of(line):
                text = text_of(cell).strip(" ()[]-–*")
                if text.isupper() and _MARKING.fullmatch(text):
                    counts[text] += weight
    return counts.most_common(1)[0][0] if counts else ""


def _reference(edges: Sequence[Sequence[Line]], first: Sequence[Line]) -> str:
    """The document's own number: what heads and feet repeat, else what the first page prints."""
    counts: Counter[str] = Counter()
    for lines in edges:
        for line in lines:
            for pattern in (_SYMBOL, _NUMBER):
                counts.update({match.group() for match in pattern.finditer(line.text) if _is_reference(match.group())})
    if counts and counts.most_common(1)[0][1] > 1:
        return counts.most_common(1)[0][0]
    for line in first[:30]:
        for pattern in (_SYMBOL, _NUMBER):
            for match in pattern.finditer(line.text):
                if _is_reference(match.group()) and len(line.text) < 80:
                    return match.group()
        if report := _REPORT.search(line.text):
            return report.group(1)
    return next(iter(counts), "")


def _is_reference(text: str) -> bool:
    return any(map(str.isdigit, text)) and any(map(str.isalpha, text))


def _usual(edges: Sequence[Sequence[Line]]) -> str:
    """What heads or feet say most often, page numbers apart."""
    seen: dict[str, str] = {}
    counts: Counter[str] = Counter()
    for lines in edges:
        for line in lines:
            if line.style.turns:
                continue
            key = key_of(line.text)
            counts[key] += 1
            seen.setdefault(key, line.text)
    usual = [key for key, count in counts.most_common(3) if count > 1 and count >= 0.3 * counts.most_common(1)[0][1]]
    texts = (" ".join(_PAGE.sub("", seen[key].strip()).split()) for key in usual)
    return " · ".join(dict.fromkeys(text for text in texts if sum(map(str.isalnum, text)) > 2))[:300]
