"""Lines joined to paragraphs: by the space between them, their indents, how full they are, and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from briefreader.readers.lines import ENUMERATOR, FIELD, ends_sentence, is_unfinished
from briefreader.readers.pdf.assembly import Seam
from briefreader.readers.pdf.lines import CELL_GAP, Line
from briefreader.text.document import BlockKind, ListPlace

_BULLETS = frozenset("•·▪▫◦‣●○■□➢➤✓✔❖◆◇⚫►▶∙–—-*\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf06e\uf0e0")
_ROUND = 0.5
_SPACED = 1.27  # of the usual step from line to line: more parts paragraphs
_INDENT = 0.75  # of the size
_ENTRY = re.compile(r"(?:\.\s?){4,}\s*[\divxl]{1,5}$|…{2,}\s*[\divxl]{1,5}$|\S\s{1,3}\.{3,}$")
_LONG_LABEL = re.compile(
    r"(?:\([a-zA-Z0-9]{1,6}\)|[A-Z]{1,4}\.|\d{1,3}[.)]|[ivxlIVXL]{1,7}\.|\d{1,2}(?:\.\d{1,3}){1,4})$"
)
_SECTION = re.compile(r"(?:Sec(?:tion|\.)\s\d{1,3}[.:]|Article\s\d{1,3}\b|Art\.\s\d{1,3})")


class Opening(NamedTuple):
    """How a line opens a block: a bullet or a number of its own, and where the text behind it begins."""

    label: str
    bullet: bool
    words: int  # of the line that make the bullet or label
    hang: float


@dataclass(slots=True)
class Para:
    """A block to be: lines and how each is joined to the one before."""

    lines: list[Line]
    seams: list[Seam] = field(default_factory=list)
    opening: Opening | None = None
    kind: BlockKind = "paragraph"
    level: int = 0
    label: str = ""
    quote: int = 0
    steps: list[float] = field(default_factory=list)
    gap: float = 99.0  # the space above, in lines of its size
    rows: list[list[list[Line]]] | None = None  # of a table: rows of cells of lines
    place: ListPlace | None = None

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def last(self) -> Line:
        return self.lines[-1]

    @property
    def text(self) -> str:
        return " ".join(line.text for line in self.lines)


class Measures(NamedTuple):
    """How a document is set: the size of its text, the usual step between lines by page and size, and whether its
    paragraphs begin with an indent."""

    body: float
    steps: dict[tuple[int, float], float]
    indented: bool

    def step(self, line: Line) -> float:
        key = (line.page, line.size)
        return self.steps.get(key) or self.steps.get((-1, line.size)) or 1.2 * line.size


def body_size(pages: Sequence[list[Line]]) -> float:
    """The size in points in which most letters are set."""
    sizes: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sizes[line.size] += len(line.text)
    return sizes.most_common(1)[0][0] if sizes else 10.0


def measured(pages: Sequence[list[Line]], body: float) -> Measures:
    """How the document of these `pages` is set."""
    by_page: dict[tuple[int, float], Counter[float]] = {}
    whole: dict[float, Counter[float]] = {}
    indents = outs = 0
    for lines in pages:
        for last, line in pairwise(lines):
            step = line.base - last.base
            if line.size != last.size or not 0.8 * line.size < step < 2.6 * line.size:
                continue
            rounded = round(step / _ROUND) * _ROUND
            by_page.setdefault((line.page, line.size), Counter())[rounded] += 1
            whole.setdefault(line.size, Counter())[rounded] += 1
            if line.size == body and ends_sentence(last.text) and line.left >= line.edges[0] - 1:
                if 0.8 * body < line.left - last.left < 5 * body:
                    indents += 1
                elif step > _SPACED * 1.15 * body:
                    outs += 1
    steps: dict[tuple[int, float], float] = {}
    for size, counter in whole.items():
        steps[-1, size] = _common(counter)
    for key, counter in by_page.items():
        if sum(counter.values()) >= 8:
            steps[key] = _common(counter)
    return Measures(body, steps, indents > 2 * outs)


def _common(counter: Counter[float]) -> float:
    """The smallest step that is common: wider ones part paragraphs."""
    most = max(counter.values())
    return min(step for step, count in counter.items() if count >= 0.45 * most)


def opening_of(line: Line) -> Opening | None:
    """The bullet or number that a line begins with."""
    words = line.words
    first = words[0].text
    if len(words) > 1:
        gap = words[1].left - words[0].right
        apart = words[1].spaced or gap > 0.2 * line.size
        if first in "-–—*":
            apart = apart and (gap > 0.35 * line.size or words[1].text[0].isupper())
        if first in _BULLETS and apart:
            return Opening("", True, 1, words[1].left)
        if first == "o" and gap > 0.5 * line.size:
            return Opening("", True, 1, words[1].left)
    if match := ENUMERATOR.match(line.text):
        taken = len(match.group("label").split())
        if len(words) > taken:
            return Opening(match.group("label"), False, taken, words[taken].left)
    if len(words) > 1 and _LONG_LABEL.fullmatch(first) and words[1].left - words[0].right > 0.9 * line.size:
        return Opening(first, False, 1, words[1].left)
    return None


def paragraphs_of(lines: Iterable[Line], measures: Measures, limits: dict[int, float]) -> list[Para]:
    """The paragraphs that `lines`, in reading order over all pages, make. `limits` tells, by a line's identity, how
    far right the lines around it reach."""
    paras: list[Para] = []
    for line in lines:
        opening = opening_of(line) if line.words else None
        last = paras[-1] if paras else None
        how = _seam(last, line, opening, measures, limits) if last else None
        if last is not None and how:
            last.seams.append(how)
            if line.page == last.last.page and line.base > last.last.base:
                last.steps.append(line.base - last.last.base)
            last.lines.append(line)
            continue
        gap = 99.0
        if last is not None and last.last.page == line.page and line.base > last.last.base:
            gap = (line.base - last.last.base) / line.size
        paras.append(Para([line], opening=opening, gap=gap))
    return paras


def limits_of(lines: Sequence[Line], measures: Measures) -> dict[int, float]:
    """How far right the lines around each line reach: a narrow block's own edge where it has three lines and more,
    else its column's."""
    limits: dict[int, float] = {}
    start = 0
    for at in range(1, len(lines) + 1):
        if at < len(lines):
            last, line = lines[at - 1], lines[at]
            step = line.base - last.base
            if line.page == last.page and line.size == last.size and 0 < step <= _SPACED * measures.step(line):
                continue
        block = lines[start:at]
        right = max(line.right for line in block)
        for line in block:
            left, edge = line.edges
            narrow = len(block) > 2 and right - left > 0.6 * (edge - left)
            limits[id(line)] = right if narrow else edge
        start = at
    return limits


def _seam(para: Para, line: Line, opening: Opening | None, measures: Measures, limits: dict[int, float]) -> Seam | None:
    """How `line` goes on from a paragraph: in the same line of thought, on a line of its own, or not at all."""
    last = para.last
    if line.style.turns or last.style.turns:
        same = line.style == last.style and line.page == last.page
        return "join" if same and abs(line.left - last.left) < 2.5 * line.size else None
    if last.words[-1].hyphen and abs(line.size - last.size) < 0.08 * line.size and not opening:
        return "join"
    if abs(line.size - last.size) > 0.08 * last.size or not _same_weight(para, line):
        return None
    short = _is_short(last, line, limits)
    ended = ends_sentence(last.text)
    if line.page != last.page or (line.leads and line.base < last.base - 0.5 * line.size):
        return _over_the_edge(para, line, opening, measures, short, ended)
    step = line.base - last.base
    if step < 0.4 * line.size:
        return None
    usual = measures.step(line)
    if step > _SPACED * usual and not (len(para.steps) > 1 and step < 1.12 * para.steps[-1]):
        return None
    if _ENTRY.search(last.text) or _is_row(last) or _is_row(line):
        return None
    if FIELD.match(line.text) and (ended or short):
        return None
    if opening and (ended or short or para.opening or abs(line.left - last.left) > _INDENT * line.size):
        return None
    if _SECTION.match(line.text) and (ended or short):
        return None
    heading = last.style.bold or last.size > 1.12 * measures.body
    indent = line.left - last.left
    if not heading and not _aligned(para, line, indent, ended, short):
        return None
    if heading:
        hangs = para.opening is not None and abs(line.left - para.opening.hang) < line.size
        return "join" if abs(indent) < 1.5 * line.size or hangs or _centred(last, line) else None
    if not short:
        return "join"
    if ended and last.right < limits[id(last)] - 0.1 * (last.edges[1] - last.edges[0]):
        return None
    if line.text[0].islower() or is_unfinished(last.text) or last.text.rstrip()[-1] in ",(":
        return "join"
    if ended:
        return None
    return "break" if last.width < 0.8 * (last.edges[1] - last.edges[0]) else "join"


def _same_weight(para: Para, line: Line) -> bool:
    last = para.last
    if line.style.bold == last.style.bold:
        return True
    # a sentence set bold that goes on in plain letters, or the other way round
    full = last.right > last.edges[1] - 3 * last.size
    return (
        full
        and line.page == last.page
        and (line.text[0].islower() or (para.opening is not None and len(para.lines) > 1))
    )


def _aligned(para: Para, line: Line, indent: float, ended: bool, short: bool) -> bool:
    """Whether a line's left edge lets it go on from a paragraph."""
    size = line.size
    if abs(indent) <= _INDENT * size:
        return True
    if para.opening and len(para.lines) == 1:
        return True if abs(line.left - para.opening.hang) < 1.2 * size or indent < 0 else not ended
    if indent > 0:
        return not ended and not short  # an indented line begins a paragraph
    if len(para.lines) == 1:
        return -indent < 8 * size  # the first line was indented
    return not ended and not short


def _over_the_edge(
    para: Para, line: Line, opening: Opening | None, measures: Measures, short: bool, ended: bool
) -> Seam | None:
    """Whether the first line of a page or column goes on from the last of the one before."""
    last = para.last
    if line.size > 1.12 * measures.body or (last.style.bold and line.style.bold and len(para.lines) < 3):
        return None
    if _is_row(last) or _is_row(line) or _ENTRY.search(last.text) or len(last.text) < 3:
        return None
    if opening and not (line.text[0].islower() and not ended):
        return None
    if not ended:
        return "join" if line.text[0].islower() or not short else None
    left = line.edges[0]
    if measures.indented and not short and line.left < left + 0.5 * line.size and len(para.lines) > 1:
        return "join"
    return None


def _is_short(last: Line, line: Line, limits: dict[int, float]) -> bool:
    """Whether the first word of `line` would have had room behind `last`: then the line end was meant."""
    word = line.words[0]
    return limits[id(last)] - last.right > (word.right - word.left) + 0.9 * last.size


def _centred(last: Line, line: Line) -> bool:
    return abs((last.left + last.right) - (line.left + line.right)) < 3 * line.size


def _is_row(line: Line) -> bool:
    """Whether a line has the gaps of a table's row."""
    wide = sum(
        word.left - before.right > CELL_GAP * line.size
        for before, word in zip(line.words, line.words[1:], strict=False)
    )
    opening = opening_of(line)
    if opening and opening.words < len(line.words):
        before, word = line.words[opening.words - 1], line.words[opening.words]
        wide -= word.left - before.right > CELL_GAP * line.size
    return wide > 0
