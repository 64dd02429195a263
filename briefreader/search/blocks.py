"""Reading and writing whole posting lists of Whoosh's own files, without a method call for each posting.

A list is a run of blocks; a block is a pickled (ids, weights, values), its ids as differences. What is written here
stays readable by Whoosh 2.7.4 itself, whose development has ended: its layout will not change under us.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from pickle import dumps
from struct import Struct
from typing import Any, NamedTuple

from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3LeafMatcher, W3TermInfo
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.system import pack_ushort

from briefreader.search.schema import PackedPositions

_BLOCK = 512
_COMPRESS_FROM = 200
_LEVEL = 1
_EXTENT = Struct("!qi")
_LENGTH = Struct("!i")
_INFO = W3TermInfo._struct
_FORMAT = PackedPositions()


class Postings(NamedTuple):
    """The documents a term stands in, with its weight and packed positions in each."""

    numbers: Sequence[int]
    weights: Sequence[float]
    values: Sequence[bytes]


def read(reader: SegmentReader, field: str, term: bytes) -> Iterator[Postings]:
    """The posting list of `term` in one segment, block by block, deleted documents included; nothing when unknown."""
    terms = reader._terms
    try:
        info = terms.term_info(field, term)
    except TermNotFound:
        return
    yield from read_info(reader, info)


def read_info(reader: SegmentReader, info: W3TermInfo) -> Iterator[Postings]:
    """The posting list `info` points to."""
    if info.is_inlined():
        yield Postings(*info.inlined_postings())
        return
    offset, length = info.extent()
    matcher = W3LeafMatcher(reader._terms._postfile, offset, length, _FORMAT)
    while True:
        yield _block(matcher)
        if matcher._lastblock:
            return
        matcher._next_block()


def _block(matcher: Any) -> Postings:
    matcher._read_data()
    differences, weights, values = matcher._data
    count = matcher._blocklength
    if weights is None:
        weights = (1.0,) * count
    elif isinstance(weights, float):
        weights = (weights,) * count
    return Postings(list(accumulate(differences)), weights, (b"",) * count if values is None else values)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with the field writer below. Pickled into the index: see INDEX_VERSION."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        return FieldWriter(self, storage, segment)


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes whole posting lists, in the order of fields and terms, instead of single postings."""

    def add_postings(
        self, schema: Any, lengths: Any, items: Iterable[tuple[str, Iterable[tuple[bytes, Postings]]]]
    ) -> None:
        for field, terms in items:
            self.start_field(field, schema[field])
            key = pack_ushort(self._fieldid)
            valued = schema[field].format.fixed_value_size() != 0
            for term, postings in terms:
                self._tindex.add(key + term, self._written(postings, valued))
            self.finish_field()

    def _written(self, postings: Postings, valued: bool) -> bytes:
        """Write one list; its entry in the table of terms. Lengths are given as unknown (0 to 255): no query of
        ours skips blocks by them, and for Whoosh they are sound bounds."""
        numbers, weights, values = postings
        count = len(numbers)
        highest = max(weights)
        inlined = count == 1
        entry: bytes = _INFO.pack(inlined, sum(weights), count, 0, 255, highest, numbers[0], numbers[-1])
        if inlined:
            return entry + dumps((tuple(numbers), tuple(weights), tuple(values)), 2)
        start = self._postfile.tell()
        pieces = [WHOOSH3_HEADER_MAGIC]
        for low in range(0, count, _BLOCK):
            here = numbers[low : low + _BLOCK]
            heavy = tuple(weights[low : low + _BLOCK])
            differences = (here[0], *(after - before for before, after in pairwise(here)))
            same = heavy.count(heavy[0]) == len(heavy)
            packed = (None if heavy[0] == 1.0 else heavy[0]) if same else heavy
            data = dumps((differences, packed, tuple(values[low : low + _BLOCK]) if valued else None), 2)
            level = _LEVEL if len(data) >= _COMPRESS_FROM else 0
            if level:
                data = zlib.compress(data, level)
            info = dumps((len(here), here[-1], max(heavy), level, 0, 255), 2)
            length = len(info) + len(data)
            pieces += [_LENGTH.pack(length if low + _BLOCK < count else -length), info, data]
        blob = b"".join(pieces)
        self._postfile.write(blob)
        return entry + _EXTENT.pack(start, len(blob))
