"""Approximate finding: where in a text does something stand that differs from a pattern by a few edits?

The bit-parallel algorithm of Myers (1999, J. ACM 46:3) on Python's integers, after a lossless filter: a place within
k edits of a pattern of m characters holds at least m - 2 - 3k of its trigrams (the q-gram lemma of Jokinen and
Ukkonen, 1991). The libraries looked at answer another question: rapidfuzz has no search with all its local minima,
edlib stops at 256 different characters, and `regex` takes exponential time on repetitive text.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import NamedTuple

_WORK = 400_000  # characters of candidate regions looked through per search, fewer for long patterns
_BEST = 8


class Match(NamedTuple):
    """A place `start`-`end` of a text that `errors` insertions, deletions and replacements turn into the pattern."""

    start: int
    end: int
    errors: int


def likeness(expected: str, actual: str) -> float:
    """How much of `expected` is found together somewhere in `actual`: 1.0 all, 0.0 nothing. 1.0 for nothing expected.

    Meant for short strings: the neighbourhoods of passages.
    """
    if not expected or expected == actual:
        return 1.0
    fewest = min((errors for _, errors in _scan(expected, actual, len(expected))), default=len(expected))
    return 1.0 - fewest / len(expected)


def find(pattern: str, text: str, limit: int, near: int = 0) -> tuple[Match, ...]:
    """The best places, at most 8, where `text` comes within `limit` edits of `pattern`: fewest errors first, then
    nearest to `near`. Of places that overlap by half only the best is given. Time is bounded: on text that is alike
    everywhere only the likeliest regions are searched.
    """
    if not pattern or limit >= len(pattern):
        return ()
    found: list[tuple[int, int]] = []
    for start, end in _regions(pattern, text, limit, near):
        found.extend((start + stop, errors) for stop, errors in _scan(pattern, text[start:end], limit))
    ends = _lowest(sorted(set(found)), max(1, len(pattern) // 2), text)
    ends.sort(key=lambda place: (place[1], abs(place[0] - len(pattern) - near)))
    matches = (_begin(pattern, text, end, errors) for end, errors in ends[:_BEST])
    return tuple(sorted(matches, key=lambda match: (match.errors, abs(match.start - near))))


def splits_word(text: str, offset: int) -> bool:
    """Whether a cut at `offset` goes through a word."""
    return 0 < offset < len(text) and text[offset - 1].isalnum() and text[offset].isalnum()


def _scan(pattern: str, text: str, limit: int, *, anchored: bool = False) -> Iterator[tuple[int, int]]:
    """Each (end, errors) where a piece of `text` that ends there is within `limit` edits of `pattern`; `anchored`
    pieces all begin with the text."""
    masks: dict[str, int] = {}
    for index, char in enumerate(pattern):
        masks[char] = masks.get(char, 0) | (1 << index)
    full = (1 << len(pattern)) - 1
    high = 1 << (len(pattern) - 1)
    plus, minus, errors = full, 0, len(pattern)
    first = 1 if anchored else 0
    for end, char in enumerate(text, 1):
        equal = masks.get(char, 0)
        vertical = equal | minus
        horizontal = (((equal & plus) + plus) ^ plus) | equal
        rises = minus | (~(horizontal | plus) & full)
        falls = plus & horizontal
        if rises & high:
            errors += 1
        elif falls & high:
            errors -= 1
        rises = ((rises << 1) | first) & full
        plus = ((falls << 1) & full) | (~(vertical | rises) & full)
        minus = rises & vertical
        if errors <= limit:
            yield end, errors


def _regions(pattern: str, text: str, limit: int, near: int) -> list[tuple[int, int]]:
    """The parts of `text` that may hold a match, the likeliest first, cut off where the work would grow too long."""
    reach = len(pattern) + limit
    needed = len(pattern) - 2 - 3 * limit
    if needed <= 0 or len(text) <= 2 * reach:
        windows = [(0, 0, len(text))]
    else:
        known = {a + b + c for (a, b), c in zip(pairwise(pattern), pattern[2:], strict=False)}
        hits = bytes(map(known.__contains__, map("".join, zip(text, text[1:], text[2:], strict=False))))
        step = max(1, reach // 4)
        windows = _dense(hits, reach, step, needed, len(text))
    windows.sort(key=lambda window: (-window[0], abs(window[1] - near)))
    work = _WORK // (1 + len(pattern) // 500)
    chosen: list[tuple[int, int]] = []
    for _, start, end in windows:
        if end - start > work:
            middle = min(max(near, start + work // 2), end - work // 2)
            start, end = max(start, middle - work // 2), min(end, middle + work // 2)
        chosen.append((start, end))
        work -= end - start
        if work <= reach:
            break
    return chosen


def _dense(hits: bytes, reach: int, step: int, needed: int, length: int) -> list[tuple[int, int, int]]:
    """(most hits, start, end) of the runs of windows that hold `needed` hits. Every stretch of `reach` characters
    lies in one window."""
    runs: list[tuple[int, int, int]] = []
    for start in range(0, max(1, length), step):
        count = hits.count(1, start, start + reach + step)
        if count < needed:
            continue
        end = min(length, start + reach + step)
        if runs and runs[-1][2] >= start:
            most, first, _ = runs.pop()
            runs.append((max(most, count), first, end))
        else:
            runs.append((count, start, end))
    return runs


def _lowest(ends: list[tuple[int, int]], apart: int, text: str) -> list[tuple[int, int]]:
    """Of ends closer than `apart` the one with the fewest errors, preferably not within a word."""
    kept: list[tuple[int, int]] = []
    for end, errors in ends:
        if kept and end - kept[-1][0] < apart:
            rank = (errors, splits_word(text, end))
            if rank < (kept[-1][1], splits_word(text, kept[-1][0])):
                kept[-1] = (end, errors)
        else:
            kept.append((end, errors))
    return kept


def _begin(pattern: str, text: str, end: int, errors: int) -> Match:
    """The match that ends at `end`: its start gives the fewest errors, preferably not within a word."""
    left = max(0, end - len(pattern) - errors)
    backwards = _scan(pattern[::-1], text[left:end][::-1], len(pattern), anchored=True)
    best = min(
        ((wrong, splits_word(text, end - size), abs(size - len(pattern)), size) for size, wrong in backwards),
        default=(errors, False, 0, min(end, len(pattern))),
    )
    return Match(end - best[3], end, best[0])
