"""Tables with drawn lines: the rules and boxes of a page as grids, and the words in their cells."""

from __future__ import annotations

import ctypes
from bisect import bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import pypdfium2.raw as raw

from briefreader.readers.pdf.chars import Word
from briefreader.readers.pdf.geometry import Frame

_THIN = 3.0  # points: a rule, not a box
_LEAST_WIDTH, _LEAST_HEIGHT = 8.0, 5.0
_TOUCH = 3.0  # points between rules that meet
_MOST_OBJECTS = 6_000
_MOST_RULES = 1_500
_MOST_ROWS, _MOST_COLUMNS = 300, 40
_JUMPS = 2  # upwards on a page, or rows of words with wide gaps: then it may hold a table
_WIDE = 1.7
_LEAST_FILLED = 0.3


class Rule(NamedTuple):
    """A straight line at `at` (y when level, else x) from `start` to `end`, in points."""

    at: float
    start: float
    end: float


class Cell(NamedTuple):
    """The place of a cell in its grid, and its words."""

    row: int
    column: int
    row_span: int
    column_span: int
    words: list[Word]


class Grid(NamedTuple):
    """A table: its cells in order of row and column, how many rows and columns it has, and where its top is."""

    cells: list[Cell]
    rows: int
    columns: int
    left: float
    top: float
    right: float


def may_hold_table(words: Sequence[Word]) -> bool:
    """Whether words jump upwards or leave wide gaps, as cells do; asking a page for its rules takes time."""
    jumps = gaps = 0
    for one, two in pairwise(words):
        drop = two.base - one.base
        if drop < -0.6 * two.style.size:
            jumps += 1
        elif drop < 2 and two.left - one.right > _WIDE * two.style.size:
            gaps += 1
    return jumps > _JUMPS or gaps > _JUMPS


def take_grids(page: Any, frame: Frame, words: list[Word]) -> tuple[list[Word], list[Grid]]:
    """The words of a page that stand in no drawn table, and those tables."""
    level, upright = _rules(page, frame)
    grids: list[Grid] = []
    for horizontal, vertical in _components(level, upright):
        xs, ys = _stops(vertical), _stops(horizontal)
        if not (2 < len(xs) <= _MOST_COLUMNS and 1 < len(ys) <= _MOST_ROWS):
            continue
        if not _is_framed(horizontal, vertical, xs, ys):
            continue
        inside = [word for word in words if xs[0] < _middle(word) < xs[-1] and ys[0] < _height(word) < ys[-1]]
        grid = _grid(xs, ys, horizontal, vertical, inside)
        if grid is None or any(len(cell.words) > 150 and len(cell.words) > 0.6 * len(inside) for cell in grid.cells):
            continue
        taken = {id(word) for word in inside}
        words = [word for word in words if id(word) not in taken]
        grids.append(grid)
    return words, grids


def _rules(page: Any, frame: Frame) -> tuple[list[Rule], list[Rule]]:
    """The level and the upright rules that a page draws, the edges of boxes among them."""
    level: list[Rule] = []
    upright: list[Rule] = []
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    width, height = frame.size
    for index in range(min(_MOST_OBJECTS, raw.FPDFPage_CountObjects(page))):
        item = raw.FPDFPage_GetObject(page, index)
        if raw.FPDFPageObj_GetType(item) != raw.FPDF_PAGEOBJ_PATH:
            continue
        if not raw.FPDFPageObj_GetBounds(item, left, bottom, right, top):
            continue
        box = frame.box(left.value, bottom.value, right.value, top.value)
        wide, tall = box.right - box.left, box.bottom - box.top
        if tall <= _THIN < _LEAST_WIDTH <= wide:
            level.append(Rule((box.top + box.bottom) / 2, box.left, box.right))
        elif wide <= _THIN and tall >= _LEAST_HEIGHT:
            upright.append(Rule((box.left + box.right) / 2, box.top, box.bottom))
        elif wide >= _LEAST_WIDTH and tall >= _LEAST_HEIGHT and not (wide > 0.9 * width and tall > 0.9 * height):
            level += [Rule(box.top, box.left, box.right), Rule(box.bottom, box.left, box.right)]
            upright += [Rule(box.left, box.top, box.bottom), Rule(box.right, box.top, box.bottom)]
        if len(level) + len(upright) > _MOST_RULES:
            break
    return _merged(level), _merged(upright)


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules on one line that touch, made one."""
    result: list[Rule] = []
    open_rules: list[Rule] = []
    for rule in sorted(rules):
        kept: list[Rule] = []
        for other in open_rules:
            if rule.at - other.at > 1.5:
                result.append(other)
            elif rule.start <= other.end + _TOUCH and rule.end >= other.start - _TOUCH:
                rule = Rule(other.at, min(rule.start, other.start), max(rule.end, other.end))
            else:
                kept.append(other)
        open_rules = [*kept, rule]
    return result + open_rules


def _components(level: list[Rule], upright: list[Rule]) -> list[tuple[list[Rule], list[Rule]]]:
    """Rules that cross or meet, together."""
    home = list(range(len(level) + len(upright)))

    def root(index: int) -> int:
        while home[index] != index:
            home[index] = home[home[index]]
            index = home[index]
        return index

    for at, flat in enumerate(level):
        for place, steep in enumerate(upright):
            if (
                flat.start - _TOUCH <= steep.at <= flat.end + _TOUCH
                and steep.start - _TOUCH <= flat.at <= steep.end + _TOUCH
            ):
                home[root(at)] = root(len(level) + place)
    groups: dict[int, tuple[list[Rule], list[Rule]]] = {}
    for index in range(len(home)):
        group = groups.setdefault(root(index), ([], []))
        if index < len(level):
            group[0].append(level[index])
        else:
            group[1].append(upright[index - len(level)])
    found = [group for group in groups.values() if len(group[0]) > 1 and len(group[1]) > 2]
    return sorted(found, key=lambda group: min(rule.at for rule in group[0]))


def _stops(rules: list[Rule]) -> list[float]:
    """The distinct places of parallel rules."""
    stops: list[float] = []
    for rule in sorted(rules):
        if not stops or rule.at - stops[-1] > 4:
            stops.append(rule.at)
    return stops


def _grid(
    xs: list[float], ys: list[float], level: list[Rule], upright: list[Rule], words: list[Word]
) -> Grid | None:  # fmt: skip
    """The cells between rules; those with no rule between are one."""
    rows, columns = len(ys) - 1, len(xs) - 1
    home = list(range(rows * columns))

    def root(index: int) -> int:
        while home[index] != index:
            index = home[index]
        return index

    for row in range(rows):
        middle = (ys[row] + ys[row + 1]) / 2
        for column in range(columns - 1):
            if not _ruled(upright, xs[column + 1], middle):
                home[root(row * columns + column + 1)] = root(row * columns + column)
    for column in range(columns):
        middle = (xs[column] + xs[column + 1]) / 2
        for row in range(rows - 1):
            if not _ruled(level, ys[row + 1], middle):
                one, two = root(row * columns + column), root((row + 1) * columns + column)
                home[max(one, two)] = min(one, two)
    members: dict[int, list[int]] = {}
    for index in range(rows * columns):
        members.setdefault(root(index), []).append(index)
    held: dict[int, list[Word]] = {}
    for word in words:
        row = min(rows, max(1, bisect_right(ys, _height(word)))) - 1
        column = min(columns, max(1, bisect_right(xs, _middle(word)))) - 1
        held.setdefault(root(row * columns + column), []).append(word)
    if len(held) < 4 or len(held) < _LEAST_FILLED * len(members) or len(members) < 4:
        return None
    cells: list[Cell] = []
    for first, indexes in sorted(members.items(), key=lambda pair: min(pair[1])):
        down, across = {index // columns for index in indexes}, {index % columns for index in indexes}
        spans = (max(down) - min(down) + 1, max(across) - min(across) + 1)
        cells.append(Cell(min(down), min(across), *spans, held.get(first, [])))
    return Grid(cells, rows, columns, xs[0], ys[0], xs[-1])


def _is_framed(level: list[Rule], upright: list[Rule], xs: list[float], ys: list[float]) -> bool:
    """Whether rules run the length of a grid, as a table's do, and those under words and around boxes do not."""
    wide = sum(rule.end - rule.start > 0.8 * (xs[-1] - xs[0]) for rule in level)
    tall = sum(rule.end - rule.start > 0.6 * (ys[-1] - ys[0]) for rule in upright)
    return wide > 1 and tall > 0


def _ruled(rules: list[Rule], at: float, middle: float) -> bool:
    return any(abs(rule.at - at) <= 4 and rule.start - 1 <= middle <= rule.end + 1 for rule in rules)


def _middle(word: Word) -> float:
    return (word.left + word.right) / 2


def _height(word: Word) -> float:
    return word.base - 0.3 * word.style.size
