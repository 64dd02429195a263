"""Answers a query tree from one state of the Whoosh index, a whole posting block at a time.

Whoosh's matchers cost five method calls per posting; reading its blocks (tuples of ids, weights and positions)
directly gives the same hits many times faster, and the exact total with them.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Iterator, Sequence

from whoosh.reading import SegmentReader
from whoosh.util.numeric import byte_to_length

from briefreader.search import blocks, bm25
from briefreader.search.schema import BODY, TITLE, WORD_FIELDS, PackedPositions
from briefreader.search.tree import And, Node, Not, Or, Step, Title, Words
from briefreader.search.words import width_of
from briefreader.search.writer import length_codes

Scores = dict[int, float]
_Met = dict[Step, list[tuple[int, bytes]]]
_LENGTHS = [byte_to_length(code) for code in range(256)]
_decode = PackedPositions().decode_positions


class Ranking:
    """One opened state of the index. Documents are numbered through all segments; `close` it when done."""

    def __init__(self, readers: Sequence[SegmentReader], generation: int) -> None:
        self.generation = generation
        self._leaves: list[tuple[SegmentReader, int]] = []
        self._dead: set[int] = set()
        base = 0
        for reader in readers:
            self._leaves.append((reader, base))
            self._dead.update(base + number for number in reader.segment().deleted_docs())
            base += reader.doc_count_all()
        self._all = base
        self._norms: dict[str, list[float]] = {}

    def close(self) -> None:
        for reader, _ in self._leaves:
            reader.close()
        self._leaves = []

    # What is in it

    @property
    def briefs(self) -> int:
        return self._all - len(self._dead)

    def stored(self) -> Iterator[dict[str, str]]:
        """The stored fields (id, fingerprint) of every brief."""
        for reader, base in self._leaves:
            for number in range(reader.doc_count_all()):
                if base + number not in self._dead:
                    yield reader.stored_fields(number)

    def id_of(self, number: int) -> str:
        for reader, base in reversed(self._leaves):
            if number >= base:
                return str(reader.stored_fields(number - base)["id"])
        raise KeyError(number)

    def number_of(self, id_: str) -> list[int]:
        """The documents that hold brief `id_` (one, or none)."""
        found = [number for numbers, _, _ in self._blocks("id", id_.encode()) for number in numbers]
        return [number for number in found if number not in self._dead]

    def words(self, prefix: str = "", field: str = BODY) -> Iterator[tuple[str, int]]:
        """The surfaces that begin with `prefix`, each with the number of briefs, one segment after the other."""
        name = WORD_FIELDS[field]
        begin = prefix.encode()
        for reader, _ in self._leaves:
            if name not in reader.indexed_field_names():
                continue
            for (found, word), info in reader.iter_from(name, begin):
                if found != name or not word.startswith(begin):
                    break
                yield word.decode(), info.doc_frequency()

    def holds(self, words: Words) -> bool:
        """Whether any text or title holds `words`."""
        return any(self._counts(words, field) for field in (BODY, TITLE))

    def read_all(self) -> None:
        """Read every stored field, length and posting; damage shows as an exception."""
        ids = {row["id"] for row in self.stored()}
        if len(ids) != self.briefs:
            raise ValueError("a brief stands twice in the index")
        for field in (BODY, TITLE):
            self._norms_of(field)
        for reader, _ in self._leaves:
            for _, info in reader._terms.items():
                if sum(len(found.numbers) for found in blocks.read_info(reader, info)) != info.doc_frequency():
                    raise ValueError("postings are missing")

    # Answering

    def search(self, tree: Node, limit: int) -> tuple[int, list[tuple[str, float]]]:
        """How many briefs fit, and the best of them as (id, score)."""
        scores = self._evaluate(tree, (BODY, TITLE))
        if self._dead:
            scores = {number: score for number, score in scores.items() if number not in self._dead}
        best = heapq.nlargest(limit, scores.items(), key=lambda item: (item[1], -item[0]))
        return len(scores), [(self.id_of(number), score) for number, score in best]

    def _evaluate(self, node: Node, fields: tuple[str, ...]) -> Scores:
        match node:
            case Words():
                return self._leaf(node, fields)
            case Title(part):
                return self._evaluate(part, (TITLE,))
            case Or(parts):
                total: Scores = {}
                for part in parts:
                    for number, score in self._evaluate(part, fields).items():
                        total[number] = total.get(number, 0.0) + score
                return total
            case Not(part):
                without = self._evaluate(part, fields)
                return {number: 0.0 for number in range(self._all) if number not in without}
            case And(parts):
                return self._all_of(parts, fields)

    def _all_of(self, parts: Iterable[Node], fields: tuple[str, ...]) -> Scores:
        result: Scores | None = None
        excluded: list[Node] = []
        for part in parts:
            if isinstance(part, Not):
                excluded.append(part.part)
                continue
            scores = self._evaluate(part, fields)
            if result is not None:
                small, large = (result, scores) if len(result) < len(scores) else (scores, result)
                scores = {number: score + large[number] for number, score in small.items() if number in large}
            result = scores
            if not result:
                return {}
        if result is None:
            result = dict.fromkeys(range(self._all), 0.0)
        for part in excluded:
            without = self._evaluate(part, fields)
            result = {number: score for number, score in result.items() if number not in without}
        return result

    def _leaf(self, words: Words, fields: tuple[str, ...]) -> Scores:
        result: Scores = {}
        for field in fields:
            counts = self._counts(words, field)
            norms = self._norms_of(field)
            boost = bm25.TITLE_BOOST if field == TITLE else 1.0
            factor = boost * bm25.rarity(self._all, len(counts)) * (bm25.K1 + 1.0)
            scores = {number: factor * count / (count + norms[number]) for number, count in counts.items()}
            if result:
                for number, score in scores.items():
                    result[number] = result.get(number, 0.0) + score
            else:
                result = scores
        return result

    def _counts(self, words: Words, field: str) -> dict[int, float]:
        """In which documents `words` stand in `field`, and how often."""
        if words.simple:
            counts: dict[int, float] = {}
            for chain in words.slots[0].alternatives:
                self._add_counts(chain[0], field, counts)
            return counts
        lists = {step: list(self._lists(step, field)) for step in words.steps()}
        having = {step: {n for _, found in of_step for n in found.numbers} for step, of_step in lists.items()}
        candidates: set[int] | None = None
        for slot in words.slots:
            fitting = set().union(*(set.intersection(*(having[step] for step in chain)) for chain in slot.alternatives))
            candidates = fitting if candidates is None else candidates & fitting
        if not candidates:
            return {}
        met: dict[int, _Met] = {number: {} for number in candidates}
        for step, of_step in lists.items():
            for width, found in of_step:
                for number, value in zip(found.numbers, found.values, strict=True):
                    if number in met:
                        met[number].setdefault(step, []).append((width, value))
        counts = {number: float(_places(words, here)) for number, here in met.items()}
        return {number: count for number, count in counts.items() if count}

    def _terms(self, step: Step, field: str) -> Iterator[tuple[str, bytes]]:
        """The (field, term) pairs a step reads."""
        for term in step.terms:
            yield field, term.encode()
        if step.prefix:
            name = WORD_FIELDS[field]
            for word in dict.fromkeys(word for word, _ in self.words(step.prefix, field)):
                yield name, word.encode()

    def _add_counts(self, step: Step, field: str, counts: dict[int, float]) -> None:
        for name, term in self._terms(step, field):
            for numbers, weights, _ in self._blocks(name, term):
                for number, weight in zip(numbers, weights, strict=True):
                    counts[number] = counts.get(number, 0.0) + weight

    def _lists(self, step: Step, field: str) -> Iterator[tuple[int, blocks.Postings]]:
        """The posting lists of each term of a step, with the positions it takes."""
        for name, term in self._terms(step, field):
            width = step.advance or width_of(term.decode())
            for found in self._blocks(name, term):
                yield width, found

    # Reading Whoosh's segments

    def _blocks(self, field: str, term: bytes) -> Iterator[blocks.Postings]:
        """The postings of a term, block by block, documents numbered through all segments."""
        for reader, base in self._leaves:
            for found in blocks.read(reader, field, term):
                yield found._replace(numbers=[base + number for number in found.numbers]) if base else found

    def _norms_of(self, field: str) -> list[float]:
        """For each document, how much its length dampens counts."""
        if field not in self._norms:
            total = sum(reader.field_length(field) for reader, _ in self._leaves)
            average = total / self._all if self._all else 1.0
            by_code = [bm25.norm(length, average) for length in _LENGTHS]
            norms: list[float] = []
            for reader, _ in self._leaves:
                norms += [by_code[code] for code in length_codes(reader, field)]
            self._norms[field] = norms
        return self._norms[field]


def _places(words: Words, met: _Met) -> int:
    """How often `words` stand in a document: `matching.matches` over packed positions, where most time goes."""
    reached: set[int] | None = None
    for slot in words.slots:
        after: set[int] = set()
        for chain in slot.alternatives:
            state = reached
            for step in chain:
                steps = ((width, position) for width, value in met.get(step, ()) for position in _decode(value))
                state = {position + width for width, position in steps if state is None or position in state}
            after |= state or set()
        reached = after
    return len(reached or ())
