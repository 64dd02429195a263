"""The texts a brief had before, and what has changed since."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from briefreader.errors import NotFound
from briefreader.records import Version
from briefreader.service import lazily
from briefreader.store import Store
from briefreader.text.document import Document, Span
from briefreader.text.findings import Findings

if TYPE_CHECKING:
    from briefreader.export.extracts import ChangedParagraph
    from briefreader.service import comparing
    from briefreader.service import overview as showing
    from briefreader.service.comparing import Comparison, Edition
    from briefreader.service.overview import Earlier, Mode, Overview
else:
    comparing = lazily.module("briefreader.service.comparing")
    showing = lazily.module("briefreader.service.overview")


class Shown(NamedTuple):
    """A passage as it was marked: the version it was marked in, that text, and its place there."""

    version: Version
    document: Document
    span: Span


class Versions:
    """The versions of one library's briefs. `drafts_of` names the drafts of a brief, itself among them."""

    def __init__(self, store: Store, drafts_of: Callable[[str], Sequence[str]]) -> None:
        self._store = store
        self._drafts_of = drafts_of

    def of(self, brief: str) -> list[Version]:
        """The texts of a brief that are kept, the current one first, then the newest."""
        return self._store.versions.of(brief)

    def document(self, edition: Edition) -> Document:
        """The text of an edition. Raises NotFound, StoreError."""
        brief, version = edition
        return self._store.versions.document(version) if version else self._store.briefs.document(brief)

    def as_marked(self, passage: str) -> Shown | None:
        """A passage in the text it was put on, None when that text is not kept any more. Raises NotFound,
        StoreError."""
        found = self._store.versions.marked(passage)
        if found is None:
            return None
        number, start, end = found
        brief = self._store.passages.get(passage).brief
        version = next(one for one in self.of(brief) if one.number == number)
        return Shown(version, self._store.versions.document(number), Span(start, end))

    def marked_in(self, passage: str) -> tuple[Edition, Span] | None:
        """The text a passage was put on and its place there, None when that text is not kept any more. Raises
        NotFound."""
        found = self._store.versions.marked(passage)
        if found is None:
            return None
        number, start, end = found
        brief = self._store.passages.get(passage).brief
        current = next((one.number for one in self.of(brief) if one.current), 0)
        return comparing.Edition(brief, 0 if number == current else number), Span(start, end)

    def before(self, brief: str) -> list[Edition]:
        """With what the present text of a brief may be compared: its earlier texts, the newest first, then its other
        drafts, the newest first."""
        earlier = [comparing.Edition(brief, one.number) for one in self.of(brief) if not one.current]
        return earlier + [comparing.Edition(other) for other in self._drafts_of(brief) if other != brief]

    def at(self, brief: str, day: str) -> Edition:
        """The text a brief had at the end of a day (ISO 8601): the newest that had been read by then, else the oldest
        that is kept. Raises NotFound when the brief has no text."""
        found = sorted(self.of(brief), key=lambda one: (one.read, one.number))
        if not found:
            raise NotFound("The brief has no text.", "Read it in again.")
        chosen = next((one for one in reversed(found) if one.read[: len(day)] <= day), found[0])
        return comparing.Edition(brief, 0 if chosen.current else chosen.number)

    def compare(self, old: Edition, new: Edition) -> Comparison:
        """What changed from one text to another, of the same brief or of two. Raises NotFound, StoreError."""
        with self._store.snapshot():
            passages = [] if new.version else self._store.passages.all(new.brief)
            texts = self.document(old), self.document(new)
            found = self._findings(old), self._findings(new)
        return comparing.compared(*texts, *found, passages)

    def overview(self, brief: str, old: Edition | None = None, mode: Mode = "changes") -> Overview:
        """The present text of a brief beside an earlier one, or another draft, as a window shows it; without `old` the
        one before. Raises NotFound when there is none, StoreError."""
        choices = [self._choice(edition) for edition in self.before(brief)]
        if old is None and not choices:
            raise NotFound(
                "This brief has no earlier text, and no other draft.", "There is nothing to compare it with."
            )
        old, new = old or choices[0].edition, comparing.Edition(brief)
        return showing.overview(old, new, mode, self.compare(old, new), choices)

    def _choice(self, edition: Edition) -> Earlier:
        if edition.version:
            read = next(one.read for one in self.of(edition.brief) if one.number == edition.version)
            return showing.Earlier(edition, read, "")
        return showing.Earlier(edition, "", self._store.briefs.get(edition.brief).title)

    def changed_since(self, brief: str, day: str) -> Comparison | None:
        """What has changed in a brief since a day, None when its text is the same."""
        edition = self.at(brief, day)
        return self.compare(edition, comparing.Edition(brief)) if edition.version else None

    def paragraphs_since(self, brief: str, day: str) -> list[ChangedParagraph]:
        """The paragraphs of a brief that are not as they were on a day, in the order of the text."""
        found = self.changed_since(brief, day)
        if found is None:
            return []
        read = self.of(brief)[0].read[:10]
        return list(showing.paragraphs(brief, read, found))

    def _findings(self, edition: Edition) -> Findings | None:
        if edition.version:
            return self._store.versions.findings(edition.version)
        return self._store.findings.get(edition.brief)
