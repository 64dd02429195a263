"""One segment of the index, opened: its postings, its words, and how long its texts are. Segments never change but for
the documents deleted in them, so what is read of one is kept from commit to commit."""

from __future__ import annotations

from collections import OrderedDict
from functools import cached_property
from pickle import PickleError
from typing import Any

import numpy as np
from whoosh.reading import SegmentReader

from briefreader.search import blocks
from briefreader.search.arrays import NONE, Numbers, Reals
from briefreader.search.blocks import Postings
from briefreader.search.schema import WORD_FIELDS
from briefreader.search.spelling import within
from briefreader.search.tree import Step
from briefreader.search.vocabulary import EMPTY, Vocabulary
from briefreader.search.words import width_of
from briefreader.search.writer import length_codes

_KEPT = 2_000_000  # postings, in each shard
_COMPLETIONS = 50
_NOWHERE = Postings(NONE, np.empty(0))


class Shard:
    """A segment; its documents are numbered from 0."""

    def __init__(self, reader: SegmentReader, storage: Any) -> None:
        self._reader = reader
        self._storage = storage
        self.size: int = reader.doc_count_all()
        self.deleted: tuple[int, ...] = tuple(reader.segment().deleted_docs())
        self._kept: OrderedDict[tuple[str, bytes], Postings] = OrderedDict()
        self._weight = 0
        self._lengths: dict[str, Numbers] = {}

    def close(self) -> None:
        self._reader.close()

    @cached_property
    def ids(self) -> list[str]:
        """The brief of each document."""
        found = [""] * self.size
        for (field, term), info in self._reader.iter_from("id", b""):
            if field != "id":
                break
            for number in blocks.read_info(self._reader, info).numbers.tolist():
                found[number] = term.decode()
        return found

    @cached_property
    def vocabularies(self) -> dict[str, Vocabulary]:
        return Vocabulary.read(self._storage, self._reader.segment())

    def vocabulary(self, field: str) -> Vocabulary:
        """The surfaces of a field."""
        return self.vocabularies.get(WORD_FIELDS[field], EMPTY)

    def stored(self, number: int) -> dict[str, str]:
        """The stored fields (id, fingerprint) of a document."""
        found: dict[str, str] = self._reader.stored_fields(number)
        return found

    def total(self, field: str) -> int:
        """The sum of the lengths of all its texts."""
        return int(self._reader.field_length(field))

    def length_codes(self, field: str) -> Numbers:
        if field not in self._lengths:
            self._lengths[field] = np.frombuffer(length_codes(self._reader, field), np.uint8).astype(np.int64)
        return self._lengths[field]

    def deletions(self, segment: Any) -> None:
        """Which documents are deleted, as a newer state of the index has it."""
        self.deleted = tuple(segment.deleted_docs())

    def postings(self, field: str, term: bytes) -> Postings:
        """The posting list of a term; an empty one when there is none."""
        key = field, term
        found = self._kept.get(key)
        if found is not None:
            self._kept.move_to_end(key)
            return found
        found = blocks.read(self._reader, field, term) or _NOWHERE
        self._keep(key, found)
        return found

    def _keep(self, key: tuple[str, bytes], found: Postings) -> None:
        self._kept[key] = found
        self._weight += len(found.numbers) + len(found.flat)
        while self._weight > _KEPT and len(self._kept) > 1:
            _, oldest = self._kept.popitem(last=False)
            self._weight -= len(oldest.numbers) + len(oldest.flat)

    # What a step of a query meets

    def counts(self, step: Step, field: str) -> list[tuple[Numbers, Reals]]:
        """The documents of each token a step meets, and how often it stands there."""
        parts = [self.postings(field, term.encode()) for term in step.terms]
        result = [(part.numbers, part.counts) for part in parts if len(part.numbers)]
        if (step.prefix or step.like) and len(chosen := self._chosen(step, field)):
            words = self.vocabulary(field)
            single = chosen[words.briefs[chosen] == 1]
            if len(single):
                numbers, at = np.unique(words.where[single], return_inverse=True)
                result.append((numbers, np.bincount(at, weights=words.size[single]).astype(np.float64)))
            for index in chosen[words.briefs[chosen] > 1].tolist():
                found = self._surface(words, field, index)
                result.append((found.numbers, found.counts))
        return result

    def lists(self, step: Step, field: str) -> list[tuple[int, Postings]]:
        """The posting lists of each token a step meets, with the positions it takes."""
        found = [(step.advance or width_of(term), self.postings(field, term.encode())) for term in step.terms]
        if step.prefix or step.like:
            words = self.vocabulary(field)
            for index in self._chosen(step, field).tolist():
                width = step.advance or width_of(words.words[index])
                found.append((width, self.postings(WORD_FIELDS[field], words.words[index].encode())))
        return [(width, part) for width, part in found if len(part.numbers)]

    def _surface(self, words: Vocabulary, field: str, index: int) -> Postings:
        key = WORD_FIELDS[field], words.words[index].encode()
        found = self._kept.get(key)
        if found is None:
            found = blocks.read_at(self._reader, int(words.where[index]), int(words.size[index]))
            self._keep(key, found)
        return found

    def _chosen(self, step: Step, field: str) -> Numbers:
        """The surfaces a step means, as indices into the vocabulary."""
        words = self.vocabulary(field)
        if step.like:
            return within(words, step.like, step.edits)[0]
        low, high = words.beginning(step.prefix)
        if step.completing and high - low > _COMPLETIONS:
            commonest = np.argpartition(words.briefs[low:high], -_COMPLETIONS)[-_COMPLETIONS:]
            return np.sort(commonest) + low
        return np.arange(low, high)

    def read_all(self) -> None:
        """Read every posting and word; damage shows as an exception."""
        for _, info in self._reader._terms.items():
            if len(blocks.read_info(self._reader, info).numbers) != info.doc_frequency():
                raise PickleError("postings are missing")
        for words in self.vocabularies.values():
            if words.words != sorted(words.words):
                raise PickleError("the list of words is out of order")
