"""Stock Whoosh 2.7.4, as its documentation shows it: text stored, stemming analyzer, highlights."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

from search_corpus import Question, Text
from whoosh import fields, index, query, scoring
from whoosh.analysis import StemmingAnalyzer

_ANALYZER = StemmingAnalyzer()


class Engine:
    name = "stock Whoosh"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        if index.exists_in(str(self._folder)):
            self._index = index.open_dir(str(self._folder))
        else:
            schema = fields.Schema(
                id=fields.ID(stored=True, unique=True),
                title=fields.TEXT(analyzer=_ANALYZER),
                author=fields.ID(),
                date=fields.NUMERIC(int),
                body=fields.TEXT(analyzer=_ANALYZER, stored=True),
            )
            self._index = index.create_in(str(self._folder), schema)
        self._searcher = self._index.searcher(weighting=scoring.BM25F())

    def close(self) -> None:
        self._searcher.close()
        self._index.close()

    def index(self, texts: Iterable[Text]) -> None:
        writer = self._index.writer(limitmb=256)
        for text in texts:
            self._put(writer, text)
        writer.commit()
        self._searcher = self._searcher.refresh()

    def prepare(self, text: Text) -> None:
        pass

    def add(self, text: Text) -> None:
        writer = self._index.writer()
        self._put(writer, text)
        writer.commit()
        self._searcher = self._searcher.refresh()

    def _put(self, writer: object, text: Text) -> None:
        year = int(text.date[:4] or 0)
        writer.add_document(id=text.id, title=text.title, author=text.author, date=year, body=text.body)  # type: ignore[attr-defined]

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        found = self._searcher.search(_query(question), limit=limit, filter=_filter(question))
        return len(found), [hit.highlights("body") for hit in found]

    def ranked(self, words: Sequence[str], limit: int) -> list[str]:
        found = self._searcher.search(query.Or([_word(word) for word in words]), limit=limit)
        return [hit["id"] for hit in found]


def _terms(word: str) -> list[str]:
    return [token.text for token in _ANALYZER(word, mode="query")] or [word]


def _word(word: str) -> query.Query:
    term = _terms(word)[0]
    return query.Or([query.Term("title", term), query.Term("body", term)])


def _prefix(word: str) -> query.Query:
    return query.Or([query.Prefix("title", word), query.Prefix("body", word)])


def _filter(question: Question) -> query.Query | None:
    if question.kind == "date":
        return query.NumericRange("date", *map(int, question.years))
    return query.Term("author", question.author) if question.author else None


def _query(question: Question) -> query.Query:
    words = question.words
    match question.kind:
        case "phrase":
            terms = [term for word in words for term in _terms(word)]
            return query.Or([query.Phrase("title", terms), query.Phrase("body", terms)])
        case "prefix":
            return _prefix(words[0])
        case "fuzzy":
            edits = 2 if len(words[0]) > 5 else 1
            return query.Or([query.FuzzyTerm(field, words[0], maxdist=edits) for field in ("title", "body")])
        case "bool":
            return query.And([query.Or([_word(words[0]), _word(words[1])]), query.Not(_word(words[2]))])
        case "typed":
            return query.And([*map(_word, words[:-1]), _prefix(words[-1])])
    return query.And([_word(word) for word in words])
