"""What the window asks about all briefs at once: filtered, sorted, and given out a page at a time.

A worker keeps the whole of the latest answers, so that sorting, filtering and turning pages do not ask the store again
until something has changed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from briefreader import export
from briefreader.errors import UsageError
from briefreader.records import Branch, Brief, FoundMention, Passage, PassageQuery
from briefreader.service import lazily
from briefreader.service.across import Across, Dated, Matrix, Name, Quotation, Wanted, fits_words, is_between, is_wanted
from briefreader.service.correcting import Corrections
from briefreader.service.marking import Marking
from briefreader.store import Store
from briefreader.text.corrections import Correction
from briefreader.text.document import Document

if TYPE_CHECKING:
    from briefreader.export import delimited, tables
else:
    delimited = lazily.module("briefreader.export.delimited")
    tables = lazily.module("briefreader.export.tables")

Topic = Literal[
    "outline", "names", "mentions", "suggestions", "beside", "quotes", "timeline", "matrix", "passages", "review",
    "copies", "corrections",
]  # fmt: skip
PAGE = 400  # rows
_KEPT = 6  # whole answers kept
_AROUND = 48  # code points beside a mention
_ROWS = 60  # of a matrix
_COLUMNS = 200


@dataclass(frozen=True, slots=True)
class NamesWanted:
    """Which entities: `words` all in the name, an alias or the role; "" leaves all."""

    words: str = ""
    type: str = ""


@dataclass(frozen=True, slots=True)
class TimesWanted:
    """Which dated sentences: between two dates (ISO 8601, as precise as given), with all `words`."""

    since: str = ""
    until: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class InContext:
    """A mention with the words around it: `text[start:end]` are its own."""

    found: FoundMention
    text: str
    start: int
    end: int
    paragraph: int | None
    page: str | None


@dataclass(frozen=True, slots=True)
class PutRight:
    """A correction, and in how many briefs it changes something."""

    correction: Correction
    briefs: int


@dataclass(frozen=True, slots=True)
class Answer:
    """`rows` from the `offset`th on of `total`, in the order asked for; `briefs` are those the rows speak of, by id."""

    topic: Topic
    total: int
    rows: tuple[Any, ...]
    offset: int = 0
    briefs: Mapping[str, Brief] = field(default_factory=dict)


class Asking:
    """`library.asking`."""

    def __init__(
        self,
        store: Store,
        across: Across,
        corrections: Corrections,
        marking: Marking,
        branches: Callable[[], list[Branch]],
        copies: Callable[[], Sequence[object]],
    ) -> None:
        self._store, self._across, self._corrections, self._marking = store, across, corrections, marking
        self._branches, self._copies = branches, copies
        self._moment = -1
        self._answers: dict[tuple[object, ...], Sequence[Any]] = {}

    def ask(self, topic: Topic, wanted: Any = None, order: str = "", limit: int = PAGE, offset: int = 0) -> Answer:
        """`order` is a column, with "-" before it downwards; "" is its own order. Raises UsageError, NotFound."""
        if topic == "passages":
            return self._passages(wanted or PassageQuery(), limit, offset)
        if topic == "copies":  # nothing in the library tells of a new one
            found = self._copies()
            return Answer(topic, len(found), tuple(found))
        if topic == "corrections":
            put_right = self._put_right(wanted or NamesWanted())
            part = put_right[offset : offset + limit]
            return Answer(topic, len(put_right), tuple(part), offset, self._briefs(topic, part))
        rows = self._ordered(topic, wanted, order)
        page: Sequence[Any] = rows[offset : offset + limit]
        if topic == "mentions":
            page = self._in_context(page)
        return Answer(topic, len(rows), tuple(page), offset, self._briefs(topic, page))

    def write(self, topic: Topic, wanted: Any, order: str, output: Path) -> int:
        """Write all rows as CSV; returns how many. Raises ExportError, UsageError."""
        everything = self.ask(topic, wanted, order, limit=10_000_000)
        columns, rows = _table(everything)
        heads = tuple(tables.Column(title, width) for title, width in columns)
        content = delimited.render(tables.Table(topic, heads, tuple(rows)))
        export.write(output, content, protected=map(Path, self._store.briefs.files()))
        return len(rows)

    # Inside

    def _ordered(self, topic: Topic, wanted: Any, order: str) -> Sequence[Any]:
        moment = self._store.facts.moment()
        if moment != self._moment:
            self._answers.clear()
            self._moment = moment
        key = (topic, wanted, order)
        if key not in self._answers:
            rows = self._chosen(topic, wanted)
            keys = _ORDERS.get(topic, {})
            column = order.lstrip("-")
            if order and column not in keys:
                raise UsageError(f"There is no column “{column}” to sort by.")
            if order:
                rows = sorted(rows, key=keys[column], reverse=order.startswith("-"))
            while len(self._answers) > _KEPT:
                self._answers.pop(next(iter(self._answers)))
            self._answers[key] = rows
        return self._answers[key]

    def _chosen(self, topic: Topic, wanted: Any) -> Sequence[Any]:
        match topic:
            case "names":
                choice: NamesWanted = wanted or NamesWanted()
                words = choice.words.casefold().split()
                every: Sequence[Name] = self._all("names", self._across.names)
                return [one for one in every if choice.type in ("", one.type) and fits_words(one, words)]
            case "mentions":
                return self._across.mentions(*wanted)
            case "suggestions":
                return self._across.suggestions()
            case "beside":
                return self._across.appears_with(*wanted)[1]
            case "quotes":
                said: Sequence[Quotation] = self._all("quotes", self._across.quotes)
                asked: Wanted = wanted or Wanted()
                return [one for one in said if any(is_wanted(place, asked) for place in one.places)]
            case "timeline":
                dated: Sequence[Dated] = self._all("timeline", self._across.timeline)
                return _within(dated, wanted or TimesWanted())
            case "matrix":
                choice = wanted or NamesWanted()
                return [_newest(self._across.matrix(_ROWS, choice.words, choice.type))]
            case "outline":
                return self._branches()
            case "review":
                return self._corrections.review(wanted)
        raise UsageError(f"Nothing is known of “{topic}”.")

    def _all(self, topic: str, ask: Callable[[], Sequence[Any]]) -> Sequence[Any]:
        """The whole of a topic, which every choice and order is made from."""
        if (topic,) not in self._answers:
            self._answers[(topic,)] = ask()
        return self._answers[(topic,)]

    def _put_right(self, wanted: NamesWanted) -> list[PutRight]:
        """The latest first."""
        words, counts = wanted.words.casefold().split(), self._corrections.counts()
        return [
            PutRight(one, counts.get(one.id, 0))
            for one in reversed(self._corrections.all())
            if all(word in f"{one.name} {one.text} {one.to_name}".casefold() for word in words)
        ]

    def _passages(self, query: PassageQuery, limit: int, offset: int) -> Answer:
        rows, total = self._marking.find(_window(query, limit, offset))
        return Answer("passages", total, tuple(rows), offset, self._briefs("passages", rows))

    def _briefs(self, topic: Topic, rows: Iterable[Any]) -> dict[str, Brief]:
        found = {brief.id: brief for brief in self._store.briefs.some({one for row in rows for one in _spoken_of(row)})}
        return {} if topic == "matrix" else found

    def _in_context(self, mentions: Iterable[FoundMention]) -> list[InContext]:
        documents: dict[str, Document] = {}
        found: list[InContext] = []
        for one in mentions:
            if one.brief not in documents:
                documents = {one.brief: self._store.briefs.document(one.brief)}
            document, mention = documents[one.brief], one.mention
            block = document.block_at(mention.start)
            low, high = (block.start, block.end) if block is not None else (0, len(document.text))
            low, high = max(low, mention.start - _AROUND), min(high, mention.end + _AROUND)
            where = document.paragraph_at(mention.start), document.page_at(mention.start)
            text = document.text[low:high].replace("\n", " ")
            found.append(InContext(one, text, mention.start - low, mention.end - low, *where))
        return found


def _window(query: PassageQuery, limit: int, offset: int) -> PassageQuery:
    values = {name: getattr(query, name) for name in PassageQuery.__slots__}
    return PassageQuery(**{**values, "limit": limit, "offset": offset})


def _newest(matrix: Matrix) -> Matrix:
    """No more columns than anybody looks at: those of the newest briefs."""
    briefs = matrix.briefs[:_COLUMNS]
    kept = {brief.id for brief in briefs}
    counts = {
        key: {brief: times for brief, times in row.items() if brief in kept} for key, row in matrix.counts.items()
    }
    return Matrix(matrix.names, briefs, counts)


def _within(dated: Iterable[Dated], wanted: TimesWanted) -> list[Dated]:
    words = wanted.words.casefold().split()
    return [
        one for one in dated
        if is_between(one.value, wanted.since, wanted.until)
        and all(word in one.sentence.casefold() or word in one.title.casefold() for word in words)
    ]  # fmt: skip


def _spoken_of(row: object) -> Iterable[str]:
    """The ids of the briefs a row speaks of."""
    match row:
        case Quotation():
            return [said.found.brief for said in row.places]
        case Dated():
            return [row.mention.brief]
        case InContext():
            return [row.found.brief]
        case Passage():
            return [row.brief]
        case PutRight():
            return [row.correction.brief] if row.correction.brief is not None else []
    entity, quote = getattr(row, "entity", None), getattr(row, "quote", None)
    if entity is not None:
        return [entity.mentions[0].brief]
    return [quote.brief] if quote is not None else []


def _speaker(one: Quotation) -> tuple[bool, str]:
    name = one.first.found.quote.speaker
    return name is None, (name or "").casefold()


Key = Callable[[Any], Any]
_ORDERS: Mapping[str, Mapping[str, Key]] = {
    "names": {
        "name": lambda one: one.name.casefold(),
        "type": lambda one: (one.type, -one.mentions),
        "role": lambda one: (not one.role, one.role.casefold()),
        "mentions": lambda one: (one.mentions, one.briefs),
        "briefs": lambda one: (one.briefs, one.mentions),
    },
    "quotes": {
        "speaker": _speaker,
        "text": lambda one: one.first.found.quote.text.casefold(),
        "brief": lambda one: one.first.title.casefold(),
        "date": lambda one: one.first.date,
        "places": lambda one: len(one.places),
        "role": lambda one: (not one.first.role, one.first.role.casefold()),
    },
    "timeline": {
        "date": lambda one: (one.value, one.title),
        "sentence": lambda one: one.sentence.casefold(),
        "brief": lambda one: (one.title.casefold(), one.start),
    },
}


# As a table

Cells = tuple[str | int | None, ...]


def _table(answer: Answer) -> tuple[tuple[tuple[str, int], ...], list[Cells]]:
    match answer.topic:
        case "names":
            heads: tuple[tuple[str, int], ...] = (
                ("Name", 32), ("Type", 14), ("Role", 30), ("Other names", 40), ("Country", 9), ("Mentions", 10),
                ("Briefs", 8),
            )  # fmt: skip
            return heads, [
                (one.name, one.type, one.role, "; ".join(one.aliases), one.country, one.mentions, one.briefs)
                for one in answer.rows
            ]
        case "beside":
            return (("Name", 32), ("Type", 14), ("Places", 8), ("Briefs", 8)), [
                (one.name, one.type, one.places, one.briefs) for one in answer.rows
            ]
        case "quotes":
            heads = (
                ("Quote", 70), ("Speaker", 26), ("Role", 26), ("Attribution", 14), ("Kind", 10), ("Brief", 36),
                ("Date", 12), ("Page", 8), ("Paragraph", 10), ("Tags", 28), ("Same words as row", 10),
                ("Differences", 40), ("Start", 9), ("End", 9), ("Brief id", 38),
            )  # fmt: skip
            return heads, _quote_rows(answer.rows)
        case "timeline":
            return (("Date", 12), ("Year from the brief", 10), ("Sentence", 80), ("Brief", 36), ("Page", 8),
                    ("Paragraph", 10), ("Start", 9), ("Brief id", 38)), [
                (one.value, "yes" if one.assumed else "", one.sentence, one.title, one.page, one.paragraph, one.start,
                 one.mention.brief) for one in answer.rows
            ]  # fmt: skip
        case "matrix":
            return _matrix_table(answer.rows[0])
        case "passages":
            heads = (("Passage", 70), ("Tags", 28), ("Note", 40), ("Strength", 10), ("Brief", 36), ("Date", 12),
                     ("Page", 8), ("Paragraph", 10), ("State", 12), ("By", 12), ("Made", 20), ("Passage id", 38),
                     ("Brief id", 38))  # fmt: skip
            return heads, [_passage_row(one, answer.briefs) for one in answer.rows]
        case "mentions":
            return (("Words", 30), ("Around", 80), ("Brief", 36), ("Page", 8), ("Paragraph", 10)), [
                (one.found.mention.text, one.text, answer.briefs[one.found.brief].title, one.page, one.paragraph)
                for one in answer.rows
            ]
    raise UsageError("This cannot be written as a table.")


def _quote_rows(rows: Iterable[Quotation]) -> list[Cells]:
    """A row for each place; those of the same words follow each other and name the first."""
    made: list[Cells] = []
    for one in rows:
        first = len(made) + 1
        differing = {said.found.id: differences for said, differences in one.others}
        for said in one.places:
            quote = said.found.quote
            differs = "; ".join(f"{d.here or '–'} → {d.there or '–'}" for d in differing.get(said.found.id, ()))
            made.append(
                (quote.text, quote.speaker or "", said.role, quote.attribution, quote.kind, said.title, said.date,
                 said.found.page, said.found.paragraph, "; ".join(said.tags), None if said is one.first else first,
                 differs, quote.start, quote.end, said.found.brief)
            )  # fmt: skip
    return made


def _matrix_table(matrix: Matrix) -> tuple[tuple[tuple[str, int], ...], list[Cells]]:
    briefs = matrix.briefs
    heads = (("Name", 32), ("Type", 14), *((brief.title, 12) for brief in briefs))
    return heads, [
        (name.name, name.type, *(matrix.counts[name.type, name.name].get(brief.id, 0) for brief in briefs))
        for name in matrix.names
    ]


def _passage_row(one: Passage, briefs: Mapping[str, Brief]) -> Cells:
    brief = briefs.get(one.brief)
    return (one.exact, "; ".join(one.tags), one.note, one.strength, brief.title if brief else "",
            brief.date if brief else "", one.page, one.paragraph, one.status, one.author, one.created, one.id,
            one.brief)  # fmt: skip
