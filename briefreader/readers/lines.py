"""Lines of a plain text: what one line is, how the file wraps its lines, and how two lines belong together."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal, NamedTuple

Seam = Literal["join", "break", "new"]

_LONG = 120  # characters: hard-wrapped files stay below
_NARROW = 30  # files whose lines are all shorter are lists or verse
_CLOSERS = "\"'”’»“)]}*_"
_ENDS = ".!?:;…。！？؟।"
_NOTE_NUMBER = re.compile(r"(?<=[.!?”\"’)])\s?\[?\d{1,3}\]?$")
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:Mr|Mrs|Ms|Dr|Prof|Sr|St|Gen|Lt|Col|Capt|Sgt|Adm|Sen|Rep|Gov|Hon|Rev|Messrs|Nos?|Art|Arts|para|paras|"
    r"vs?|cf|e\.g|i\.e|[A-Z])\.$"
)
_UNFINISHED = frozenset(
    ("a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as", "that",
     "which", "is", "are", "was", "were", "be", "its", "their", "his", "her")
)  # fmt: skip
BULLET = re.compile(r"([•·▪▫◦‣●○■□➢➤✓*+-]|o(?=\s{3}))\s+(?=\S)")
ENUMERATOR = re.compile(
    r"(?P<label>\((?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})\)|(?:\d{1,3}|[a-zA-Z]|[ivxlc]{1,6})\)|"
    r"\d{1,3}(?:\.\d{1,3}){1,4}\.?|\d{1,3}\.|[a-z]\.|[ivxlc]{2,6}\.)\s+(?=\S)"
)
FIELD = re.compile(
    r"(?:to|from|date|subject|re|cc|bcc|ref|reference|through|via|thru|by|author|attn|attention|classification|title|"
    r"published|for immediate release|contact|embargo|participants|venue)\s?:",
    re.IGNORECASE,
)
# "NAME:", "Q:", "Mr. SMITH." at the beginning of a line: another speaker.
SPEAKER = re.compile(
    r"(?:[A-Z][\w.'’-]{0,30}(?: [A-Z(][\w.'’()-]{0,30}){0,5}:(?=\s|$)|(?:Q|A)[.:]\s|"
    r"(?:Mr|Ms|Mrs|Dr|Sen|Rep|The)\.? [A-Z][A-Z'’-]{2,30}(?: of [A-Z][a-z]{2,20}){0,1}\.\s)"
)


class Line(NamedTuple):
    """A line without the white space around it, and where it began."""

    text: str
    indent: int
    end: int  # the column behind its last character


@dataclass(frozen=True, slots=True)
class Shape:
    """How a file ends its paragraphs. `long`: each line is one. Else lines are wrapped near column `width`."""

    long: bool
    width: int
    base: int  # the indent of most lines

    @property
    def narrow(self) -> bool:
        return not self.long and self.width < _NARROW

    def fits(self, line: Line, follower: Line) -> bool:
        """Whether `follower`'s first word would have had room in `line`: then the line end was meant."""
        word = follower.text.partition(" ")[0]
        return line.end + 1 + len(word) <= 0.88 * self.width


def line_of(raw: str) -> Line:
    text = raw.expandtabs(8).rstrip() if "\t" in raw else raw.rstrip()
    stripped = text.lstrip()
    return Line(stripped.strip(), len(text) - len(stripped), len(text))


def shape_of(raw_lines: Iterable[str]) -> Shape:
    """How the lines of a file are meant."""
    lengths: list[int] = []
    indents: Counter[int] = Counter()
    long = total = ended = 0
    for raw in raw_lines:
        stripped = raw.strip()
        if not stripped:
            continue
        length = len(raw.rstrip())
        lengths.append(length)
        indents[length - len(stripped)] += length
        total += length
        long += length if length > _LONG else 0
        ended += ends_sentence(stripped)
    if not lengths:
        return Shape(False, 0, 0)
    lengths.sort()
    width = lengths[min(len(lengths) - 1, int(0.92 * len(lengths)))]
    return Shape(
        long > 0.3 * total or (len(lengths) > 2 and ended >= 0.8 * len(lengths)), width, indents.most_common(1)[0][0]
    )


def ends_sentence(text: str) -> bool:
    """Whether a line may be the last of a paragraph."""
    text = _NOTE_NUMBER.sub("", text[-60:].rstrip())
    if _ABBREVIATION.search(text):
        return False
    bare = text.rstrip(_CLOSERS)
    return bool(bare) and bare[-1] in _ENDS


def is_unfinished(text: str) -> bool:
    """Whether a line ends with a word that cannot be its last."""
    return text.rpartition(" ")[2].lower() in _UNFINISHED or bool(_ABBREVIATION.search(text[-60:]))


def seam(shape: Shape, line: Line, follower: Line, body: int, first: bool) -> Seam:
    """How `follower` goes on from `line` within a group of lines: the same sentence ("join"), a line of its own in
    the same block ("break"), or a new block ("new"). `body` is the indent of the block's lines behind its first,
    `first` whether `line` is that first one.
    """
    if shape.long or shape.narrow:
        return "new"
    fits, ended = shape.fits(line, follower), ends_sentence(line.text)
    if FIELD.match(line.text) and FIELD.match(follower.text):
        return "new"
    if fits or ended:
        if FIELD.match(follower.text) or (FIELD.match(line.text) and fits):
            return "new"
        if SPEAKER.match(follower.text) and (ended or fits):
            return "new"
    if ended and (fits or follower.indent > line.indent or (follower.indent < line.indent and not first)):
        return "new"
    if not first and follower.indent >= body + 2 and fits:
        return "new"
    if not fits or follower.text[0].islower() or is_unfinished(line.text):
        return "join"
    return "break"


def joined(parts: Sequence[str], seams: Sequence[Seam], words: frozenset[str]) -> str:
    """The lines of one block as its text. A word divided at a line end is made whole when the file writes it so
    elsewhere (`words`, lower case)."""
    text: list[str] = [parts[0]]
    for part, how in zip(parts[1:], seams, strict=True):
        before = text[-1]
        if how == "break":
            text.append("\n")
        elif before.endswith("--") or (before.endswith("—") and before[-2:-1] != " "):
            pass
        elif before.endswith("-") and before[-2:-1].isalpha() and part[:1].isalpha():
            head = re.split(r"[^\w’']", before[:-1])[-1]
            tail = re.match(r"[\w’']*", part)
            whole = (head + (tail.group() if tail else "")).lower()
            if part.startswith(("and ", "or ", "to ", "und ", "et ", "y ")):
                text.append(" ")
            elif whole in words and part[0].islower():
                text[-1] = before[:-1]
        else:
            text.append(" ")
        text.append(part)
    return "".join(text)
