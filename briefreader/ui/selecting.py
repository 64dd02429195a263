"""Selecting by the keyboard, a sentence at a time."""

from __future__ import annotations

from PySide6.QtCore import QObject, Slot

from briefreader.text.sentences import sentences_in
from briefreader.ui.reader.view import ReaderView
from briefreader.ui.reading import Reading

Span = tuple[int, int]


class Selecting(QObject):
    """From the selection on, or from what is first in view."""

    def __init__(self, reading: Reading, reader: ReaderView) -> None:
        super().__init__(reader)
        self._reading, self._reader = reading, reader

    @Slot()
    def next(self) -> None:
        self._select_sentence(1)

    @Slot()
    def previous(self) -> None:
        self._select_sentence(-1)

    @Slot()
    def more(self) -> None:
        span = self._reader.selection()
        if span is None:
            self._select_sentence(1)
            return
        following = self._sentence_after(span[1])
        if following is not None:
            self._show_selected(span[0], following[1])

    def _select_sentence(self, step: int) -> None:
        span = self._reader.selection()
        if step > 0:
            found = self._sentence_after(span[1] if span else self._reader.first_offset())
        else:
            found = self._sentence_before(span[0] if span else self._reader.first_offset())
        if found is not None:
            self._show_selected(*found)

    def _show_selected(self, start: int, end: int) -> None:
        self._reader.select(start, end)
        self._reader.reveal(start, end, flash=False)

    def _sentence_after(self, offset: int) -> Span | None:
        document = self._reading.document
        if document is None or not document.blocks:
            return None
        for block in document.blocks[document.block_index(offset) :]:
            for start, end in sentences_in(document.text, block.start, block.end):
                if start >= offset:
                    return start, end
        return None

    def _sentence_before(self, offset: int) -> Span | None:
        document = self._reading.document
        if document is None or not document.blocks:
            return None
        for block in reversed(document.blocks[: document.block_index(offset) + 1]):
            for start, end in reversed(sentences_in(document.text, block.start, block.end)):
                if end <= offset:
                    return start, end
        return None
