"""How a place in a brief is cited: "Title, 12 Mar 2026, p. 4, para 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from briefreader.records import Brief
from briefreader.text.document import Document

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True)
class Clip:
    """One passage with its citation, for the clipboard: as plain text and as HTML."""

    plain: str
    html: str


def citation(brief: Brief, document: Document | None, start: int, end: int) -> str:
    """The short citation of code points `start` to `end` of the brief's canonical text."""
    return cite(brief, *locator(document, start, end))


def cite(brief: Brief, *places: str) -> str:
    """The citation of `brief` at `places` such as "p. 4", "para 3"; empty ones are left out."""
    return ", ".join(part for part in (title_of(brief), short_date(brief.date), *places) if part)


def clip(brief: Brief, document: Document, start: int, end: int, speaker: str = "") -> Clip:
    """The words at `start`-`end` with their citation, and the `speaker` where they are a quotation."""
    words = document.text[start:end].strip()
    source = citation(brief, document, start, end)
    said = f"{speaker}, " if speaker else ""
    paragraphs = "".join(f"<p>{escape(line)}</p>" for line in words.split("\n") if line.strip())
    language = f' lang="{escape(brief.language)}"' if brief.language else ""
    html = f'<blockquote{language} dir="{direction(words)}">{paragraphs}</blockquote><p>{escape(said + source)}</p>'
    marked = words if words[:1] in "“\"«„'‘" else f"“{words}”"
    return Clip(f"{marked} ({said}{source})", html)


def title_of(brief: Brief) -> str:
    """The brief's title, else its file name."""
    return " ".join(brief.title.split()) or file_name(brief)


def file_name(brief: Brief) -> str:
    return PurePath(brief.path.replace("\\", "/")).name


def short_date(date: str) -> str:
    """An ISO 8601 date as "12 Mar 2026", with the precision it has; anything else as it stands."""
    match = _DATE.fullmatch(date)
    if match is None:
        return " ".join(date.split())
    year, month, day = match.groups()
    if month is None or not 1 <= int(month) <= 12:
        return year if month is None else date
    named = f"{_MONTHS[int(month) - 1]} {year}"
    return f"{int(day)} {named}" if day else named


def locator(document: Document | None, start: int, end: int) -> tuple[str, str]:
    """("p. 4", "para 3") for code points `start` to `end`, "" for what is not known. A paragraph that bears a number
    of its own is given with both."""
    if document is None:
        return "", ""
    last = max(start, end - 1)
    page = _range("p.", "pp.", document.page_at(start), document.page_at(last))
    first_number, last_number = document.paragraph_at(start), document.paragraph_at(last)
    paragraph = place("para", "paras", first_number, last_number)
    block = document.block_at(start)
    label = block.label.strip().rstrip(".") if block else ""
    if "(" not in label:
        label = label.rstrip(".)")
    if paragraph and label and label != str(first_number) and first_number == last_number:
        paragraph += f" (no. {label})"
    return page, paragraph


def place(one: str, many: str, first: int | str | None, last: int | str | None = None) -> str:
    """ "para 3" or "paras 3–5"; "" when nothing is known."""
    return _range(one, many, first, first if last is None else last)


def direction(text: str) -> str:
    """ "rtl" when the first letter of `text` runs from right to left, else "ltr"."""
    for char in text[:1000]:
        if char.isalpha():
            return "rtl" if "\u0590" <= char <= "\u08ff" or "\ufb1d" <= char <= "\ufefc" else "ltr"
    return "ltr"


def _range(one: str, many: str, first: int | str | None, last: int | str | None) -> str:
    if first is None or first == "":
        return ""
    if last is None or last == first:
        return f"{one} {first}"
    return f"{many} {first}–{last}"
