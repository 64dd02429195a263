"""A quotation in its surroundings, and what a rule says of its speaker."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefreader.analysis.scene import Scene
from briefreader.analysis.subjects import Subject

SEGMENT = 400  # code points looked at on either side of a quotation
_WORDS = re.compile(r"\w+")
_MARKS = " \u00a0\"'“”‘’«»"
_PAUSES = frozenset(",?!—–…-")
_IMPLIED = frozenset({"clause", "paragraph", "paragraph-before", "sentence-before", "behind", "as"})


@dataclass(frozen=True, slots=True)
class Attributed:
    """The speaker of a quotation and the rule that found them. `explicit`: named together with the quotation."""

    subject: Subject
    rule: str

    @property
    def explicit(self) -> bool:
        return self.rule not in _IMPLIED


class Place:
    """A quotation and the text around it: `left` to the sentence's start or the quotation before, `right` to the
    paragraph's end or the quotation behind."""

    def __init__(self, scene: Scene, number: int) -> None:
        marks = scene.marks
        mark = marks[number]
        self.scene = scene
        self.mark = mark
        block = scene.block(mark.start)
        last_block = scene.block(max(mark.start, mark.end - 1))
        self.block_start, self.block_end = block.start, last_block.end
        before = marks[number - 1] if number else None
        behind = marks[number + 1] if number + 1 < len(marks) else None
        sentence = scene.sentence(mark.start)
        left = max(block.start, min(sentence.start, mark.start))
        if before is not None and before.end > left:
            left = before.end
        self.left = max(left, mark.start - SEGMENT)
        right = last_block.end
        if behind is not None and behind.start < right:
            right = behind.start
        self.right = min(right, mark.end + SEGMENT)
        self.inner = scene.text[mark.inner_start : mark.inner_end]
        self.words = count_words(self.inner)
        self.begins_block = (
            not scene.text[block.start : mark.start].strip(" \t\n>*•") if mark.start - block.start < 40 else False
        )

    @property
    def is_within_sentence(self) -> bool:
        """Whether words of the same sentence stand before the quotation."""
        text = self.scene.text[max(self.block_start, self.mark.start - 40) : self.mark.start].rstrip()
        return bool(text) and text[-1] not in ".!?\"”’'"

    @property
    def clause_end(self) -> int:
        """Where the sentence that goes on behind the quotation ends."""
        text = self.scene.text
        start = self.mark.end
        while start < self.right and text[start] in " \t\n,":
            start += 1
        sentence = self.scene.sentence(start)
        return min(self.right, sentence.end) if sentence.end > start else self.right

    @property
    def pauses(self) -> bool:
        """Whether the quotation ends as one does that its reporting verb follows."""
        last = self.inner[-6:].rstrip(_MARKS)[-1:]  # "He said, 'No,' " ends with what is quoted within it
        return last in _PAUSES or self.scene.text[self.mark.end : self.mark.end + 2].lstrip()[:1] == ","


def count_words(text: str) -> int:
    """Words of `text`, counted as far as it matters."""
    return len(_WORDS.findall(text[:400]))
