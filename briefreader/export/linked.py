"""What the text forms (HTML, Markdown) take from the items of a report."""

from __future__ import annotations

from briefreader.export import flow
from briefreader.export.items import Item, Paragraph
from briefreader.export.tree import Report

_WRITTEN = frozenset({"evidence", "attention", "sources", "tags", "provenance"})  # each form has its own way with these


def typed(report: Report) -> tuple[dict[str, tuple[Item, ...]], tuple[Paragraph, ...]]:
    """The shown blocks that are written from items, those that are not empty; and the notes they call."""
    made: dict[str, tuple[Item, ...]] = {}
    notes: list[Paragraph] = []
    for name in report.shown:
        if name in _WRITTEN:
            continue
        items = flow.block(report, name, footnotes=False)
        if report.style == "footnote":
            items, more = flow.noted(items, len(notes) + 1)
            notes += [note for note in more if isinstance(note, Paragraph)]
        if items:
            made[name] = items
    return made, tuple(notes)
