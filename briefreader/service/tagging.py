"""Tagging a passage by its words, as the command line does."""

from __future__ import annotations

import re

from briefreader.errors import Ambiguous, TextNotFound, UsageError
from briefreader.text.document import Document, Span

_MOST_PLACES = 50
_AROUND = 30


def find_text(document: Document, exact: str, occurrence: int | None = None) -> Span:
    """Where `exact` stands in `document`, the n-th time if `occurrence` says so (from 1). White space may differ.

    Raises UsageError when `exact` is empty, TextNotFound, and Ambiguous with the numbered places.
    """
    words = exact.split()
    if not words:
        raise UsageError("The text to tag is empty.")
    found = _literal(document.text, exact.strip()) or _loose(document.text, words)
    if not found:
        raise TextNotFound("The text does not stand in this brief.", "Copy it from: briefreader show BRIEF")
    if occurrence is not None:
        if occurrence > len(found):
            times = "once" if len(found) == 1 else f"{len(found)} times"
            raise TextNotFound(f"The text stands {times} in this brief; there is no occurrence {occurrence}.")
        return found[occurrence - 1]
    if len(found) > 1:
        places = [f"{number}. {_place(document, span)}" for number, span in enumerate(found[:_MOST_PLACES], 1)]
        if len(found) > _MOST_PLACES:
            places.append(f"and {len(found) - _MOST_PLACES} more")
        raise Ambiguous(
            f"The text stands {len(found)} times in this brief.", "Choose with --occurrence N.", places
        )  # fmt: skip
    return found[0]


def _literal(text: str, exact: str) -> list[Span]:
    found: list[Span] = []
    at = text.find(exact)
    while at >= 0:
        found.append(Span(at, at + len(exact)))
        at = text.find(exact, at + len(exact))
    return found


def _loose(text: str, words: list[str]) -> list[Span]:
    pattern = r"\s+".join(map(re.escape, words))
    return [Span(*match.span()) for match in re.finditer(pattern, text)]


def _place(document: Document, span: Span) -> str:
    before = document.text[max(0, span.start - _AROUND) : span.start]
    after = document.text[span.end : span.end + _AROUND]
    around = " ".join(f"{before}[{document.text[span.start : span.end]}]{after}".split())
    return f"paragraph {document.paragraph_at(span.start)}: …{around}…"
