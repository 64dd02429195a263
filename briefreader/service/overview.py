"""A comparison as a window shows it: rows of text with their marks, what is left out counted, lists beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, NamedTuple

from briefreader.export.extracts import ChangedParagraph
from briefreader.service.comparing import Comparison, Edition, Figure, NameChange, TouchedPassage
from briefreader.text.changes import ParagraphChange, ParagraphKind
from briefreader.text.document import Document, Span
from briefreader.text.findings import Quote

Mode = Literal["changes", "whole", "old"]
Mark = tuple[int, int, Literal["gone", "new"]]
MODES: tuple[Mode, ...] = ("changes", "whole", "old")
_WHAT = {"added": "New paragraph", "changed": "Paragraph changed"}
_MOST = 3_000  # rows
_LONGEST = 6_000  # code points of a row


@dataclass(frozen=True, slots=True)
class ChangeRow:
    """A paragraph with what changed in it: `marks` are spans of `text` (code points). A "kept" row without text stands
    for `count` paragraphs that are left out. `old` and `new` are where it is in each text, `page` and `paragraph` name
    the place in the new one, else in the old one."""

    kind: ParagraphKind
    text: str = ""
    marks: tuple[Mark, ...] = ()
    old: Span | None = None
    new: Span | None = None
    page: str | None = None
    paragraph: int | None = None
    heading: bool = False
    count: int = 1


class Earlier(NamedTuple):
    """A text that may be compared with: an earlier one was `read` at a time (ISO 8601, UTC), another draft has a
    `title`."""

    edition: Edition
    read: str
    title: str


@dataclass(frozen=True)
class Overview:
    """What the window shows of two texts, in one mode; `more` rows are left out at the end. `choices` are the texts
    that the new one may be compared with."""

    old: Edition
    new: Edition
    mode: Mode
    rows: tuple[ChangeRow, ...]
    counts: Mapping[str, int]
    choices: tuple[Earlier, ...]
    more: int = 0
    passages: tuple[TouchedPassage, ...] = ()
    new_names: tuple[NameChange, ...] = ()
    gone_names: tuple[NameChange, ...] = ()
    new_figures: tuple[Figure, ...] = ()
    gone_figures: tuple[Figure, ...] = ()
    new_quotes: tuple[Quote, ...] = ()
    gone_quotes: tuple[Quote, ...] = ()
    analysed: bool = True


def overview(old: Edition, new: Edition, mode: Mode, found: Comparison, choices: Sequence[Earlier]) -> Overview:
    """`found` as rows in this mode."""
    rows = list(_old_rows(found) if mode == "old" else _rows(found, whole=mode == "whole"))
    return Overview(
        old,
        new,
        mode,
        tuple(rows[:_MOST]),
        dict(found.changes.count),
        tuple(choices),
        max(0, len(rows) - _MOST),
        found.passages,
        found.new_names,
        found.gone_names,
        found.new_figures,
        found.gone_figures,
        found.new_quotes,
        found.gone_quotes,
        found.analysed,
    )


def paragraphs(brief: str, day: str, found: Comparison) -> Iterator[ChangedParagraph]:
    """The paragraphs that are not as they were, as a summary lists them."""
    for one in found.changes.paragraphs:
        if one.new is not None and one.kind in _WHAT:
            yield ChangedParagraph(brief, day, _WHAT[one.kind], found.new.text[slice(*one.new)], *one.new)
        elif one.old is not None and one.kind == "gone":
            yield ChangedParagraph(brief, day, "Paragraph gone", found.old.text[slice(*one.old)])


def _rows(found: Comparison, *, whole: bool) -> Iterator[ChangeRow]:
    for kept, group in groupby(found.changes.paragraphs, key=lambda one: one.kind == "kept"):
        if kept and not whole:
            yield ChangeRow("kept", count=sum(1 for _ in group))
        else:
            for one in group:
                yield _row(one, found)


def _row(one: ParagraphChange, found: Comparison) -> ChangeRow:
    document, span = (found.new, one.new) if one.new else (found.old, one.old or Span(0, 0))
    text = document.text[slice(*span)]
    marks: tuple[Mark, ...] = ()
    if one.kind == "changed":
        text, marks = _marked(one, found)
    return _placed(document, span, ChangeRow(one.kind, text[:_LONGEST], marks, one.old, one.new))


def _old_rows(found: Comparison) -> Iterator[ChangeRow]:
    """The old text as it was."""
    spans = sorted(one.old for one in found.changes.paragraphs if one.old)
    for span in spans:
        yield _placed(found.old, span, ChangeRow("kept", found.old.text[slice(*span)][:_LONGEST], old=span))


def _placed(document: Document, span: Span, row: ChangeRow) -> ChangeRow:
    block = document.block_at(span.start)
    heading = block is not None and block.kind == "heading"
    page, paragraph = document.page_at(span.start), None if heading else document.paragraph_at(span.start)
    return ChangeRow(row.kind, row.text, row.marks, row.old, row.new, page, paragraph, heading)


def _marked(one: ParagraphChange, found: Comparison) -> tuple[str, tuple[Mark, ...]]:
    """The words of a changed paragraph in one line of reading: what is gone stands where it was, before what is new."""
    text = ""
    marks: list[Mark] = []
    for word in one.words:
        piece = found.old.text[slice(*word.old)] if word.kind == "gone" else found.new.text[slice(*word.new)]
        if word.kind == "gone" or word.kind == "new":
            lead = len(piece) - len(piece.lstrip())
            if piece.strip():
                marks.append((len(text) + lead, len(text) + len(piece), word.kind))
        text += piece
    return text, tuple(marks)
