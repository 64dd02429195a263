"""Lines joined to paragraphs: by the space between them, their indents, how full they are, and their words."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import NamedTuple

from briefreader.readers.lines import ENUMERATOR, FIELD, ends_sentence, is_unfinished
from briefreader.readers.pdf.assembly import Seam
from briefreader.readers.pdf.lines import CELL_GAP, Line
from briefreader.text.document import BlockKind, CellPlace, ListPlace

_BULLETS = frozenset("•·▪▫◦‣●○■□➢➤✓✔❖◆◇⚫►▶∙–—-*\uf0b7\uf0a7\uf0d8\uf076\uf0fc\uf02d\uf0a8\uf06e\uf0e0")
_ROUND = 0.5
_SPACED = 1.27  # of the usual step from line to line: more parts paragraphs
_INDENT = 0.75  # of the size
_COUNT = re.compile(r"\d{1,4}|[ivxl]{1,7}")
_ONWARD = (",", ";", ":", "—", "–", " and", " or")
_LONG_LABEL = re.compile(
    r"(?:\([a-zA-Z0-9]{1,6}\)|[IVXLC]{1,6}\.|[A-Z]\.|\d{1,3}[.)]|[ivxlIVXL]{1,7}\.|\d{1,2}(?:\.\d{1,3}){1,4})$"
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
    cells: list[tuple[CellPlace, list[Line]]] | None = None  # of a table
    place: ListPlace | None = None
    open: bool = False  # the next line may go on from it, though other paragraphs stand behind

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
    pages: dict[int, float]  # the size of the text on pages that have another than most

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
    return Measures(body, steps, indents > 2 * outs, _own_sizes(pages, body))


def _own_sizes(pages: Sequence[list[Line]], body: float) -> dict[int, float]:
    """The size of the text of pages on which it is larger than elsewhere: slides, forewords."""
    found: dict[int, float] = {}
    for lines in pages:
        sizes: Counter[float] = Counter()
        for line in lines:
            sizes[line.size] += len(line.text)
        if sizes:
            size, letters = sizes.most_common(1)[0]
            if size > body and letters > 250 and letters > 0.5 * sum(sizes.values()):
                found[lines[0].page] = size
    return found


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


def add_line(paras: list[Para], line: Line, measures: Measures, limits: dict[int, float]) -> None:
    """Add the next line, in reading order, to the last of `paras`, or begin another with it. `limits` tells, by a
    line's identity, how far right the lines around it reach."""
    opening = opening_of(line)
    current = next((para for para in reversed(paras[-6:]) if para.open), None)
    how = _seam(current, line, opening, measures, limits) if current else None
    if not how and line.leads and current is not None and line.page == current.last.page + 1:
        before = _interrupted(paras, line, opening, measures, limits)
        current, how = (before, "join") if before else (current, None)
    for para in paras[-6:]:
        para.open = how is not None and para is current
    if current is not None and how:
        current.seams.append(how)
        if line.page == current.last.page and line.base > current.last.base:
            current.steps.append(line.base - current.last.base)
        current.lines.append(line)
        return
    gap = 99.0
    above = paras[-1].last if paras else None
    if above is not None and above.page == line.page and line.base > above.base:
        gap = (line.base - above.base) / line.size
    paras.append(Para([line], opening=opening, gap=gap, open=True))


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
    if _is_row(last) or (_is_row(line) and not (is_entry(line) and not opening and not short and len(last.words) > 4)):
        return None
    if FIELD.match(line.text) and (ended or short):
        return None
    if opening and (ended or short or _counts_on(para, line, opening)):
        return None
    if _SECTION.match(line.text) and (ended or short):
        return None
    heading = last.style.bold or last.size > 1.12 * measures.body or (last.text.isupper() and line.text.isupper())
    indent = line.left - last.left
    if not heading and not _aligned(para, line, indent, ended, short):
        return None
    if heading:
        words = para.first.words
        hangs = len(words) > 1 and abs(line.left - words[1].left) < line.size
        same = abs(indent) < 1.5 * line.size or hangs or _centred(last, line) or (indent > 0 and not short)
        return "join" if same else None
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
    if _is_row(last) or _is_row(line) or len(last.text) < 3:
        return None
    if opening and (ended or short or not line.text[len(opening.label) :].lstrip()[:1].islower()):
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


def _interrupted(
    paras: Sequence[Para], line: Line, opening: Opening | None, measures: Measures, limits: dict[int, float]
) -> Para | None:
    """The paragraph that `line`, the first of a page, goes on from, when only small matter at the foot of the page
    before stands between."""
    for back in range(2, min(5, len(paras) + 1)):
        para, between = paras[-back], paras[-back + 1]
        same = abs(between.first.size - line.size) <= 0.04 * line.size and between.first.style.bold == line.style.bold
        if same or between.first.page != line.page - 1 or len(between.lines) > 4 or para.cells or between.cells:
            return None
        if abs(para.last.size - line.size) <= 0.04 * line.size and para.last.page == line.page - 1:
            fits = _same_weight(para, line) and not ends_sentence(para.last.text) and len(para.lines) > 1
            return para if fits and _seam(para, line, opening, measures, limits) else None
    return None


def _counts_on(para: Para, line: Line, opening: Opening) -> bool:
    """Whether the number a line begins with opens a block, though the line before is full and its sentence open."""
    last = para.last
    if opening.bullet or last.text.endswith(_ONWARD):
        return last.text[-1:] not in "–(" or opening.bullet
    if para.opening and not para.opening.bullet:
        return abs(line.left - para.first.left) < 2 and line.text[len(opening.label) :].lstrip()[:1].isupper()
    return (
        abs(line.left - last.left) > _INDENT * line.size and not line.text[len(opening.label) :].strip()[:1].islower()
    )


def is_entry(line: Line) -> bool:
    """Whether a line ends with the page number of a table of contents."""
    if len(line.words) < 2 or not _COUNT.fullmatch(line.words[-1].text):
        return False
    return line.words[-1].left - line.words[-2].right > CELL_GAP * line.size


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
