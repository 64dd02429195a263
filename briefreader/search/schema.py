"""The fields of the index, and where a text's words stand in them. Pickled into the index: see INDEX_VERSION."""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Sequence

from whoosh.fields import ID, STORED, FieldType, Schema
from whoosh.formats import Positions

from briefreader.search.words import BLOCK_GAP, CHUNK, analyse, spans

BODY, TITLE = "body", "title"
WORD_FIELDS = {BODY: "body_words", TITLE: "title_words"}
"""Each text is indexed twice: by term, and, for prefixes and suggestions, by surface."""

Places = dict[str, list[int]]
"""word -> positions."""


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
    """A field whose postings the writer makes itself: texts are analysed once for the fields that share them."""

    def __init__(self, scorable: bool) -> None:
        super().__init__(PackedPositions(), None, scorable=scorable)


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


def postings(text: str, starts: Sequence[int] = ()) -> tuple[Places, Places, int]:
    """Where each word of a text stands, by term and by surface, and how many of its words count in the ranking."""
    terms: Places = defaultdict(list)
    surfaces: Places = defaultdict(list)
    position = length = 0
    for low, high in spans(text, starts):
        for chunk in CHUNK.findall(text, low, high):
            advance, telling, tokens = analyse(chunk)
            for offset, _, _, _, term, surface in tokens:
                terms[term].append(position + offset)
                surfaces[surface].append(position + offset)
            position += advance
            length += telling
        position += BLOCK_GAP
    return terms, surfaces, length
