"""How a place in a brief is cited: "Title, 12 Mar 2026, p. 4, para 3"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from html import escape
from pathlib import PurePath

from briefreader.records import INSIDE, Brief
from briefreader.text.document import Block, Document

_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_PAGES = {"page": ("p.", "pp."), "slide": ("slide", "slides"), "sheet": ("sheet", "sheets")}
_TIME = re.compile(r"\d{1,2}(?::\d{2}){1,2}")
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
    """The name of the brief's file; of what is in another file, its own name and that file's."""
    outer, *inner = (PurePath(part.replace("\\", "/")).name for part in brief.path.split(INSIDE))
    return f"{inner[-1]} in {outer}" if inner else outer


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
    """("p. 4", "para 3") for code points `start` to `end`, "" for what is not known; ("slide 4", "para 3"),
    ("Costs!B7:C9", "") and ("", "at 00:12:05") where that is how the place is found. A paragraph that bears a number
    of its own is given with both."""
    if document is None:
        return "", ""
    last = max(start, end - 1)
    first_block, last_block = document.block_at(start), document.block_at(last)
    if document.unit == "sheet" and (cells := _cells(document, start, first_block, last_block)):
        return cells, ""
    page = _range(*_PAGES[document.unit], document.page_at(start), document.page_at(last))
    label = first_block.label.strip().rstrip(".") if first_block else ""
    if _TIME.fullmatch(label):
        return page, f"at {label}"
    first_number, last_number = document.paragraph_at(start), document.paragraph_at(last)
    paragraph = place("para", "paras", first_number, last_number)
    if "(" not in label:
        label = label.rstrip(".)")
    if paragraph and label and label != str(first_number) and first_number == last_number:
        paragraph += f" (no. {label})"
    return page, paragraph


def _cells(document: Document, start: int, first: Block | None, last: Block | None) -> str:
    """ "Costs!B7:C9" for a span of a workbook, "" outside its cells."""
    if first is None or first.cell is None:
        return ""
    sheet = document.page_at(start) or ""
    name = sheet if sheet.isidentifier() else "'" + sheet.replace("'", "''") + "'"
    corner = _cell(first.cell.row, first.cell.column)
    if last is None or last.cell is None or last.cell.table != first.cell.table or last == first:
        return f"{name}!{corner}" if sheet else corner
    whole = f"{corner}:{_cell(last.cell.row, last.cell.column)}"
    return f"{name}!{whole}" if sheet else whole


def _cell(row: int, column: int) -> str:
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return f"{letters}{row + 1}"


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
