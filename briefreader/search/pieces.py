"""The lexical pieces of a query: words, phrases, signs, operators and fields, each with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from briefreader.search.fields import FIELDS, unknown

_OPENING = '"\u201c\u201d\u201e\u00ab\u00bb\u2033'
_SPACES = " \t\n(\u00a0:"
_PIECE = re.compile(
    f"\\s+|(?P<open>\\()|(?P<close>\\))|(?P<not>[-\u2212](?=[^\\s)\\-]))"
    f"|(?P<alias>@(?=[{_OPENING}]?\\w))"
    f"|(?P<quote>[{_OPENING}])(?P<inside>[^{_OPENING}]*)(?P<ending>[{_OPENING}]?)"
    f"|(?P<field>[A-Za-z]+):(?=[^\\s:/])|(?P<word>[^\\s(){_OPENING}]+)"
)
_WORD = re.compile(f"[^\\s(){_OPENING}]+")
_NEAR = re.compile("NEAR(?:/(\\d{1,3}))?")

Kind = Literal["words", "phrase", "and", "or", "not", "near", "open", "close", "field", "alias"]
_OPERATORS: dict[str, Kind] = {"AND": "and", "OR": "or", "NOT": "not"}


class Piece(NamedTuple):
    """A lexical piece of the query; `start`, `end` are code points of it. `whole`: a phrase has its closing mark."""

    kind: Kind
    text: str
    start: int
    end: int
    whole: bool = True


class Complaint(NamedTuple):
    """Something not read as written: a sentence, and where."""

    sentence: str
    start: int
    end: int


def pieces(source: str, complaints: list[Complaint]) -> Iterator[Piece]:
    """The pieces of `source` in order; what makes no sense is added to `complaints` and read as words."""
    at = 0
    while match := _PIECE.match(source, at):
        start, end = match.span()
        kind = match.lastgroup
        alone = start == 0 or source[start - 1] in _SPACES
        if kind in ("open", "close"):
            yield Piece("open" if kind == "open" else "close", match[0], start, end)
        elif kind == "not" and alone:
            yield Piece("not", "-", start, end)
        elif kind == "alias" and alone:
            yield Piece("alias", "@", start, end)
        elif kind == "ending":
            yield Piece("phrase", match["inside"], *match.span("inside"), bool(match["ending"]))
        elif kind == "field" and match["field"].lower() in FIELDS:
            yield Piece("field", match["field"].lower(), start, end)
        elif kind == "field":
            if sentence := unknown(match["field"]):
                complaints.append(Complaint(sentence, start, end))
            found = _WORD.match(source, start)
            end = found.end() if found else end
            yield Piece("words", source[start:end], start, end)
        elif kind == "word" and match["word"] in _OPERATORS:
            yield Piece(_OPERATORS[match["word"]], match["word"], start, end)
        elif kind == "word" and (near := _NEAR.fullmatch(match["word"])):
            yield Piece("near", near[1] or "", start, end)
        elif kind == "word":
            yield Piece("words", match["word"], start, end)
        at = end
