"""Copies of a brief in which its passages are marked as other programs know them: a PDF's highlights, Word comments."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from briefreader import export
from briefreader.errors import ExportError, UsageError
from briefreader.records import INSIDE, Brief, Source
from briefreader.service import lazily
from briefreader.store import Store

if TYPE_CHECKING:
    from briefreader.export import highlights
    from briefreader.export.word import commented
else:
    highlights = lazily.module("briefreader.export.highlights")
    commented = lazily.module("briefreader.export.word.commented")

CopyForm = Literal["highlights", "comments"]


def write_copy(store: Store, form: str, brief: str, output: Path) -> tuple[Path, int]:
    """Write a copy of a brief to `output`, with "highlights" its own PDF, with "comments" its text for Word: (full
    path, passages that are marked in it). Raises NotFound, UsageError, ExportError when highlights are wanted of a
    brief that is no PDF which is still at its place as it was read."""
    if form == "highlights":
        return _write_highlights(store, brief, output)
    if form != "comments":
        raise UsageError(f"There is no copy with “{form}”.", "Choose highlights or comments.")
    with store.snapshot():
        found, document = store.briefs.get(brief), store.briefs.document(brief)
        passages = store.passages.all(brief)
        protected = [Path(path) for path in store.briefs.files()]
    content, placed = commented.commented(found, document, passages)
    return export.write(output, content, protected), placed


def _write_highlights(store: Store, brief: str, output: Path) -> tuple[Path, int]:
    with store.snapshot():
        found = store.briefs.get(brief)
        document, source = store.briefs.document(brief), store.briefs.source(brief)
        passages, tags = store.passages.all(brief), {tag.path: tag for tag in store.tags.all()}
        protected = [Path(path) for path in store.briefs.files()]
    if found.format != "pdf":
        raise ExportError(f"“{found.title}” is no PDF.", "Highlights go into a copy of a PDF; choose another format.")
    data = original(found, source)
    marks = [
        highlights.Mark(
            passage.start,
            passage.end,
            next((tags[path].colour for path in passage.tags if path in tags), ""),
            "\n".join(part for part in ("; ".join(passage.tags), passage.note.strip()) if part),
            passage.author,
        )
        for passage in passages
        if export.is_certain(passage) and passage.start is not None and passage.end is not None
    ]
    copy, placed = highlights.highlighted(data, document, marks)
    return export.write(output, copy, protected), placed


def original(brief: Brief, source: Source | None) -> bytes:
    """The bytes of the file a brief was read from. Raises ExportError."""
    if source is None or INSIDE in source.place:
        raise ExportError(f"The file of “{brief.title}” is not by itself on the disk.", "Save it there and read it in.")
    try:
        data = Path(source.place).read_bytes()
    except OSError as error:
        raise ExportError(
            f"{source.place} could not be read: {error.strerror}.", "Put it back, and try again."
        ) from error
    if sha256(data).hexdigest() != source.digest:
        raise ExportError(f"{source.place} has changed since it was read.", "Read it in again.")
    return data
