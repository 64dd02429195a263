"""Whether quoted words stand in their source letter for letter. What is left out must be shown by an ellipsis."""

from __future__ import annotations

import re

from briefreader.errors import ExportError
from briefreader.export.material import Material
from briefreader.export.tree import count, lines_of

ELLIPSIS = "[…]"
_GAP = re.compile(r"\s*\[(?:…|\.\.\.)\]\s*")


def is_verbatim(words: str, source: str) -> bool:
    """Whether `words` stand in `source` but for blanks and line ends, the parts around each "[…]" in their order."""
    text, at = _flat(source), 0
    for part in _GAP.split(_flat(words)):
        found = text.find(part, at)
        if found < 0:
            return False
        at = found + len(part)
    return bool(text) and at > 0


def check(material: Material) -> None:
    """Raises ExportError when a line of evidence no longer reads as its source does at its place, because the brief
    was read in again after the report was built."""
    passages = {passage.id: passage for passage in material.report.passages}
    stale: dict[str, str] = {}
    for line in lines_of(material.report.sections):
        passage = passages.get(line.passage)
        document = material.documents.get(passage.brief) if passage else None
        if passage is None or document is None or passage.start is None or passage.end is None:
            continue
        words, there = "\n".join(line.paragraphs), document.text[passage.start : passage.end]
        if _flat(words) != _flat(there) and not is_verbatim(words, there):
            stale[line.passage] = line.citation.text
    if stale:
        first = next(iter(stale.values()))
        raise ExportError(
            f"{count(len(stale), 'passage')} no longer read as the source does, the first at {first}.",
            "Make the summary anew.",
        )


def _flat(text: str) -> str:
    return " ".join(text.split())
