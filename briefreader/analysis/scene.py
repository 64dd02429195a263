"""A brief as the rules for quotations see it: its blocks and sentences, its marks, and who is named where."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from briefreader.analysis.marks import Marked, marked
from briefreader.text.document import Block, Document, Span
from briefreader.text.findings import Mention
from briefreader.text.sentences import sentences_in

SPEAKING = frozenset({"person", "organisation", "country", "place", "group"})
_TOKEN = re.compile(r"[^\W_]{1,60}(?:[’'.&-][^\W_]{1,60}){0,6}|[^\w\s]")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a punctuation mark; `low` is the word in small letters."""

    start: int
    end: int
    text: str
    low: str

    @property
    def is_word(self) -> bool:
        return self.text[0].isalnum()

    @property
    def is_name_like(self) -> bool:
        return self.text[0].isupper()


def tokens(text: str, start: int, end: int) -> list[Token]:
    """The words and marks of `text[start:end]`."""
    return [Token(m.start(), m.end(), m.group(), m.group().lower()) for m in _TOKEN.finditer(text, start, end)]


def lines_as_blocks(text: str) -> tuple[Block, ...]:
    """A block for each line that is not empty, for a text that comes without structure."""
    return tuple(Block("paragraph", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text))


class Scene:
    """One document and its mentions, with every question answered in logarithmic time."""

    def __init__(self, document: Document, mentions: Sequence[Mention]) -> None:
        self.document = document
        self.text = document.text
        self.blocks = document.blocks or lines_as_blocks(document.text)
        self.marks: tuple[Marked, ...] = marked(self.text, self.blocks)
        self.mentions = [mention for mention in mentions if mention.type in SPEAKING]
        self.persons = [mention for mention in self.mentions if mention.type == "person"]
        self._block_starts = [block.start for block in self.blocks]
        self._mark_starts = [mark.start for mark in self.marks]
        self._starts = [mention.start for mention in self.mentions]
        self._person_starts = [mention.start for mention in self.persons]
        self._by_end = {mention.end: mention for mention in self.mentions}

    @cached_property
    def sentences(self) -> list[Span]:
        return [span for block in self.blocks for span in sentences_in(self.text, block.start, block.end)]

    @cached_property
    def _sentence_starts(self) -> list[int]:
        return [span.start for span in self.sentences]

    def sentence_index(self, offset: int) -> int:
        """The number of the sentence that `offset` stands in, or that ends before it; -1 before the first."""
        return bisect_right(self._sentence_starts, offset) - 1

    def sentence(self, offset: int) -> Span:
        """The sentence that holds `offset`; an empty one there if none does."""
        index = self.sentence_index(offset)
        if index < 0 or self.sentences[index].end < offset:
            return Span(offset, offset)
        return self.sentences[index]

    def block_index(self, offset: int) -> int:
        return max(0, bisect_right(self._block_starts, offset) - 1)

    def block(self, offset: int) -> Block:
        return self.blocks[self.block_index(offset)]

    def mark_over(self, start: int, end: int) -> Marked | None:
        """The first quotation that shares a code point with the span."""
        index = bisect_right(self._mark_starts, start) - 1
        for mark in self.marks[max(0, index) : index + 2]:
            if mark.start < end and mark.end > start:
                return mark
        return None

    def is_quoted(self, offset: int) -> bool:
        return self.mark_over(offset, offset + 1) is not None

    def mentions_in(self, start: int, end: int) -> list[Mention]:
        """The mentions that lie within the span."""
        first = bisect_left(self._starts, start)
        found = []
        for mention in self.mentions[first : bisect_left(self._starts, end)]:
            if mention.end <= end:
                found.append(mention)
        return found

    def mention_ending(self, end: int) -> Mention | None:
        return self._by_end.get(end)

    def persons_before(self, offset: int, limit: int = 12) -> list[Mention]:
        """The last persons named before `offset` outside quotations, the nearest first."""
        index = bisect_left(self._person_starts, offset)
        found: list[Mention] = []
        for mention in reversed(self.persons[max(0, index - 4 * limit) : index]):
            if not self.is_quoted(mention.start):
                found.append(mention)
                if len(found) == limit:
                    break
        return found
