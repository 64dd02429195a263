"""Reading and writing whole posting lists of Whoosh's own files, without a method call for each posting.

A list is a run of blocks; a block is a pickled (ids, weights, values), its ids as differences. Ours hold plain arrays
where Whoosh writes tuples, which numpy takes up as they are; short lists, which are most, stay tuples. All stays
readable by Whoosh 2.7.4 itself, whose development has ended: its layout will not change under us.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import accumulate, pairwise
from pickle import dumps, load
from struct import Struct
from typing import Any

import numpy as np
from whoosh.codec.whoosh3 import WHOOSH3_HEADER_MAGIC, W3Codec, W3FieldWriter, W3TermInfo
from whoosh.reading import SegmentReader, TermNotFound
from whoosh.system import pack_ushort

from briefreader.search.arrays import KEY, NONE, Mask, Numbers, Reals
from briefreader.search.schema import PackedPositions
from briefreader.search.vocabulary import BY_SURFACE, Entries, Vocabulary

_BLOCK = 8192
_SHORT = 24  # documents; from there on arrays are quicker
_EXTENT = Struct("!qi")
_LENGTH = Struct("!i")
_INFO = W3TermInfo._struct
_PACK = PackedPositions()
_PROTOCOL = 4


class Positions(Sequence[bytes]):
    """The positions of a block's documents one after the other; to Whoosh, each document's as `PackedPositions`.
    Pickled into the index: see INDEX_VERSION."""

    __slots__ = ("counts", "flat")

    def __init__(self, counts: Any, flat: Any) -> None:
        self.counts = counts
        self.flat = flat

    def __len__(self) -> int:
        return len(self.counts)

    def __getitem__(self, index: Any) -> Any:
        start = int(sum(self.counts[:index]))
        return _PACK.encode(list(self.flat[start : start + int(self.counts[index])]))

    def __reduce__(self) -> tuple[Any, ...]:
        return Positions, (self.counts, self.flat)


class Postings:
    """The documents a term stands in, how often, and (where the field keeps them) at which positions."""

    __slots__ = ("counts", "flat", "numbers")

    def __init__(self, numbers: Numbers, counts: Reals, flat: Numbers = NONE) -> None:
        self.numbers = numbers
        self.counts = counts
        self.flat = flat

    def keys(self, chosen: Mask | None = None) -> Numbers:
        """Every place of the term, sorted; in the `chosen` documents (a flag for each number) only."""
        times = self.counts.astype(np.int64)
        keys = (np.repeat(self.numbers, times) << KEY) | self.flat
        return keys if chosen is None else keys[np.repeat(chosen, times)]


def read(reader: SegmentReader, field: str, term: bytes) -> Postings | None:
    """The posting list of `term` in one segment, deleted documents included; None when there is none."""
    try:
        info = reader._terms.term_info(field, term)
    except TermNotFound:
        return None
    return read_info(reader, info)


def read_info(reader: SegmentReader, info: W3TermInfo) -> Postings:
    """The posting list `info` points to."""
    if info.is_inlined():
        numbers, weights, values = info.inlined_postings()
        return _postings([(numbers, weights, values, 1)])
    offset, (length,) = info.extent()  # Whoosh forgets to take the length out of its tuple
    return read_at(reader, offset, length)


def read_at(reader: SegmentReader, offset: int, length: int) -> Postings:
    """The posting list that stands in `length` bytes at `offset` of the segment's file."""
    source = reader._terms._postfile
    source.seek(offset)
    data = source.read(length)
    if data[:4] != WHOOSH3_HEADER_MAGIC or len(data) != length:
        raise ValueError("a posting list is damaged")
    file = BytesIO(data)
    file.seek(4)
    blocks = []
    size = 0
    while size >= 0:
        (size,) = _LENGTH.unpack(file.read(_LENGTH.size))
        count = load(file)[0]  # noqa: S301 - our own file, see index.py
        blocks.append((*load(file), count))  # noqa: S301
    return _postings(blocks)


def _postings(blocks: list[Any]) -> Postings:
    parts = [_block(*block) for block in blocks]
    if len(parts) == 1:
        return Postings(*parts[0])
    numbers, counts, flat = zip(*parts, strict=True)
    return Postings(np.concatenate(numbers), np.concatenate(counts), np.concatenate(flat))


def _block(differences: Any, weights: Any, values: Any, count: int) -> tuple[Numbers, Reals, Numbers]:
    if isinstance(differences, array):
        numbers = np.cumsum(_view(differences), dtype=np.int64)
    else:
        numbers = np.array(list(accumulate(differences)), np.int64)
    if weights is None:
        counts = np.ones(count)
    elif isinstance(weights, float):
        counts = np.full(count, weights)
    else:
        counts = (_view(weights) if isinstance(weights, array) else np.array(weights)).astype(np.float64)
    if len(numbers) != count or len(counts) != count:
        raise ValueError("a block of postings is damaged")
    if isinstance(values, Positions):
        return numbers, counts, _view(values.flat).astype(np.int64)
    if values is None or not values[0]:
        return numbers, counts, NONE
    if all(value[0] == 2 for value in values):
        flat = np.frombuffer(b"".join([value[1:] for value in values]), np.uint16).astype(np.int64)
    else:
        flat = np.array([at for value in values for at in _PACK.decode_positions(value)], np.int64)
    return numbers, counts, flat


def _view(values: Any) -> Any:
    return np.frombuffer(values, dtype=values.typecode)


class Codec(W3Codec):  # type: ignore[misc]
    """Whoosh's codec with the field writer below. Pickled into the index: see INDEX_VERSION."""

    def field_writer(self, storage: Any, segment: Any) -> FieldWriter:
        return FieldWriter(self, storage, segment)


List = tuple["array[int]", "array[int]", "array[int]"]
"""A posting list in the making: documents, how often in each, and all positions."""
Terms = Iterable[tuple[bytes, List]]


class FieldWriter(W3FieldWriter):  # type: ignore[misc]
    """Takes whole posting lists, in the order of fields and terms, instead of single postings; puts the words of the
    fields by surface into a file of their own, too."""

    def __init__(self, codec: Any, storage: Any, segment: Any) -> None:
        super().__init__(codec, storage, segment)
        self._storage, self._segment = storage, segment
        self._words: dict[str, Entries] = {}

    def add_postings(self, schema: Any, lengths: Any, items: Iterable[tuple[str, Terms]]) -> None:
        for field, terms in items:
            self.start_field(field, schema[field])
            key = pack_ushort(self._fieldid)
            entries = self._words.setdefault(field, Entries()) if field in BY_SURFACE else None
            for term, (numbers, counts, flat) in terms:
                start = self._postfile.tell()
                self._tindex.add(key + term, self._written(numbers, counts, flat))
                if entries is not None and len(numbers) == 1:
                    entries.add(term, 1, numbers[0], counts[0])
                elif entries is not None:
                    entries.add(term, len(numbers), start, self._postfile.tell() - start)
            self.finish_field()

    def close(self) -> None:
        Vocabulary.write(self._storage, self._segment, self._words)
        super().close()

    def _written(self, numbers: array[int], counts: array[int], flat: array[int]) -> bytes:
        """Write one list; its entry in the table of terms. Lengths are given as unknown (0 to 255): no query of
        ours skips blocks by them, and for Whoosh they are sound bounds."""
        count = len(numbers)
        highest = max(counts)
        inlined = count == 1
        entry: bytes = _INFO.pack(inlined, sum(counts), count, 0, 255, highest, numbers[0], numbers[-1])
        if inlined:
            value = _PACK.encode(flat.tolist()) if flat else b""
            return entry + dumps(((numbers[0],), (float(counts[0]),), (value,)), 2)
        start = self._postfile.tell()
        pieces = [WHOOSH3_HEADER_MAGIC]
        position = 0
        for low in range(0, count, _BLOCK):
            here, heavy = numbers[low : low + _BLOCK], counts[low : low + _BLOCK]
            taken = sum(heavy) if flat else 0
            data = dumps(_packed(here, heavy, flat[position : position + taken]), _PROTOCOL)
            position += taken
            info = dumps((len(here), here[-1], float(max(heavy)), 0, 0, 255), 2)
            length = len(info) + len(data)
            pieces += [_LENGTH.pack(length if low + _BLOCK < count else -length), info, data]
        blob = b"".join(pieces)
        self._postfile.write(blob)
        return entry + _EXTENT.pack(start, len(blob))


def _packed(numbers: array[int], counts: array[int], flat: array[int]) -> tuple[Any, Any, Any]:
    """A block as it is pickled: differences, weights, positions."""
    most = max(counts)
    weights: Any = None if most == 1 else (float(most) if min(counts) == most else None)
    same = weights is not None or most == 1
    differences = [numbers[0], *(after - before for before, after in pairwise(numbers))]
    if len(numbers) < _SHORT:
        values: Any = None
        if flat:
            ends = list(accumulate(counts, initial=0))
            values = tuple(_PACK.encode(flat[a:b].tolist()) for a, b in pairwise(ends))
        return tuple(differences), weights if same else tuple(map(float, counts)), values
    narrow = _narrow(counts)
    positions = Positions(narrow, _narrow(flat)) if flat else None
    return _narrow(differences), weights if same else narrow, positions


def _narrow(values: Any) -> array[int]:
    """`values` in as few bytes each as hold the greatest."""
    most = max(values)
    return array("B" if most < 1 << 8 else "H" if most < 1 << 16 else "I", values)
