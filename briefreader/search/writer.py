"""Writing one segment of the index, posting lists gathered in memory: three times as fast as Whoosh's own writer."""

from __future__ import annotations

from array import array
from collections.abc import Iterator

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length
from whoosh.writing import SegmentWriter

from briefreader.search.blocks import Codec, List, read_info
from briefreader.search.results import IndexRow
from briefreader.search.schema import BODY, TITLE, WORD_FIELDS, Places, postings


class _Pool:
    """The posting lists of a segment in the making, by field and word."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[str, List]] = {}

    def add(self, field: str, number: int, places: Places) -> None:
        """Add where one document's words stand in a field."""
        lists = self._fields.setdefault(field, {})
        for word, positions in places.items():
            known = lists.get(word)
            if known is None:
                lists[word] = (array("I", (number,)), array("I", (len(positions),)), array("I", positions))
            else:
                known[0].append(number)
                known[1].append(len(positions))
                known[2].extend(positions)

    def add_list(self, field: str, word: str, numbers: list[int], counts: list[int], positions: list[int]) -> None:
        """Add a posting list, its documents numbered from the last of those there."""
        if numbers:
            known = self._fields.setdefault(field, {}).setdefault(word, (array("I"), array("I"), array("I")))
            known[0].extend(numbers)
            known[1].extend(counts)
            known[2].extend(positions)

    def iter_postings(self) -> Iterator[tuple[str, Iterator[tuple[bytes, List]]]]:
        for field in sorted(self._fields):
            lists = self._fields[field]
            in_order = sorted((word.encode(), word) for word in lists)
            yield field, ((term, lists[word]) for term, word in in_order)

    def cleanup(self) -> None:
        self._fields = {}


class Writer(SegmentWriter):  # type: ignore[misc]
    """A Whoosh writer for our schema. Takes no lock: the caller holds the index's own."""

    def __init__(self, index: FileIndex) -> None:
        # A compound file would be copied into memory whenever it is opened.
        super().__init__(index, _lk=False, codec=Codec(), compound=False)
        self.pool = _Pool()

    def add_row(self, row: IndexRow) -> None:
        """Add a brief."""
        number = self.docnum
        self.pool.add_list("id", row.id, [number], [1], [])
        lengths: dict[str, int] = {}
        for field, text, starts in ((TITLE, row.title, ()), (BODY, row.text, row.starts)):
            terms, surfaces, lengths[field] = postings(text, starts)
            self.pool.add(field, number, terms)
            self.pool.add(WORD_FIELDS[field], number, surfaces)
        self._add(row.id, row.fingerprint, lengths)

    def _add(self, id_: str, fingerprint: str, lengths: dict[str, int]) -> None:
        writer = self.perdocwriter
        writer.start_doc(self.docnum)
        writer.add_field("id", self.schema["id"], id_, 0)
        writer.add_field("fingerprint", self.schema["fingerprint"], fingerprint, 0)
        for field, length in lengths.items():
            writer.add_field(field, self.schema[field], None, length)
        writer.finish_doc()
        self._added = True
        self.docnum += 1

    def add_reader(self, reader: SegmentReader) -> None:
        """Take in what is left of an older segment."""
        moved: dict[int, int] = {}
        codes = {field: length_codes(reader, field) for field in (TITLE, BODY)}
        for number in range(reader.doc_count_all()):
            if not reader.is_deleted(number):
                moved[number] = self.docnum
                stored = reader.stored_fields(number)
                lengths = {field: byte_to_length(code[number]) for field, code in codes.items()}
                self._add(stored["id"], stored["fingerprint"], lengths)
        for (field, term), info in reader._terms.items():
            found = read_info(reader, info)
            flat = found.flat.tolist()
            at = 0
            numbers: list[int] = []
            counts: list[int] = []
            positions: list[int] = []
            for number, count in zip(found.numbers.tolist(), map(int, found.counts), strict=True):
                if number in moved:
                    numbers.append(moved[number])
                    counts.append(count)
                    positions += flat[at : at + count]
                at += count
            self.pool.add_list(field, term.decode(), numbers, counts, positions)


def length_codes(reader: SegmentReader, field: str) -> bytes:
    """For each document of a segment the code of its length in `field` (see `whoosh.util.numeric`)."""
    column = reader._perdoc._cached_reader(_lenfield(field), LENGTHS_COLUMN)
    return bytes(reader.doc_count_all()) if column is None else bytes(column[n] for n in range(reader.doc_count_all()))
