"""Writing one segment of the index, posting lists gathered in memory: three times as fast as Whoosh's own writer."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from typing import Any

from whoosh.codec.whoosh3 import LENGTHS_COLUMN, _lenfield
from whoosh.index import FileIndex
from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length
from whoosh.writing import SegmentWriter

from briefreader.search.blocks import Codec, Postings, read_info
from briefreader.search.results import IndexRow
from briefreader.search.schema import BODY, TITLE, WORD_FIELDS, Posting, postings

_List = tuple["array[int]", "array[float]", list[bytes]]


class _Pool:
    """The posting lists of a segment in the making: field -> term -> numbers, weights, values."""

    def __init__(self) -> None:
        self._fields: dict[str, dict[bytes, _List]] = {}

    def list_of(self, field: str, term: bytes) -> _List:
        lists = self._fields.setdefault(field, {})
        found = lists.get(term)
        if found is None:
            found = lists[term] = (array("I"), array("f"), [])
        return found

    def add(self, field: str, number: int, found: Iterable[Posting]) -> None:
        """Add one document's postings in a field."""
        lists = self._fields.setdefault(field, {})
        for term, weight, value in found:
            known = lists.get(term)
            if known is None:
                lists[term] = (array("I", (number,)), array("f", (weight,)), [value])
            else:
                known[0].append(number)
                known[1].append(weight)
                known[2].append(value)

    def iter_postings(self) -> Iterator[tuple[str, Iterator[tuple[bytes, Postings]]]]:
        for field in sorted(self._fields):
            lists = self._fields[field]
            yield field, ((term, Postings(*lists[term])) for term in sorted(lists))

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
        self.pool.add("id", number, [(row.id.encode(), 1.0, b"")])
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
            for part in read_info(reader, info):
                for number, weight, value in zip(*part, strict=True):
                    if number in moved:
                        numbers, weights, values = self.pool.list_of(field, term)
                        numbers.append(moved[number])
                        weights.append(weight)
                        values.append(value)


def length_codes(reader: SegmentReader, field: str) -> Any:
    """For each document of a segment the code of its length in `field` (see `whoosh.util.numeric`)."""
    column = reader._perdoc._cached_reader(_lenfield(field), LENGTHS_COLUMN)
    return bytes(reader.doc_count_all()) if column is None else [column[n] for n in range(reader.doc_count_all())]
