"""The fields of the index, and a text's postings in them. Pickled into the index: see INDEX_VERSION."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from typing import Any

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Positions

from briefreader.search.words import BLOCK_GAP, CHUNK, analyse, spans, telling

BODY, TITLE = "body", "title"
WORD_FIELDS = {BODY: "body_words", TITLE: "title_words"}
"""Each text is indexed twice: by term, and, for prefixes and suggestions, by surface."""

Posting = tuple[bytes, int, float, bytes]


class PackedPositions(Positions):  # type: ignore[misc]
    """Positions as plain integers, two or four bytes each, after a byte that says which."""

    def encode(self, positions: Sequence[int]) -> bytes:
        narrow = positions[-1] < 65536
        return (b"\2" if narrow else b"\4") + array("H" if narrow else "I", positions).tobytes()

    def decode_positions(self, value: bytes) -> list[int]:
        result = array("H" if value[0] == 2 else "I")
        result.frombytes(value[1:])
        return result.tolist()

    def decode_frequency(self, value: bytes) -> int:
        return (len(value) - 1) // value[0]


class Analysed(FieldType):  # type: ignore[misc]
    """A field that takes the postings `postings` made: texts are analysed once for the fields that share them."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(PackedPositions(), None, scorable=scorable)

    def index(self, value: Iterable[Posting], **_: Any) -> Iterable[Posting]:
        return value


def schema() -> Schema:
    """The fields: the brief's id and fingerprint, its title and text by term, and both by surface."""
    return Schema(
        id=ID(stored=True, unique=True),
        fingerprint=STORED(),
        title=Analysed(scorable=True),
        title_words=Analysed(scorable=False),
        body=Analysed(scorable=True),
        body_words=Analysed(scorable=False),
    )


def postings(text: str, starts: Sequence[int] = ()) -> tuple[list[Posting], list[Posting]]:
    """The postings of a text by term and by surface: (bytes, telling count, weight, positions) each."""
    terms: dict[str, list[int]] = {}
    surfaces: dict[str, list[int]] = {}
    counts: dict[str, int] = {}
    position = 0
    for low, high in spans(text, starts):
        for chunk in CHUNK.findall(text, low, high):
            advance, tokens = analyse(chunk)
            for token in tokens:
                at = position + token[0]
                term = token[4]
                if term in terms:
                    terms[term].append(at)
                else:
                    terms[term] = [at]
                surfaces.setdefault(token[5], []).append(at)
                if telling(token):
                    counts[term] = counts.get(term, 0) + 1
            position += advance
        position += BLOCK_GAP
    encode = PackedPositions().encode
    return (
        [(term.encode(), counts.get(term, 0), float(len(at)), encode(at)) for term, at in terms.items()],
        [(surface.encode(), 0, float(len(at)), encode(at)) for surface, at in surfaces.items()],
    )
