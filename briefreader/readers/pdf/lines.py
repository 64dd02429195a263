"""From words to the lines of a page: what stands on one base line without a column's gap between."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import pairwise

from briefreader.readers.pdf.chars import Style, Word
from briefreader.readers.pdf.rules import Cell, Grid

_STEP = 0.28  # of the size: base lines that differ by less are one
_RISE = 0.75  # of the size: a small word may stand higher by this much
_SMALL = 0.86  # of the size of its neighbour: a smaller word may be raised
_GAP = 1.25  # of the size: what stands nearer belongs to the same line whatever the order of the file
_COUNT = re.compile(r"\d{1,4}|[ivxl]{1,7}")
CELL_GAP = 1.7  # of the size: a gap as wide parts cells, or a label from its text


@dataclass(slots=True)
class Line:
    """Words on one base line, from left to right as written. `order` is its place in the file."""

    words: list[Word]
    page: int
    order: int
    left: float
    right: float
    base: float
    style: Style
    text: str
    even: bool = False  # one style, and its text is PDFium's characters without a gap
    column: int = 0
    edges: tuple[float, float] = (0.0, 0.0)
    leads: bool = False  # opens a column or a page
    grid: list[tuple[Cell, list[Line]]] | None = None  # stands for a drawn table: its cells and their lines

    @property
    def size(self) -> float:
        return self.style.size

    @property
    def top(self) -> float:
        return self.base - 0.8 * self.style.size

    @property
    def bottom(self) -> float:
        return self.base + 0.25 * self.style.size

    @property
    def width(self) -> float:
        return self.right - self.left


@dataclass(slots=True)
class _Open:
    """A line being put together."""

    words: list[Word] = field(default_factory=list)
    base: float = 0.0
    size: float = 0.0
    right: float = 0.0


def lines_of(words: Iterable[Word], page: int) -> list[Line]:
    """The lines of a page, in the order of the file; words that were set apart come back to their line."""
    rows: list[_Open] = []
    current: _Open | None = None
    turned: list[_Open] = []
    for word in words:
        if word.style.turns:
            _turn(turned, word)
            continue
        if current is None or not _goes_on(current, word):
            current = _Open([], word.base, word.style.size)
            rows.append(current)
        current.words.append(word)
        current.right = word.right
        if word.style.size > current.size * 1.02 and word.rise == 0:
            current.base, current.size = word.base, word.style.size
    rows = _reunited([row for row in rows if _without_leaders(row)])
    return [line_of(row.words, page, order) for order, row in enumerate([*rows, *turned])]


def line_of(words: list[Word], page: int, order: int) -> Line:
    """A line made of `words`."""
    sizes: Counter[Style] = Counter()
    for word in words:
        if not word.rise:
            sizes[word.style] += len(word.text)
    style = sizes.most_common(1)[0][0] if sizes else words[0].style
    if len(sizes) > 1:
        largest = max(sizes, key=lambda known: known.size)
        small = 0.7 * largest.size < style.size < _SMALL * largest.size
        if small and all(word.text.isupper() for word in words if word.style == style):
            style = largest  # small capitals
    if len(sizes) > 1:
        solid = all(word.style.bold for word in words if any(map(str.isalnum, word.text)))
        style = style._replace(bold=solid and any(word.style.bold for word in words))
    text = text_of(words)
    even = len(sizes) == 1 and words[-1].end + words[-1].hyphen - words[0].char == len(text)
    even = even and not any(word.rise for word in words) and all(a.char < b.char for a, b in pairwise(words))
    base = next((word.base for word in words if word.style.size == style.size and not word.rise), words[0].base)
    left, right = min(word.left for word in words), max(word.right for word in words)
    return Line(words, page, order, left, right, base, style, text, even)


def grid_line(grid: Grid, page: int, order: int) -> Line:
    """A line that stands for a drawn table, at its top."""
    words = [word for cell in grid.cells for word in cell.words]
    line = line_of(words, page, order)
    line.grid = [(cell, lines_of(cell.words, page)) for cell in grid.cells]
    line.left, line.right, line.base = grid.left, grid.right, grid.top + line.size
    return line


def text_of(words: list[Word]) -> str:
    """The words of a line as text."""
    parts: list[str] = []
    for word in words:
        if word.spaced and parts:
            parts.append(" ")
        parts.append(word.text)
        if word.hyphen:
            parts.append("-")
    return "".join(parts)


def cells_of(line: Line, gap: float = CELL_GAP) -> list[list[Word]]:
    """The words of a line, parted where it has wide gaps."""
    cells: list[list[Word]] = [[line.words[0]]]
    right = line.words[0].right
    for word in line.words[1:]:
        if word.left - right > gap * line.size:
            cells.append([])
        cells[-1].append(word)
        right = max(right, word.right)
    return cells


def _goes_on(row: _Open, word: Word) -> bool:
    """Whether a word is the next one of a line; words raised or lowered in small print are marked as such."""
    gap, drop = word.left - row.right, word.base - row.base
    size = max(row.size, word.style.size)
    if row.words[-1].hyphen or gap < -0.6 * size:
        return False
    if gap > CELL_GAP * size and abs(row.size - word.style.size) > 0.15 * size and not _COUNT.fullmatch(word.text):
        return False
    if abs(drop) <= 0.12 * size:
        return True
    if word.style.size < _SMALL * row.size and gap < 0.6 * row.size and -_RISE * row.size < drop < 0.4 * row.size:
        word.rise = 1 if drop < 0 else -1
        if word.rise > 0 and gap < 0.25 * row.size:
            word.spaced = False
        return True
    if row.size < _SMALL * word.style.size and len(row.words) == 1 and gap < 0.8 * size and 0 < drop < _RISE * size:
        row.words[0].rise = 1  # a footnote that begins with its raised number
        row.base, row.size = word.base, word.style.size
        return True
    return abs(drop) <= _STEP * size


def _without_leaders(row: _Open) -> bool:
    """Take the dots that lead to a page number out of a line; whether anything is left."""
    if not any(word.text.startswith((".", "…")) or word.text.endswith("....") for word in row.words):
        return True
    kept: list[Word] = []
    dots = 0
    for word in row.words:
        bare = word.text.rstrip(".…")
        cut = len(word.text) - len(bare)
        if not bare:
            dots += cut
            if cut < 4:
                kept.append(word)
            continue
        if dots > 3:
            while kept and not kept[-1].text.strip(".…"):
                kept.pop()
            word.spaced = True
        dots = 0
        if cut > 4:
            word.right -= (word.right - word.left) * cut / len(word.text)
            word.text, dots = bare, cut
        kept.append(word)
    if dots > 3:
        while kept and not kept[-1].text.strip(".…"):
            kept.pop()
    row.words[:] = kept
    return bool(kept)


def _turn(turned: list[_Open], word: Word) -> None:
    """Words that run upwards, downwards or upside down: one line for each that follows the other."""
    if turned and turned[-1].words[-1].style.turns == word.style.turns:
        last = turned[-1].words[-1]
        along = abs(word.left - last.left) if word.style.turns % 2 else abs(word.base - last.base)
        if along < 0.5 * word.style.size:
            turned[-1].words.append(word)
            return
    turned.append(_Open([word], word.base, word.style.size, word.right))


def _reunited(rows: list[_Open]) -> list[_Open]:
    """`rows` with those that stand beside each other on one base line, but apart in the file, made one."""
    count = len(rows)
    if count < 2:
        return rows
    lefts = [min(word.left for word in row.words) for row in rows]
    rights = [max(word.right for word in row.words) for row in rows]
    order = sorted(range(count), key=lambda index: rows[index].base)
    home = list(range(count))
    for place, index in enumerate(order):
        row = rows[index]
        for other in order[place + 1 : place + 12]:
            drop = rows[other].base - row.base
            if drop > _RISE * max(row.size, rows[other].size):
                break
            if home[other] != other and home[index] != index:
                continue
            _join_if_beside(rows, home, lefts, rights, index, other, drop)
    kept: dict[int, list[int]] = {}
    for index in range(count):
        root = index
        while home[root] != root:
            root = home[root]
        kept.setdefault(root, []).append(index)
    result: list[_Open] = []
    for root, members in sorted(kept.items()):
        row = rows[root]
        if len(members) > 1:
            words = [word for member in members for word in rows[member].words]
            if not any("\u0590" <= letter <= "\u08ff" for word in words for letter in word.text):
                words.sort(key=lambda word: word.left)
            row = _Open(words, row.base, row.size, max(word.right for word in words))
        result.append(row)
    return result


def _join_if_beside(
    rows: list[_Open], home: list[int], lefts: list[float], rights: list[float], index: int, other: int, drop: float
) -> None:
    one, two = rows[index], rows[other]
    size = max(one.size, two.size)
    small, tall = (one, two) if one.size < two.size else (two, one)
    level = drop <= 0.12 * size
    if not level:
        # a raised number, filed elsewhere than its line
        if small.size >= _SMALL * tall.size or len(small.words) > 2 or sum(len(w.text) for w in small.words) > 4:
            return
        if not -0.4 * tall.size < tall.base - small.base < _RISE * tall.size:
            return
    place_small, place_tall = (index, other) if small is one else (other, index)
    if level:
        gap = max(lefts[index], lefts[other]) - min(rights[index], rights[other])
        number = two if lefts[other] > lefts[index] else one
        counted = len(number.words) == 1 and bool(_COUNT.fullmatch(number.words[0].text))
        if (
            not -0.3 * size <= gap
            or one.words[-1].hyphen
            or two.words[-1].hyphen
            or (gap > _GAP * size and not counted)
        ):
            return
        if counted and gap > _GAP * size:
            home[other if number is two else index] = index if number is two else other
            return
        if abs(one.size - two.size) > 0.15 * size and gap > 0.5 * size:
            return
        root, leaf = (index, other) if index < other else (other, index)
    else:
        x = lefts[place_small]
        if not any(-0.15 * tall.size < x - word.right < 0.4 * tall.size for word in tall.words) and not (
            0 < lefts[place_tall] - rights[place_small] < 0.8 * tall.size
        ):
            return
        for word in small.words:
            word.rise = 1 if word.base < tall.base else -1
        if rights[place_small] > lefts[place_tall]:
            small.words[0].spaced = False
        root, leaf = place_tall, place_small
    while home[root] != root:
        root = home[root]
    if home[leaf] == leaf and root != leaf:
        home[leaf] = root
