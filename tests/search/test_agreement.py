"""Stock Whoosh answers as the index does: same briefs, same order, same totals, over a library and queries made up by
a seeded generator.

Its index is written by its own writer, its matchers decide what fits and where, its collector puts it in order. Two
rules of ours are put on top of it: a phrase, prefix or NEAR is ranked as one term, by its places (`OneTerm`), and what
is asked beside words adds nothing to the score (`Unscored`). Words a slip away (`~`) are in test_spelling.py: Whoosh
counts a swap of neighbours as two edits.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from math import log
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from whoosh import query as stock
from whoosh.analysis import Analyzer
from whoosh.analysis import Token as StockToken
from whoosh.fields import ID, KEYWORD, TEXT, Schema
from whoosh.index import create_in, open_dir
from whoosh.matching import ListMatcher
from whoosh.query.spans import SpanNear
from whoosh.scoring import BM25F, bm25

from briefreader.jobs import run
from briefreader.records import Choice
from briefreader.search import facets, words
from briefreader.search.folding import fold, term_of
from briefreader.search.index import SearchIndex
from briefreader.search.query import parse
from briefreader.search.results import IndexRow, top
from briefreader.search.scan import Scanned
from briefreader.search.shelf import Card, Shelf

BRIEFS = 220
QUERIES = 420
STEMS = """
    barge buoy cable canal cargo census charter clinic convoy council cruiser decree depot drought embargo envoy ferry
    fishery fleet grain harbour hostel island ledger levy lighthouse market mayor mine ministry orchard parliament pilot
    port quarry quota railway reactor refinery reform rifle satellite seminar ship silo smelter strait subsidy survey
    tanker tariff timber toll treaty turbine union vaccine vessel wharf
    """.split()  # noqa: SIM905
FORMS = [form for stem in STEMS for form in (stem, stem[:-1] + "ies" if stem[-1] == "y" else stem + "s")]
FORMS += [stem + "ed" for stem in STEMS[::4]]
PEOPLE = ["Berit Lind", "Olav Lind", "Marta Quist", "Tomas Quist", "Ines Abrego", "Sadia Noor"]
ORGS, COUNTRIES, PLACES = ["Harbour Board", "Union of Pilots"], ["Varnland", "Skarvia"], ["Kestrel Bay", "Lindesund"]
TAGS = ["trade", "trade/grain", "trade/grain/price", "arms/embargo", "sea/ferries"]
BOOST = {"notes_B": 0.0}  # how long notes are does not matter


# What the generator makes


class Brief(NamedTuple):
    row: IndexRow
    card: Card
    names: list[tuple[str, str]]
    quotes: list[tuple[str, str]]
    jottings: list[tuple[str, str, str]]  # passage, note, tag


def some_words(chance: random.Random, least: int, most: int) -> str:
    """Words of a steep distribution, some of them in runs that come again, so that phrases are found."""
    made: list[str] = []
    for _ in range(chance.randint(least, most)):
        at = min(int(chance.paretovariate(0.7)) - 1, len(FORMS) - 1)
        made += FORMS[at : at + 3] if chance.random() < 0.1 else [FORMS[at * 37 % len(FORMS)]]
    return " ".join(made)


def make_brief(number: int, chance: random.Random) -> Brief:
    id_ = f"r{number}"
    quotes = [(chance.choice(PEOPLE), some_words(chance, 3, 9)) for _ in range(chance.choice((0, 0, 1, 3)))]
    lines = [some_words(chance, 5, 60) for _ in range(chance.randint(1, 6))] + [text for _, text in quotes]
    title = some_words(chance, 2, 6)
    kind = chance.choice(("markdown", "pdf"))
    path = f"/desk/{chance.choice(('north', 'south'))}/{id_}.{'md' if kind == 'markdown' else 'pdf'}"
    date = f"{chance.randint(2021, 2025)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    author = chance.choice(("", "Ines Abrego", "Tomas Quist"))
    card = Card(id_, path, title, kind, chance.choice((date, date, "")), author, chance.random() < 0.5, "",
                kind == "pdf", chance.random() < 0.7)  # fmt: skip
    types = {"person": PEOPLE, "organisation": ORGS, "country": COUNTRIES, "place": PLACES}
    names = [(type_, name) for type_, known in types.items() for name in known if chance.random() < 0.25]
    jottings = []
    if chance.random() < 0.3:
        jottings.append((f"p{number}", some_words(chance, 1, 6) if chance.random() < 0.6 else "", chance.choice(TAGS)))
    return Brief(IndexRow(id_, title, "\n".join(lines), (), id_), card, names, quotes, jottings)


class Library(NamedTuple):
    briefs: list[Brief]
    index: SearchIndex
    shelf: Shelf
    stock: Any
    quotes: Any


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    chance = random.Random(20)
    briefs = [make_brief(number, chance) for number in range(BRIEFS)]
    folder = tmp_path_factory.mktemp("agreement")
    index = SearchIndex(folder / "index")
    run(index.rebuild(brief.row for brief in briefs))
    spoken = {brief.row.id: brief.quotes for brief in briefs}
    shelf = Shelf(lambda ids: [(id_, speaker, text) for id_ in ids for speaker, text in spoken[id_]])
    shelf.take(
        [brief.card for brief in briefs],
        [(brief.row.id, type_, name, "") for brief in briefs for type_, name in brief.names],
        [(brief.row.id, speaker) for brief in briefs for speaker, _ in brief.quotes],
    )
    shelf.jot((brief.row.id, *jotting) for brief in briefs for jotting in brief.jottings)
    texts, said = stock_index(folder, briefs), quote_index(folder, briefs)
    with texts.searcher(weighting=BM25F(**BOOST)) as searcher, said.searcher() as quotes:
        yield Library(briefs, index, shelf, searcher, quotes)
    index.close()


# Stock Whoosh


class Cut(Analyzer):  # type: ignore[misc]
    """Cuts texts up as we do; all else is Whoosh's own."""

    def __init__(self, surfaces: bool) -> None:
        self.surfaces = surfaces

    def __call__(self, value: str, **_: object) -> Iterator[StockToken]:
        for token in words.tokens(value):
            yield StockToken(text=token.surface if self.surfaces else token.term, pos=token.position, boost=1.0)


FIELDS = ("body", "title", "notes")
SPELT = {field: f"{field}_words" for field in FIELDS}
KNOWN = ("person", "org", "country", "place", "entity", "author", "tag", "kind", "speaker", "is", "has")


def stock_index(folder: Path, briefs: list[Brief]) -> Any:
    texts = {field: TEXT(analyzer=Cut(surfaces=False)) for field in (*FIELDS, "note")}
    spelt = {field: TEXT(analyzer=Cut(surfaces=True)) for field in SPELT.values()}
    known = {field: KEYWORD(commas=True) for field in KNOWN}
    (folder / "stock").mkdir()
    index = create_in(folder / "stock", Schema(id=ID(stored=True), path=ID, date=ID, **texts, **spelt, **known))
    writer = index.writer()
    for brief in briefs:
        jotted = dict.fromkeys(text for _, note, tag in brief.jottings for text in (note, tag) if text)
        held = {"body": brief.row.text, "title": brief.row.title, "notes": "\n".join(jotted)}
        fields = {"note": "\n".join(note for _, note, _ in brief.jottings)}
        for field, text in held.items():
            fields[field] = fields[SPELT[field]] = text
        for field, values in facts(brief).items():
            fields[field] = ",".join(values)
        writer.add_document(id=brief.row.id, path=brief.card.path, date=brief.card.date or None, **fields)
    writer.commit()
    return index


def facts(brief: Brief) -> dict[str, list[str]]:
    """What is known of a brief, each value under all it can be asked for by."""
    found: dict[str, list[str]] = {field: [] for field in KNOWN}
    short = {"person": "person", "organisation": "org", "country": "country", "place": "place"}
    for type_, name in brief.names:
        found[short[type_]] += called(name)
        found["entity"] += called(name)
    found["speaker"] = [word for speaker, _ in brief.quotes for word in called(speaker)]
    found["author"] = called(brief.card.author) if brief.card.author else []
    found["kind"] = [brief.card.kind, brief.card.path.rpartition(".")[2]]
    for _, _, tag in brief.jottings:
        steps = tag.split("/")
        found["tag"] += ["/".join(steps[a:b]) for b in range(1, len(steps) + 1) for a in range(b)]
    marks = {"quotes": brief.quotes, "tags": brief.jottings, "passages": brief.jottings, "pages": brief.card.paged,
             "notes": any(note for _, note, _ in brief.jottings), "date": brief.card.date,
             "author": brief.card.author}  # fmt: skip
    found["has"] = [mark for mark, there in marks.items() if there]
    found["is"] = ["read" if brief.card.read else "unread", "tagged" if brief.jottings else "untagged"]
    found["is"] += ["analysed"] if brief.card.analysed else []
    return found


def called(name: str) -> list[str]:
    return [name.lower(), *name.lower().split()]


def quote_index(folder: Path, briefs: list[Brief]) -> Any:
    (folder / "quotes").mkdir()
    schema = Schema(brief=ID(stored=True), speaker=KEYWORD(commas=True), body=TEXT(analyzer=Cut(surfaces=False)))
    index = create_in(folder / "quotes", schema)
    writer = index.writer()
    for brief in briefs:
        for speaker, text in brief.quotes:
            writer.add_document(brief=brief.row.id, speaker=",".join(called(speaker)), body=text)
    writer.commit()
    return index


Places = Callable[[Any, Any], dict[int, int]]


class Leaf(stock.Query):  # type: ignore[misc]
    """A query whose matcher is a list."""

    def estimate_size(self, reader: Any) -> int:
        return 1  # decides only what is joined first


class OneTerm(Leaf):
    """What Whoosh finds `places` of, ranked by Whoosh's formula as one term of `field`."""

    def __init__(self, field: str, places: Places) -> None:
        self.field, self.places = field, places

    def matcher(self, searcher: Any, context: Any = None) -> ListMatcher:
        counts = self.places(searcher, context)
        idf = log(searcher.doc_count_all() / (len(counts) + 1)) + 1.0
        average, b = searcher.avg_field_length(self.field), 0.0 if self.field == "notes" else 0.75
        lengths = {number: searcher.doc_field_length(number, self.field, 1) for number in counts}
        weights = [bm25(idf, count, lengths[number], average, b, 1.2) for number, count in sorted(counts.items())]
        return ListMatcher(sorted(counts), weights)


class Unscored(Leaf):
    """What fits a query of Whoosh, at no score."""

    def __init__(self, query: Any) -> None:
        self.query = query

    def matcher(self, searcher: Any, context: Any = None) -> ListMatcher:
        numbers = list(self.query.matcher(searcher, context).all_ids())
        return ListMatcher(numbers, [0.0] * len(numbers))


class Either(stock.Or):  # type: ignore[misc]
    """Whoosh's OR; the kind of it that keeps what has no score."""

    matcher_type = stock.Or.DEFAULT_MATCHER


def spans_of(query: Any, searcher: Any, context: Any) -> dict[int, list[Any]]:
    matcher = query.matcher(searcher, context)
    found = {}
    while matcher.is_active():
        found[matcher.id()] = matcher.spans()
        matcher.next()
    return found


def places_of(query: Any) -> Places:
    return lambda searcher, context: {
        number: len({(span.start, span.end) for span in spans})
        for number, spans in spans_of(query, searcher, context).items()
    }


def places_near(left: Any, right: Any, within: int) -> Places:
    """The places of `left` with `right` around."""

    def places(searcher: Any, context: Any) -> dict[int, int]:
        near = SpanNear(left, right, slop=within, ordered=False).matcher(searcher, context)
        ours, theirs = spans_of(left, searcher, context), spans_of(right, searcher, context)
        found = {}
        for number in near.all_ids():
            around = theirs[number]
            fits = [one for one in ours[number] if any(1 <= one.distance_to(other) <= within for other in around)]
            found[number] = len({(span.start, span.end) for span in fits})
        return found

    return places


def both(*places: Places) -> Places:
    def added(searcher: Any, context: Any) -> dict[int, int]:
        found: dict[int, int] = {}
        for each in places:
            for number, count in each(searcher, context).items():
                found[number] = found.get(number, 0) + count
        return found

    return added


# Queries, as typed and for Whoosh


class Asked(NamedTuple):
    typed: str
    stock: Any


class Asker:
    """Makes queries up; `fields` are those that words are looked for in."""

    def __init__(self, chance: random.Random, library: Library) -> None:
        self.chance = chance
        self.library = library

    def any(self, depth: int, fields: tuple[str, ...] = FIELDS) -> Asked:
        if depth == 0:
            return self.leaf(fields)
        what = self.chance.choice(("and", "and", "or", "or", "not", "title", "where", "quote", "leaf"))
        if what in ("and", "or"):
            parts = [self.any(depth - 1, fields) for _ in range(self.chance.choice((2, 2, 3)))]
            joint = self.chance.choice((" ", " AND ")) if what == "and" else " OR "
            typed = "(" + joint.join(part.typed for part in parts) + ")"
            return Asked(typed, (stock.And if what == "and" else Either)([part.stock for part in parts]))
        if what == "not":
            part = self.any(depth - 1, fields)
            return Asked(f"{self.chance.choice(('-', 'NOT '))}{part.typed}", Unscored(stock.Not(part.stock)))
        if what == "title" and fields == FIELDS:
            part = self.any(depth - 1, ("title",))
            return Asked(f"title:({part.typed})", part.stock)
        if what == "where":
            return self.where()
        return self.quote() if what == "quote" else self.leaf(fields)

    def leaf(self, fields: tuple[str, ...]) -> Asked:
        what = self.chance.choice(("word", "word", "word", "phrase", "phrase", "prefix", "near"))
        word = self.word()
        if what == "word":
            return Asked(word, Either([term(field, word) for field in fields]))
        if what == "phrase":
            phrase = self.phrase()
            found = [OneTerm(field, places_of(in_order(field, phrase))) for field in fields]
            return Asked(f'"{" ".join(phrase)}"', Either(found))
        if what == "prefix":
            begin = word[: self.chance.randint(2, 4)]
            found = [OneTerm(field, places_of(Begins(field, begin))) for field in fields]
            return Asked(f"{begin}*", Either(found))
        within = self.chance.choice((1, 2, 5, 30))
        left, right = ([self.word()] if self.chance.random() < 0.6 else self.phrase() for _ in range(2))
        typed = [words[0] if len(words) == 1 else f'"{" ".join(words)}"' for words in (left, right)]
        found = [OneTerm(field, places_near(in_order(field, left), in_order(field, right), within)) for field in fields]
        return Asked(f"{typed[0]} NEAR/{within} {typed[1]}", Either(found))

    def where(self) -> Asked:
        choose = self.chance.choice
        name = choose(PEOPLE + ORGS + COUNTRIES + PLACES)
        value = choose((name.lower(), choose(name.lower().split())))
        field = choose((*KNOWN, "path", "date", "date"))
        if field == "date":
            low, high = sorted(f"{choose(range(2021, 2026))}{choose(('', '-03', '-07-15'))}" for _ in range(2))
            low, high = choose(((low, high), (low, ""), ("", high), (low, low)))
            typed = low if low == high else f"{low}..{high}"
            return Asked(f"date:{typed}", Unscored(stock.TermRange("date", low or None, f"{high or '9'}\uffff")))
        if field == "path":
            part = choose(("desk", "north", "south/r1", "7.md", "nowhere"))
            return Asked(f"path:{part}", Unscored(stock.Wildcard("path", f"*{part}*")))
        if field == "tag" and self.chance.random() < 0.4:
            return Asked("tag:gra*", Unscored(stock.Prefix("tag", "gra")))
        values = {"tag": ["trade", "grain", "trade/grain", "price", "sea", "none"], "kind": ["pdf", "md", "markdown"],
                  "is": ["read", "unread", "tagged", "untagged", "analysed"],
                  "has": ["quotes", "tags", "passages", "pages", "notes", "date", "author"]}  # fmt: skip
        value = choose(values[field]) if field in values else value
        typed = f'"{value}"' if " " in value else value
        return Asked(f"{field}:{typed}", Unscored(stock.Term(field, value)))

    def quote(self) -> Asked:
        """What one quote says, or one note."""
        word = self.word()
        if self.chance.random() < 0.3:
            return Asked(f"note:{word}", Unscored(term("note", word)))
        speaker = self.chance.choice(["", *(word for name in PEOPLE for word in called(name))])
        asked: Any = stock.Term("body", term_of(word))
        typed = f"said:{word}"
        if speaker:
            asked = stock.And([asked, stock.Term("speaker", speaker)])
            typed = f"(speaker:{speaker} said:{word})" if " " not in speaker else f'(speaker:"{speaker}" said:{word})'
        briefs = {hit["brief"] for hit in self.library.quotes.search(asked, limit=None)}
        return Asked(typed, Unscored(Either([stock.Term("id", brief) for brief in briefs] or [stock.NullQuery])))

    def word(self) -> str:
        return FORMS[min(int(self.chance.paretovariate(0.8)) - 1, len(FORMS) - 1) * 37 % len(FORMS)]

    def phrase(self) -> list[str]:
        """Words that stand side by side somewhere, for the most part."""
        line = self.chance.choice(self.library.briefs).row.text.split("\n")[0].split()
        size = self.chance.choice((2, 2, 3))
        at = self.chance.randrange(max(1, len(line) - size))
        return line[at : at + size]


def term(field: str, word: str) -> Any:
    return stock.Term(field, term_of(fold(word)))


def in_order(field: str, phrase: list[str]) -> Any:
    terms = [term_of(fold(word)) for word in phrase]
    return stock.Term(field, terms[0]) if len(terms) == 1 else stock.Phrase(field, terms)


class Begins(Leaf):
    """Whoosh's list of the words that begin so, each looked up by itself: its own Prefix tells no places."""

    def __init__(self, field: str, prefix: str) -> None:
        self.field, self.prefix = SPELT[field], prefix

    def matcher(self, searcher: Any, context: Any = None) -> Any:
        known = searcher.reader().expand_prefix(self.field, self.prefix)
        terms = [stock.Term(self.field, word.decode()) for word in known]
        return Either(terms or [stock.NullQuery]).matcher(searcher, context)


# The comparison


Ranked = list[tuple[str, float]]


def ours(library: Library, typed: str, choices: tuple[Choice, ...] = (), *, typing: bool = False) -> Ranked:
    """All briefs that fit, as the library puts them in order."""
    query, shelf = parse(typed, typing=typing), library.shelf
    assert query.notice == ""
    found, _ = library.index.fitted(query, shelf, shelf.numbers)
    fits, scores = np.zeros(shelf.size, np.bool_), np.zeros(shelf.size)
    fits[found.numbers], scores[found.numbers] = True, found.scores
    chosen = np.flatnonzero(facets.narrowed(shelf, fits, choices))
    in_order = chosen[top(scores[chosen], len(chosen))].tolist()
    return [(shelf.cards[number].id, scores[number]) for number in in_order]


def theirs(library: Library, query: Any, narrow: Any = None) -> Ranked:
    found = library.stock.search(query, limit=None, filter=narrow, optimize=False)
    return [(hit["id"], hit.score) for hit in found]


def tied(ranked: Ranked) -> list[tuple[float, str]]:
    """The answer in order; briefs whose scores differ by less than adding up in another order does, side by side."""
    assert [score for _, score in ranked] == sorted((score for _, score in ranked), reverse=True)
    return sorted(((round(score, 7), id_) for id_, score in ranked), key=lambda one: (-one[0], one[1]))


@pytest.mark.parametrize("share", range(6))
def test_stock_whoosh_finds_the_same_in_the_same_order(library: Library, share: int) -> None:
    asker = Asker(random.Random(share), library)
    found = 0
    for number in range(QUERIES // 6):
        asked = asker.any(number % 4)
        expected = theirs(library, asked.stock)
        assert tied(ours(library, asked.typed)) == tied(expected), asked.typed
        found += bool(expected)
    assert found > QUERIES // 6 // 2  # a query that finds nothing proves little


def test_the_first_hits_are_the_head_of_all(library: Library) -> None:
    asker = Asker(random.Random(7), library)
    for number in range(40):
        query = parse(asker.any(number % 3).typed)
        found, _ = library.index.fitted(query, library.shelf, library.shelf.numbers)
        every = found.best([card.id for card in library.shelf.cards], BRIEFS)
        few = found.best([card.id for card in library.shelf.cards], 7)
        assert (few.total, few.ranked) == (every.total, every.ranked[:7]), query.text


def test_ticked_boxes_narrow_as_a_filter_of_whoosh_does(library: Library) -> None:
    asker = Asker(random.Random(8), library)
    for number in range(60):
        asked = asker.any(number % 2)
        people = asker.chance.sample(PEOPLE, asker.chance.choice((0, 1, 2)))
        kinds = asker.chance.choice(([], ["pdf"], ["pdf", "markdown"]))
        tags = asker.chance.choice(([], [], ["trade/grain"]))
        boxes = [("person", name, name.lower()) for name in people]
        boxes += [("kind", kind, kind) for kind in kinds] + [("tag", tag, tag) for tag in tags]
        fields = [[stock.Term(f, low) for f, _, low in boxes if f == field] for field in ("person", "kind", "tag")]
        narrow = stock.And([stock.Or(terms) for terms in fields if terms]) if boxes else None
        choices = tuple(Choice(field, value) for field, value, _ in boxes)  # type: ignore[arg-type]
        assert tied(ours(library, asked.typed, choices)) == tied(theirs(library, asked.stock, narrow)), asked.typed


def test_a_word_being_typed_is_itself_and_what_begins_so(library: Library) -> None:
    asker = Asker(random.Random(9), library)
    for _ in range(60):
        word = asker.word()
        begun = word[: asker.chance.randint(2, len(word))]
        places = [both(places_of(term(field, begun)), places_of(Begins(field, fold(begun)))) for field in FIELDS]
        expected = Either([OneTerm(field, each) for field, each in zip(FIELDS, places, strict=True)])
        assert tied(ours(library, begun, typing=True)) == tied(theirs(library, expected)), begun


def test_the_plain_scan_finds_the_same(library: Library) -> None:
    asker = Asker(random.Random(10), library)
    rows = [brief.row for brief in library.briefs]
    for number in range(40):
        asked = asker.any(number % 4)
        scanned = Scanned(query := parse(asked.typed), rows)
        scanned.number_briefs(library.shelf.numbers)
        found = {f"r{number}" for number in scanned.fitted(query, library.shelf).numbers.tolist()}
        assert found == {id_ for id_, _ in theirs(library, asked.stock)}, asked.typed


def test_whoosh_reads_what_we_write_also_after_changes(library: Library, tmp_path: Path) -> None:
    """Our files asked by Whoosh's own reader: several segments, replaced and deleted briefs among them."""
    index = SearchIndex(tmp_path / "index")
    rows = [brief.row for brief in library.briefs]
    run(index.rebuild(rows[:150]))
    index.update(rows[140:170])
    index.update(rows[170:])
    index.delete(row.id for row in rows[::9])
    folder = next(index.folder.glob("g-*"))
    chance = random.Random(11)
    with open_dir(folder).searcher(weighting=BM25F()) as searcher:
        for _ in range(80):
            one, two = (FORMS[int(chance.paretovariate(0.8)) % len(FORMS)] for _ in range(2))
            either = [[term(field, word) for field in ("body", "title")] for word in (one, two)]
            for typed, query in (
                (one, Either(either[0])),
                (f"{one} {two}", stock.And([Either(either[0]), Either(either[1])])),
                (f"{one} OR {two}", Either(either[0] + either[1])),
                (f"{one} -{two}", stock.And([Either(either[0]), Unscored(stock.Not(Either(either[1])))])),
            ):
                mine = index.search(typed, BRIEFS)
                found = searcher.search(query, limit=None, optimize=False)
                assert tied(list(mine.ranked)) == tied([(hit["id"], hit.score) for hit in found]), typed
            phrase = stock.Or([stock.Phrase(field, [term_of(one), term_of(two)]) for field in ("body", "title")])
            found = searcher.search(phrase, limit=None)
            assert {hit["id"] for hit in found} == {id_ for id_, _ in index.search(f'"{one} {two}"', BRIEFS).ranked}
    index.close()
