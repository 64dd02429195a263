"""Footnotes: small print at the foot of a column that begins with a number or a sign raised in the text above."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from briefreader.readers.lines import ends_sentence
from briefreader.readers.pdf.chars import Word
from briefreader.readers.pdf.lines import Line, line_of

_SMALLER = 0.96  # of the size of the text
_MARK = re.compile(r"\[?(?:\d{1,3}|[*∗†‡§¶]{1,4}|[a-z])[\])]?")
_NUMBER = re.compile(r"\d{1,3}")
_DIVIDER = re.compile(r"[_─—‗]{5,}")


@dataclass(slots=True)
class Note:
    """A footnote: its label and its lines, the label's word taken out; without a label it goes on from the page
    before."""

    label: str
    lines: list[Line] = field(default_factory=list)
    page: int = 0


def is_mark(word: Word) -> bool:
    """Whether a word is the raised number or sign of a note."""
    return word.rise > 0 and bool(_MARK.fullmatch(word.text))


def take_notes(lines: list[Line], body: float, running: Note | None) -> tuple[list[Line], list[Note]]:
    """The lines of a page (in reading order) that are text, and its footnotes.

    `body` is the size of the text in points, `running` the last note of the page before, when its end is open.
    """
    marks = {word.text for line in lines for word in line.words[1:] if is_mark(word)}
    kept: list[Line] = []
    notes: list[Note] = []
    start = 0
    for index, line in enumerate(lines):
        last = index + 1 == len(lines) or (lines[index + 1].leads and lines[index + 1].base < line.base - line.size)
        if not last:
            continue
        column = lines[start : index + 1]
        start = index + 1
        cut, divided = _zone(column, body)
        zone = column[cut + divided :]
        first = next((at for at, entry in enumerate(zone) if _opens(entry, marks)), len(zone))
        goes_on = bool(zone) and running is not None and not notes and (divided or _continues(zone, first, running))
        if first == len(zone) and not goes_on:
            kept.extend(column)
            continue
        kept.extend(column[:cut])
        if goes_on and running is not None and first:
            notes.append(Note("", zone[:first], line.page))
        elif first and not divided:
            kept.extend(zone[:first])
        elif first:
            notes.append(Note("", zone[:first], line.page))
        for entry in zone[first:]:
            _add(notes, entry, marks)
    return kept, notes


def _zone(column: list[Line], body: float) -> tuple[int, int]:
    """Where the small print at a column's foot begins, and 1 when a line of its own divides it from the text."""
    at = len(column)
    while at:
        line = column[at - 1]
        if _DIVIDER.fullmatch(line.text.strip()):
            return (at - 1, 1) if at < len(column) else (at, 0)
        if line.size > _SMALLER * body or line.style.turns or line.grid is not None:
            break
        at -= 1
    return at, 0


def _opens(line: Line, marks: set[str]) -> bool:
    """Whether a line begins a note."""
    first = line.words[0]
    if is_mark(first):
        return len(line.words) > 1 or _NUMBER.fullmatch(first.text) is not None
    return first.text in marks and len(line.words) > 1 and bool(_MARK.fullmatch(first.text))


def _continues(zone: list[Line], first: int, running: Note) -> bool:
    """Whether the small print before a page's first note is the rest of the last one of the page before."""
    if not first:
        return False
    last = running.lines[-1].text if running.lines else ""
    return not ends_sentence(last) and abs(zone[0].size - running.lines[-1].size) < 0.6 if last else False


def _add(notes: list[Note], line: Line, marks: set[str]) -> None:
    """Add a line of small print to the notes; a new note begins where the next number stands raised."""
    words: list[Word] = []
    for at, word in enumerate(line.words):
        opens = False
        if at == 0:
            opens = _opens(line, marks)
        elif is_mark(word) and notes and notes[-1].label.isdigit() and word.text.isdigit():
            opens = int(word.text) == int(notes[-1].label) + 1
        if opens:
            if words:
                notes[-1].lines.append(line_of(words, line.page, line.order))
                words = []
            notes.append(Note(word.text.strip("[]()"), [], line.page))
        else:
            words.append(word)
    if words:
        part = line if len(words) == len(line.words) else line_of(words, line.page, line.order)
        part.edges, part.column = line.edges, line.column
        if not notes:
            notes.append(Note("", [], line.page))
        notes[-1].lines.append(part)
