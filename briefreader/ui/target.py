"""What a tag or a note is for. While one types, another brief may be opened and this one be read in anew: the words
meant are those that stood there when they were chosen."""

from __future__ import annotations

from dataclasses import dataclass

from briefreader.text.anchor import describe, resolve
from briefreader.text.document import Document

Span = tuple[int, int]


@dataclass(frozen=True)
class Target:
    """A passage with its note, or code points `span` of a brief's `document`."""

    brief: str
    document: Document
    span: Span | None = None
    passage: str = ""
    note: str = ""

    def span_in(self, document: Document) -> Span | None:
        """Where the words stand in `document`, a version of the same brief; None when they are not surely there."""
        if self.span is None or document.text == self.document.text:
            return self.span
        try:
            anchor = describe(self.document, *self.span)
        except ValueError:
            return None
        found = resolve(anchor, document.text)
        sure = found.status in ("exact", "moved") and found.start is not None and found.end is not None
        return (found.start, found.end) if sure else None  # type: ignore[return-value]
