"""Which paragraphs of a PDF are headings, and of what level: by size, weight, capitals, numbers and the outline."""

from __future__ import annotations

import re
from collections.abc import Sequence

from briefreader.readers.dates import is_date_line
from briefreader.readers.lines import FIELD
from briefreader.readers.pdf.engine import Bookmark
from briefreader.readers.pdf.paragraphs import Measures, Para, is_entry
from briefreader.readers.titles import heading_style

_LARGE = 1.12  # times the size of the text
_DISPLAY = 1.3  # times the size of the text: chapters
_PART = re.compile(
    r"(?:chapter|part|section|annex|appendix|volume|title)\s+(?:\d{1,3}|[ivxl]{1,7}|[a-z])[.:]?", re.IGNORECASE
)
_MOST = 360  # characters
_MOST_LINES = 6
_MOST_WORDS = 32
_WORDLESS = re.compile(r"[\W\d_]+")
_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,4})\.?\s")
_CAPTION = re.compile(
    r"(?:figure|table|chart|map|box|exhibit|graph|photo|plate)\s(?:[A-Z]?\d{1,3}[a-z]?|[IVX]{1,6})\b", re.IGNORECASE
)
_END = re.compile(r"[.,;]$")
_ROW = 4  # candidates in a row that have nothing but each other are a list

Key = tuple[float, bool, bool, bool]  # size, capitals, bold, italic


def settle_headings(paras: list[Para], measures: Measures, bookmarks: Sequence[Bookmark]) -> None:
    """Make headings, with levels, of those paragraphs that are; and captions of those that name a figure or table."""
    titles: dict[int, set[str]] = {}
    for mark in bookmarks:
        titles.setdefault(mark.page, set()).add(folded(mark.title))
    plain_bold = _mostly_bold(paras)
    found: list[Para] = []
    for at, para in enumerate(paras):
        if para.kind != "paragraph" or para.cells is not None:
            continue
        if _is_caption(para, paras[at - 1] if at else None, measures):
            para.kind = "caption"
            continue
        follower = next((other for other in paras[at + 1 : at + 3] if other.kind != "rule"), None)
        before = paras[at - 1] if at else None
        outlined = _is_outlined(para, titles)
        if outlined or _looks_like_one(para, before, follower, measures, plain_bold):
            para.kind = "heading"
            found.append(para)
            para.level = -1 if outlined else 0
    _drop_lists(paras)
    _unite(paras, measures)
    _level([para for para in found if para.kind == "heading"])


def folded(text: str) -> str:
    """A title without what may differ between the outline and the page."""
    return _WORDLESS.sub("", text).lower()


def _is_outlined(para: Para, titles: dict[int, set[str]]) -> bool:
    if len(para.lines) > _MOST_LINES or not titles:
        return False
    mine = folded(para.text)
    if len(mine) < 3 or len(para.text) > _MOST:
        return False
    near = titles.get(para.first.page, set())
    return any(mine == title or (len(title) > 20 and mine.startswith(title)) for title in near)


def _looks_like_one(
    para: Para, before: Para | None, follower: Para | None, measures: Measures, plain_bold: bool
) -> bool:
    text = para.text.strip()
    first = para.first
    letters = sum(map(str.isalpha, text))
    size = first.size / max(measures.body, measures.pages.get(first.page, 0.0))
    if (
        letters < 2
        or letters < 0.4 * len(text.replace(" ", ""))
        or len(text) > _MOST
        or len(para.lines) > _MOST_LINES + 4 * (size >= _LARGE)
        or first.style.turns
        or "break" in para.seams
    ):
        return False
    words = text.split()
    most = _MOST_WORDS + 18 * (first.page < 2 and size >= _LARGE)
    if len(words) > most or FIELD.match(text) or is_date_line(text) or is_entry(para.last) or "://" in text:
        return False
    if para.opening and para.opening.bullet:
        return False
    closed = bool(_END.search(text)) and not text.endswith(("etc.", "Inc.", "U.S."))
    if size >= _LARGE:
        return not text.endswith((",", ";")) and not (closed and len(words) > 9)
    bold = all(line.style.bold for line in para.lines)
    capitals = sum(map(str.isupper, text)) >= 0.9 * letters and letters > 3
    if text[0].islower() or text[0] in '(“"‘[' or size < (0.74 if bold and capitals else 0.88):
        return False
    if follower is None or follower.kind == "footnote":
        return False
    longer = len(follower.text) > 1.3 * len(text)
    if closed and not (bold and text[-1] == "." and len(words) <= 16 and (longer or capitals)):
        return False
    if closed and all(line.style.bold for line in follower.lines):
        return False
    if bold and not plain_bold:
        return True
    apart = para.gap > 1.25 * measures.step(first) / first.size or para.gap == 99.0
    if capitals:
        return apart and len(text) < 150 and not follower.text.isupper()
    unfinished = before is not None and before.last.page == first.page and before.text[-1:].isalnum() and not apart
    if all(line.style.italic for line in para.lines) and len(words) <= 14 and letters > 3:
        return apart and longer and not follower.first.style.italic and not unfinished
    if size < 0.97 or not apart or len(para.lines) > 2:
        return False
    style = heading_style(text)
    if style in ("part", "section") or (style == "numbered" and not _is_listed(before, follower)):
        return longer or follower.opening is not None or follower.first.size >= _LARGE * first.size
    return False


def _is_listed(before: Para | None, follower: Para) -> bool:
    """Whether numbered texts stand before or behind: then the one between is an item of a list."""
    return any(other is not None and other.opening and not other.opening.bullet and len(other.lines) < 3
               for other in (before, follower))  # fmt: skip


def _is_caption(para: Para, before: Para | None, measures: Measures) -> bool:
    text = para.text
    if len(text) > 300 or not _CAPTION.match(text) or is_entry(para.last):
        return False
    mark = re.match(r"\S+\s\S+", text)
    head = mark.group() if mark else ""
    if head == text and before is not None and len(before.text) > len(text):
        return True
    return head[-1:] in ".:–—" or para.first.style.bold or para.first.style.italic or para.first.size < measures.body


def _mostly_bold(paras: Sequence[Para]) -> bool:
    """Whether bold is the ordinary weight, so that it makes no heading."""
    bold = total = 0
    for para in paras:
        for line in para.lines:
            total += len(line.text)
            bold += len(line.text) if line.style.bold else 0
    return bold > 0.5 * total


def _drop_lists(paras: Sequence[Para]) -> None:
    """Many candidates of one look in a row, leading to nothing, are a list of names or a table's cells."""
    start = 0
    while start < len(paras):
        end = start
        while (
            end < len(paras)
            and paras[end].kind == "heading"
            and paras[end].level == 0
            and _key(paras[end]) == _key(paras[start])
        ):
            end += 1
        if end - start >= _ROW:
            for para in paras[start:end]:
                para.kind = "paragraph"
        start = max(end, start + 1)
    for para in paras:
        if para.level < 0:
            para.level = 0


def _unite(paras: list[Para], measures: Measures) -> None:
    """Make one of "Chapter 1" and the title set as large beneath it."""
    for at in range(len(paras) - 2, -1, -1):
        one, two = paras[at : at + 2]
        large = min(one.first.size, two.first.size) >= _DISPLAY * measures.body
        if (
            one.kind == two.kind == "heading"
            and large
            and one.first.page == two.first.page
            and _PART.fullmatch(one.text)
        ):
            one.lines.extend(two.lines)
            one.seams.extend(["join", *two.seams])
            two.kind = "rule"
            del paras[at + 1]


def _key(para: Para) -> Key:
    style = para.first.style
    text = para.text
    letters = sum(map(str.isalpha, text))
    capitals = sum(map(str.isupper, text)) >= 0.85 * letters > 2
    return (round(style.size * 2) / 2, capitals, style.bold, style.italic)


def _level(found: list[Para]) -> None:
    """Give headings their levels: the larger, the bolder and the more in capitals, the higher."""
    if not found:
        return
    keys = {id(para): _key(para) for para in found}
    ranked = sorted(set(keys.values()), key=lambda key: (-key[0], not key[1], not key[2], key[3]))
    levels = {key: min(rank, 6) for rank, key in enumerate(ranked, start=1)}
    for para in found:
        para.level = levels[keys[id(para)]]
    by_key: dict[Key, int] = {}
    for para in found:  # one look, numbers of several depths
        if match := _NUMBERED.match(para.text):
            depth = match.group(1).count(".")
            by_key[keys[id(para)]] = min(by_key.get(keys[id(para)], 9), depth)
    for para in found:
        if (match := _NUMBERED.match(para.text)) and keys[id(para)] in by_key:
            para.level = min(6, para.level + match.group(1).count(".") - by_key[keys[id(para)]])
    present = {level: rank for rank, level in enumerate(sorted({para.level for para in found}), start=1)}
    for para in found:
        para.level = present[para.level]
