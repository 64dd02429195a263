"""Where recognised words stand on pages that are pictures: the process that draws them sees no words there."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from briefreader.service.page_messages import Box
from briefreader.text.document import RECOGNISED_CHARS, ReadWord

_NEAR = 12.0  # points; a click farther from every word is on none


class ReadWords:
    """The recognised words of a document, by page. Places are in points, as those of `PageSource`."""

    def __init__(self, words: Sequence[ReadWord] = ()) -> None:
        self._pages: dict[int, list[ReadWord]] = {}
        for word in words:
            self._pages.setdefault(word.page, []).append(word)

    def boxes(self, page: int, first: int, end: int) -> tuple[Box, ...]:
        """The boxes of a stretch of characters, one a line; a part of a word is a part of its box."""
        found: list[Box] = []
        words = self._pages.get(page, [])
        index = max(0, bisect_right(words, first, key=lambda word: word.char) - 1)
        for word in words[index:]:
            if word.char >= end:
                break
            if word.end <= first:
                continue
            wide = (word.right - word.left) / (word.end - word.char)
            left = word.left + wide * (max(first, word.char) - word.char)
            right = word.right - wide * (word.end - min(end, word.end))
            last = found[-1] if found else None
            if last is not None and last[0] < left and min(last[3], word.bottom) - max(last[1], word.top) > 0:
                found[-1] = (last[0], min(last[1], word.top), right, max(last[3], word.bottom))
            else:
                found.append((left, word.top, right, word.bottom))
        return tuple(found)

    def char_at(self, page: int, x: float, y: float) -> int | None:
        """The character at a place, or near it."""
        words = self._pages.get(page, [])
        word = min(words, key=lambda one: _distance(one, x, y), default=None)
        if word is None or _distance(word, x, y) > _NEAR:
            return None
        share = (x - word.left) / max(0.1, word.right - word.left)
        return word.char + max(0, min(word.end - word.char - 1, int(share * (word.end - word.char))))


def is_read(char: int) -> bool:
    """Whether a character of a page is one that recognition has read."""
    return char >= RECOGNISED_CHARS


def _distance(word: ReadWord, x: float, y: float) -> float:
    across = max(word.left - x, 0.0, x - word.right)
    down = max(word.top - y, 0.0, y - word.bottom)
    return max(across, down)
