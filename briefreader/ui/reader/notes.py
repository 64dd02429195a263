"""From the mark of a note to the note, and back."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from briefreader.text.document import Block, Document, Inline, Span

_NOTES = ("footnote", "aside")


class Notes:
    """Which notes the marks of `document` call."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks = sorted((mark for mark in document.inlines if mark.kind == "note"), key=lambda mark: mark.start)
        self._starts = [mark.start for mark in self._marks]
        self._blocks: dict[str, list[Block]] = {}
        if self._marks:
            for block in document.blocks:
                if block.kind in _NOTES and block.label:
                    self._blocks.setdefault(_bare(block.label), []).append(block)

    def within(self, start: int, end: int) -> list[Inline]:
        """The marks that begin between two code points."""
        return self._marks[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def leads_to(self, offset: int) -> Span | None:
        """Where the mark at `offset` leads: to its note, and the number that a note prints back to its mark."""
        if not self._blocks:
            return None
        number = bisect_right(self._starts, offset) - 1
        if number >= 0 and offset < self._marks[number].end:
            note = self._note(self._marks[number])
            return None if note is None else Span(note.start, note.end)
        block = self._document.block_at(offset)
        if block is not None and block.kind in _NOTES and self._document.text.startswith(block.label, block.start):
            return self.mark_of(block) if offset < block.start + len(block.label) else None
        return None

    def mark_of(self, block: Block) -> Span | None:
        """The mark that calls the note `block`; None when none does."""
        if not self._blocks or block.kind not in _NOTES:
            return None
        label = _bare(block.label)
        return next(
            (Span(mark.start, mark.end) for mark in reversed(self._marks[: bisect_left(self._starts, block.start)])
             if _bare(mark.value) == label and self._note(mark) == block),
            None,
        )  # fmt: skip

    def _note(self, mark: Inline) -> Block | None:
        """Numbers may begin anew on each page or chapter: the next note of the label, else the last before."""
        found = self._blocks.get(_bare(mark.value), [])
        return next((block for block in found if block.start >= mark.end), found[-1] if found else None)


def _bare(label: str) -> str:
    return label.strip("[]().^ ")
