"""Marking: many passages at once, their extent and strength, and what is put on whole briefs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from briefreader.errors import StoreError, UsageError
from briefreader.records import Brief, Changes, Passage, PassageQuery, Strength, Todo
from briefreader.store import Store, tag_path
from briefreader.text.anchor import Anchor, describe, trim
from briefreader.text.document import Document

_WORD = re.compile(r"\S+")
_REACH = 400  # code points looked through for the next words
_STRENGTHS = ("", "fact", "claim", "opinion")


class Marking:
    """`library.marking`. Every mutation is one step of undo."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def find(self, query: PassageQuery) -> tuple[list[Passage], int]:
        """The passages that fit, and how many there are beyond its limit. Raises NotFound for an unknown tag."""
        return self._store.passages.some(query)

    def tag_spans(
        self,
        spans: Iterable[tuple[str, int, int]],
        tags: Sequence[str],
        note: str = "",
        shown: Mapping[str, Document] | None = None,
    ) -> Changes:
        """Tag many spans, each (brief, start, end), in one step; a span that is a passage already gets what it lacks.

        Spans of nothing but white space are left out. `shown` are the documents that the offsets are of, by brief.
        Raises UsageError when there is no span or no tag, StoreError when a text is another by now.
        """
        anchors: list[tuple[str, Anchor]] = []
        for brief, here in _by_brief(spans).items():
            document, digest = self._text(brief, (shown or {}).get(brief))
            wanted = {tuple(trim(document.text, *span)) for span in here}
            anchors += [(brief, describe(document, start, end, digest)) for start, end in sorted(wanted) if start < end]
        if not anchors:
            raise UsageError("There is no text to tag.", "Select some words.")
        what = "a passage" if len(anchors) == 1 else f"{len(anchors)} passages"
        named = ", ".join(tag_path(path) for path in tags)
        return self._store.passages.add_all(anchors, tags, note, f"Tag {what} {named}".rstrip())

    def tag_all(self, passages: Sequence[str], tag: str) -> Changes:
        """Put a tag on many passages in one step. Raises NotFound, UsageError."""
        return self._store.passages.put_tag_on_all(passages, tag)

    def untag_all(self, passages: Sequence[str], tag: str) -> Changes:
        """Take a tag off many passages in one step; those without it are passed over. Raises NotFound."""
        return self._store.passages.remove_tag_from_all(passages, tag)

    def remove_all(self, passages: Sequence[str]) -> Changes:
        """Remove many passages in one step. Raises NotFound."""
        return self._store.passages.remove_all(passages)

    def reshape(self, passage: str, start: int, end: int, shown: Document | None = None) -> Changes:
        """Extend, shrink or move a passage: it is the words from `start` to `end` from now on. Raises UsageError when
        there are none, StoreError when the text is no longer that of `shown`."""
        document, digest = self._text(self._store.passages.get(passage).brief, shown)
        try:
            anchor = describe(document, start, end, digest)
        except ValueError as error:
            raise UsageError("There is no text in this passage.", "Select some words.") from error
        return self._store.passages.attach(passage, anchor)

    def stretch(self, passage: str, before: int, behind: int) -> Changes:
        """Take so many more words in before and behind a passage, or where negative so many fewer. Raises UsageError
        when it has no place or nothing would be left."""
        found = self._store.passages.get(passage)
        if found.start is None or found.end is None:
            raise UsageError("This passage has no place in the text.", "Find it one under: Needs attention.")
        text = self._text(found.brief)[0].text
        if max(0, -before) + max(0, -behind) >= len(text[found.start : found.end].split()):
            raise UsageError("Nothing would be left of this passage.", "Remove it instead.")
        start, end = _begin(text, found.start, found.end, before), _end(text, found.start, found.end, behind)
        return self.reshape(passage, start, end)

    def anchor(self, passage: str) -> Anchor:
        """A passage as it was saved, with what stood around it. Raises NotFound."""
        return self._store.passages.anchor(passage)

    def settle(self, passage: str) -> Changes:
        """Leave a passage without a certain place as it is, until its brief changes again. Raises NotFound."""
        return self._store.passages.settle(passage)

    def set_strength(self, passages: Sequence[str], strength: Strength) -> Changes:
        """How sure what these passages state is: a "fact", a "claim", an "opinion", or "" for not said. Raises
        NotFound, UsageError."""
        if strength not in _STRENGTHS or not passages:
            raise UsageError("A passage is a fact, a claim or an opinion.")
        return self._store.passages.set_strength(passages, strength)

    def tag_brief(self, brief: str, tag: str) -> Changes:
        """Put a tag on a whole brief. Raises NotFound, UsageError."""
        return self._store.marks.put_tag(brief, tag)

    def untag_brief(self, brief: str, tag: str) -> Changes:
        """Take a tag off a whole brief. Raises NotFound."""
        return self._store.marks.remove_tag(brief, tag)

    def set_todo(self, brief: str, todo: Todo, due: str = "") -> Changes:
        """Whether a brief is "todo", "done" or neither (""), and until which day. Raises NotFound, UsageError."""
        return self._store.marks.set_todo(brief, todo, due)

    def to_do(self) -> list[Brief]:
        """The briefs still to be dealt with: those with a day first, the soonest before."""
        waiting = [brief for brief in self._store.briefs.all() if brief.todo == "todo"]
        return sorted(waiting, key=lambda brief: (brief.due == "", brief.due, brief.title.casefold()))

    def _text(self, brief: str, shown: Document | None = None) -> tuple[Document, str]:
        with self._store.snapshot():
            document, digest = self._store.briefs.document(brief), self._store.briefs.text_hash(brief)
        if shown is not None and shown.text != document.text:
            raise StoreError("The brief has been read in anew meanwhile.", "Select the words again.")
        return document, digest


def _by_brief(spans: Iterable[tuple[str, int, int]]) -> dict[str, list[tuple[int, int]]]:
    found: dict[str, list[tuple[int, int]]] = {}
    for brief, start, end in spans:
        found.setdefault(brief, []).append((start, end))
    return found


def _begin(text: str, start: int, end: int, words: int) -> int:
    """Where the passage begins with so many more words before it; a word it begins within is made whole first."""
    if words <= 0:
        starts = [match.start() for match in _WORD.finditer(text, start, end)]
        return starts[-words]
    low = max(0, start - _REACH * words)
    starts = [match.start() for match in _WORD.finditer(text, low, start)]
    if low and starts and starts[0] == low:
        starts = starts[1:]  # the window began within a word
    return starts[-words] if len(starts) >= words else starts[0] if starts else start


def _end(text: str, start: int, end: int, words: int) -> int:
    if words <= 0:
        ends = [match.end() for match in _WORD.finditer(text, start, end)]
        return ends[len(ends) - 1 + words]
    ends = [
        match.end() for _, match in zip(range(words), _WORD.finditer(text, end, end + _REACH * words), strict=False)
    ]
    return ends[-1] if ends else end
