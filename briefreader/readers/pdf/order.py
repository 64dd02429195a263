"""The order in which the lines of a page are read: the file's own, mended where the page contradicts it."""

from __future__ import annotations

import heapq

from briefreader.readers.pdf.lines import Line, line_of

_LEAST_ROWS = 6  # lines with a gap at one place that make a gutter
_FULL = 0.62  # of a column's width that its lines fill on average: prose, not cells
_WORDS = 4.0  # in a line of a column, on average
_MOST_CHUNKS = 160
_MOST_SIDE = 6  # lines of a heading in the margin
_SHARED = 0.25  # of the narrower of two chunks: then one stands above the other
_LONG = 4  # lines of a chunk that make a column
_SAME = 0.66  # of the wider of two chunks that both share: they stand in one column
_BREAK = 2.2  # line heights: a gap as wide parts chunks


def in_reading_order(lines: list[Line], width: float) -> list[Line]:
    """`lines` as they are read: columns one after the other, what is filed late in its place; each with the edges of
    its column."""
    lines = _parted(lines, width)
    chunks = _chunks(lines)
    ordered = _ordered(chunks)
    _columns(ordered)
    return _with_side_heads(ordered)


def _with_side_heads(chunks: list[list[Line]]) -> list[Line]:
    """The lines of all chunks; headings that stand in the margin come before the line they stand beside."""
    lines = [line for chunk in chunks for line in chunk]
    wide = max(chunks, key=lambda chunk: sum(line.width for line in chunk), default=[])
    if len(wide) < _LONG or len(chunks) > _MOST_CHUNKS:
        return lines
    left = min(line.left for line in wide)
    size = wide[len(wide) // 2].size
    for chunk in chunks:
        head = chunk[0]
        if len(chunk) > _MOST_SIDE or max(line.right for line in chunk) > left or head.style.turns:
            continue
        if head.size < 1.08 * size and not all(line.style.bold for line in chunk):
            continue
        mine = {id(line) for line in chunk}
        rest = [line for line in lines if id(line) not in mine]
        beside = [
            at for at, line in enumerate(rest) if line.left >= left - 1 and line.base > head.base - 0.9 * head.size
        ]
        if beside:
            at = min(beside, key=lambda place: rest[place].base)
            rest[at].leads = False
            lines = [*rest[:at], *chunk, *rest[at:]]
    return lines


def _parted(lines: list[Line], width: float) -> list[Line]:
    """`lines` cut at a gutter that two columns of prose, filed row by row, leave between them."""
    gaps: list[tuple[float, float, int, int]] = []
    for index, line in enumerate(lines):
        words = line.words
        for at in range(1, len(words)):
            if words[at].left - words[at - 1].right > 0.9 * line.size:
                gaps.append((words[at - 1].right, words[at].left, index, at))
    if len(gaps) < _LEAST_ROWS:
        return lines
    best: list[tuple[float, float, int, int]] = []
    middle = width / 2
    for share in (0.0, -0.03, 0.03, -0.06, 0.06, -0.1, 0.1, -0.16, 0.16):
        x = middle + share * width
        crossing = [gap for gap in gaps if gap[0] < x < gap[1]]
        if len(crossing) > len(best):
            best = crossing
    if len(best) < _LEAST_ROWS or not _is_prose(best, lines):
        return lines
    cuts = {index: at for _, _, index, at in best}
    result: list[Line] = []
    rights: list[Line] = []
    for index, line in enumerate(lines):
        if index in cuts:
            result.append(line_of(line.words[: cuts[index]], line.page, line.order))
            rights.append(line_of(line.words[cuts[index] :], line.page, line.order))
            continue
        if rights and line.left < rights[0].left - 2 and line.right > rights[0].left + 2:
            result.extend(rights)
            rights = []
        (rights if rights and line.left >= rights[0].left - 2 else result).append(line)
    return result + rights


def _is_prose(best: list[tuple[float, float, int, int]], lines: list[Line]) -> bool:
    """Whether what stands on both sides of a gap fills its column as prose does."""
    for side in (0, 1):
        parts = [lines[index].words[:at] if side == 0 else lines[index].words[at:] for _, _, index, at in best]
        left, right = min(part[0].left for part in parts), max(part[-1].right for part in parts)
        widths = sorted(part[-1].right - part[0].left for part in parts)
        if widths[len(widths) // 2] < _FULL * (right - left):
            return False
        if sum(map(len, parts)) < _WORDS * len(parts):
            return False
    return True


def _chunks(lines: list[Line]) -> list[list[Line]]:
    """Runs of lines that go down a page without a jump."""
    chunks: list[list[Line]] = []
    for line in lines:
        last = chunks[-1][-1] if chunks else None
        if last is None or not _follows(last, line):
            chunks.append([])
        chunks[-1].append(line)
    return chunks


def _follows(last: Line, line: Line) -> bool:
    step = line.base - last.base
    if step < -0.3 * line.size or step > _BREAK * 1.2 * max(line.size, last.size):
        return False
    return line.left < last.right + line.size and last.left < line.right + line.size


def _ordered(chunks: list[list[Line]]) -> list[list[Line]]:
    """`chunks` so that each stands after those above it; else in the order of the file."""
    count = len(chunks)
    if not 1 < count <= _MOST_CHUNKS:
        return chunks
    boxes = [
        (
            min(line.left for line in chunk),
            chunk[0].base,
            max(line.right for line in chunk),
            chunk[-1].base,
            min(line.size for line in chunk),
        )
        for chunk in chunks
    ]
    followers: list[list[int]] = [[] for _ in chunks]
    waits = [0] * count
    wrong = False
    for one in range(count):
        left, _, right, bottom, size = boxes[one]
        for two in range(count):
            other = boxes[two]
            if other[1] <= bottom + 0.4 * size:
                continue
            shared = min(right, other[2]) - max(left, other[0])
            if shared > _SHARED * min(right - left, other[2] - other[0]):
                followers[one].append(two)
                waits[two] += 1
                wrong = wrong or two < one
    if not wrong:
        return chunks
    ready = [index for index in range(count) if not waits[index]]
    heapq.heapify(ready)
    result: list[list[Line]] = []
    while ready:
        index = heapq.heappop(ready)
        result.append(chunks[index])
        for follower in followers[index]:
            waits[follower] -= 1
            if not waits[follower]:
                heapq.heappush(ready, follower)
    return result if len(result) == count else chunks


def _columns(chunks: list[list[Line]]) -> None:
    """Give each line the edges of the column it stands in: of the long chunks that share most of their width, else
    of the narrowest column that holds it, else its own."""
    spans = [(min(line.left for line in chunk), max(line.right for line in chunk)) for chunk in chunks]
    groups: list[list[float]] = []  # left, right
    for chunk, (left, right) in zip(chunks, spans, strict=True):
        if len(chunk) < _LONG:
            continue
        for group in groups:
            shared = min(right, group[1]) - max(left, group[0])
            if shared > _SAME * max(right - left, group[1] - group[0]):
                group[0], group[1] = min(left, group[0]), max(right, group[1])
                break
        else:
            groups.append([left, right])
    groups.sort()
    for chunk, (left, right) in zip(chunks, spans, strict=True):
        holding = [
            (group[1] - group[0], number)
            for number, group in enumerate(groups)
            if min(right, group[1]) - max(left, group[0]) > 0.8 * (right - left)
        ]
        number = min(holding)[1] if holding else -1
        edges = (groups[number][0], groups[number][1]) if holding else (left, right)
        for line in chunk:
            line.column, line.edges = number, edges
        chunk[0].leads = True
