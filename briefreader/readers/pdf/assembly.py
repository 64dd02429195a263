"""From lines and seams to the canonical text, each of its characters tied to the one of the page it came from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from briefreader.readers.builder import MAX_BLOCKS, TooManyBlocks
from briefreader.readers.pdf.chars import Word
from briefreader.readers.pdf.lines import Line
from briefreader.readers.pdf.notes import is_mark
from briefreader.text.document import Block, Inline, InlineKind, Run

Seam = Literal["join", "break"]

_AND = ("and", "or", "to", "und", "et", "y")
_LETTERS = re.compile(r"[^\W\d_]+")
_ADDRESS = re.compile(r"https?://|www\.")
_IN_ADDRESS = re.compile(r"[/_=?&%]|\w[-.]\w|\d[a-z]|[a-z]\d")
_HYPHENS = "-‐\u2011"


@dataclass(slots=True)
class Strip:
    """The text of one block, where its characters stand, and its formatting."""

    parts: list[str] = field(default_factory=list)
    length: int = 0
    runs: list[Run] = field(default_factory=list)  # `start` and `end` count within the strip
    inlines: list[Inline] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def add(self, text: str, page: int, char: int) -> None:
        """Add characters that stand on a page, from its character `char` on."""
        end = self.length + len(text)
        last = self.runs[-1] if self.runs else None
        if last and last.end == self.length and last.page == page and last.char + last.end - last.start == char:
            self.runs[-1] = Run(last.start, end, page, last.char)
        else:
            self.runs.append(Run(self.length, end, page, char))
        self.parts.append(text)
        self.length = end

    def join(self, text: str) -> None:
        """Add a character that stands on no page."""
        self.parts.append(text)
        self.length += len(text)


class Spelling:
    """The words of a document, to tell a hyphen of a word from one of a line's end."""

    def __init__(self, lines: Iterable[Line]) -> None:
        self._words: set[str] = set()
        for line in lines:
            for word in line.words:
                if not word.hyphen:
                    self._words.add(word.text.strip(".,;:!?()[]“”\"'’‘").lower())

    def keeps_hyphen(self, head: str, tail: str) -> bool:
        """Whether `head` and `tail`, parted by a hyphen at a line's end, are written with it."""
        if not head or not tail or not head[-1].isalpha() or not tail[0].isalpha():
            return True
        head = re.split(r"[^\w’'-]", head)[-1].lower()
        lower = tail[0].islower()
        found = re.match(r"[\w’'-]*", tail)
        tail = found.group().lower() if found else ""
        if head + tail in self._words:
            return False
        if not lower or f"{head}-{tail}" in self._words or any(letter in head for letter in _HYPHENS):
            return True
        bare = tail.split("-")[0]
        return len(head) > 2 and head in self._words and len(bare) > 3 and bare in self._words


def strip_of(lines: Sequence[Line], seams: Sequence[Seam], spelling: Spelling, notes: frozenset[str]) -> Strip:
    """The text of a block from its lines; `notes` are the labels of the footnotes it may call."""
    strip = Strip()
    marks = _Marks(strip)
    before: Word | None = None
    for number, line in enumerate(lines):
        if line.even:
            first, last = line.words[0], line.words[-1]
            if before is not None:
                _seam(strip, before, first, lines[number - 1].page, seams[number - 1], spelling)
            marks.at(first, notes, strip.length)
            strip.add(line.text[:-1] if last.hyphen else line.text, line.page, first.char)
            before = last
            if before.hyphen and number + 1 == len(lines) and not before.soft:
                strip.add("-", line.page, before.end)
            continue
        for at, word in enumerate(line.words):
            if before is not None:
                if at or not number:
                    _part(strip, before, word, line.page)
                else:
                    _seam(strip, before, word, lines[number - 1].page, seams[number - 1], spelling)
            marks.at(word, notes, strip.length)
            strip.add(word.text, line.page, word.char)
            before = word
        if before is not None and before.hyphen and number + 1 == len(lines) and not before.soft:
            strip.add("-", line.page, before.end)
    marks.at(None, notes, strip.length)
    return strip


def _part(strip: Strip, before: Word, word: Word, page: int) -> None:
    """What stands between two words of a line."""
    if before.hyphen and not before.soft:
        strip.add("-", page, before.end)
    if word.spaced:
        if word.char == before.end + 1:
            strip.add(" ", page, before.end)
        else:
            strip.join(" ")


def _seam(strip: Strip, before: Word, word: Word, page: int, seam: Seam, spelling: Spelling) -> None:
    """What stands between the lines of a block: a space, a line end, a hyphen that stays, or nothing."""
    if seam == "break":
        if before.hyphen and not before.soft:
            strip.add("-", page, before.end)
        strip.join("\n")
    elif before.hyphen:
        if before.soft:
            return
        if word.text.lower() in _AND:
            strip.add("-", page, before.end)
            strip.join(" ")
        elif spelling.keeps_hyphen(before.text, word.text):
            strip.add("-", page, before.end)
    elif before.text[-1] in _HYPHENS and before.text[-2:-1].isalpha() and word.text[0].isalpha():
        if word.text.lower() in _AND:
            strip.join(" ")
        elif not spelling.keeps_hyphen(before.text[:-1], word.text):
            _drop_last(strip)
    elif (before.text[-1] in "—/" and len(before.text) > 1) or _is_address(before.text, word.text):
        return
    else:
        strip.join(" ")


def _is_address(head: str, tail: str) -> bool:
    """Whether an address of the web goes on behind a line's end."""
    if not _ADDRESS.search(head) or head[-1] in ".,;)>":
        return False
    return head[-1] in "-_=?&%" or bool(_IN_ADDRESS.search(tail.rstrip(".,;)")))


def _drop_last(strip: Strip) -> None:
    """Take back the last character."""
    strip.parts[-1] = strip.parts[-1][:-1]
    strip.length -= 1
    run = strip.runs[-1]
    strip.runs[-1] = run._replace(end=run.end - 1)


class _Marks:
    """The formatting of a strip's words, kept as spans while they last."""

    def __init__(self, strip: Strip) -> None:
        self._strip = strip
        self._open: dict[InlineKind, int] = {}

    def at(self, word: Word | None, notes: frozenset[str], place: int) -> None:
        """Begin and end spans before `word`, which will stand at `place`; None ends them all."""
        wanted: set[InlineKind] = set()
        if word is not None:
            if word.style.bold:
                wanted.add("strong")
            if word.style.italic:
                wanted.add("emphasis")
            if word.rise:
                label = word.text.strip("[]()")
                if word.rise > 0 and is_mark(word) and label in notes:
                    self._strip.inlines.append(Inline(place, place + len(word.text), "note", label))
                else:
                    kind: InlineKind = "superscript" if word.rise > 0 else "subscript"
                    self._strip.inlines.append(Inline(place, place + len(word.text), kind))
        for kind in [kind for kind in self._open if kind not in wanted]:
            start = self._open.pop(kind)
            end = place
            if word is not None and word.spaced and end > start + 1:
                end -= self._strip.parts[-1] in (" ", "\n")
            self._strip.inlines.append(Inline(start, end, kind))
        for kind in wanted - self._open.keys():
            self._open[kind] = place


class Assembly:
    """Collects finished blocks; blocks are joined by one line end, as everywhere."""

    def __init__(self) -> None:
        self.blocks: list[Block] = []
        self.inlines: list[Inline] = []
        self.runs: list[Run] = []
        self.tables: dict[int, tuple[int, int]] = {}
        self._texts: list[str] = []
        self._size = 0

    def add(self, block: Block, strip: Strip) -> None:
        """Add a block with the text of `strip`; one without text leaves no trace. Raises TooManyBlocks."""
        text = strip.text
        if not text and block.kind != "rule":
            return
        if len(self.blocks) >= MAX_BLOCKS:
            raise TooManyBlocks
        start = self._size + 1 if self.blocks else 0
        self._texts.append(text)
        self._size = start + len(text)
        self.blocks.append(
            Block(
                block.kind, start, self._size, block.level, None, block.page, block.label, block.quote, block.place,
                block.cell,
            )
        )  # fmt: skip
        for run in strip.runs:
            if run.end > run.start:
                self.runs.append(Run(run.start + start, run.end + start, run.page, run.char))
        solid = block.kind == "heading"
        for mark in strip.inlines:
            if mark.end > mark.start and not (solid and mark.kind in ("strong", "emphasis")):
                self.inlines.append(Inline(mark.start + start, mark.end + start, mark.kind, mark.value))

    @property
    def text(self) -> str:
        return "\n".join(self._texts)
