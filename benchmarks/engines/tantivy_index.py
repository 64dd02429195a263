"""tantivy (`pip install tantivy`): a compiled engine; one indexing thread, text stored, its own snippets."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from pathlib import Path

import tantivy
from search_corpus import Question, Text

_FIELDS = ["title", "body"]
Query, Must, Should, Never = tantivy.Query, tantivy.Occur.Must, tantivy.Occur.Should, tantivy.Occur.MustNot


class Engine:
    name = "tantivy"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("id", stored=True, tokenizer_name="raw")
        builder.add_text_field("title", stored=True, tokenizer_name="en_stem")
        builder.add_text_field("author", tokenizer_name="raw")
        builder.add_integer_field("date", indexed=True, fast=True)
        builder.add_text_field("body", stored=True, tokenizer_name="en_stem")
        self._schema = builder.build()
        self._index = tantivy.Index(self._schema, path=str(self._folder))
        self._searcher = self._index.searcher()

    def close(self) -> None:
        pass

    def index(self, texts: Iterable[Text]) -> None:
        writer = self._index.writer(heap_size=256_000_000, num_threads=1)
        for text in texts:
            writer.add_document(_document(text))
        writer.commit()
        writer.wait_merging_threads()
        self._refresh()

    def prepare(self, text: Text) -> None:
        pass

    def add(self, text: Text) -> None:
        writer = self._index.writer(heap_size=15_000_000, num_threads=1)
        writer.add_document(_document(text))
        writer.commit()
        writer.wait_merging_threads()
        self._refresh()

    def _refresh(self) -> None:
        self._index.reload()
        self._searcher = self._index.searcher()

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        query = self._query(question)
        found = self._searcher.search(query, limit, count=True)
        cutter = tantivy.SnippetGenerator.create(self._searcher, query, self._schema, "body")
        cutter.set_max_num_chars(240)
        return found.count, [cutter.snippet_from_doc(self._searcher.doc(at)).to_html() for _, at in found.hits]

    def ranked(self, words: Sequence[str], limit: int) -> list[str]:
        query = self._index.parse_query(" ".join(words), _FIELDS)
        return [self._searcher.doc(at)["id"][0] for _, at in self._searcher.search(query, limit).hits]

    def _query(self, question: Question) -> tantivy.Query:
        words = question.words
        match question.kind:
            case "phrase":
                return self._parsed(f'"{" ".join(words)}"')
            case "prefix":
                return self._prefix(words[0])
            case "author":
                author = Query.const_score_query(Query.term_query(self._schema, "author", question.author), 0.0)
                return Query.boolean_query([(Must, self._parsed(words[0])), (Must, author)])
            case "date":
                first, last = map(int, question.years)
                years = Query.range_query(self._schema, "date", tantivy.FieldType.Integer, first, last)
                years = Query.const_score_query(years, 0.0)
                return Query.boolean_query([(Must, self._parsed(words[0])), (Must, years)])
            case "fuzzy":
                edits = 2 if len(words[0]) > 5 else 1
                either = [Query.fuzzy_term_query(self._schema, field, words[0], edits) for field in _FIELDS]
                return Query.boolean_query([(Should, one) for one in either])
            case "bool":
                return Query.boolean_query(
                    [(Must, self._parsed(f"{words[0]} {words[1]}")), (Never, self._parsed(words[2]))]
                )
            case "typed":
                parts = [*map(self._parsed, words[:-1]), self._prefix(words[-1])]
                return Query.boolean_query([(Must, part) for part in parts])
        return Query.boolean_query([(Must, self._parsed(word)) for word in words])

    def _parsed(self, words: str) -> tantivy.Query:
        return self._index.parse_query(words, _FIELDS)

    def _prefix(self, word: str) -> tantivy.Query:
        either = [Query.regex_query(self._schema, field, f"{word}.*") for field in _FIELDS]
        return Query.boolean_query([(Should, one) for one in either])


def _document(text: Text) -> tantivy.Document:
    year = int(text.date[:4] or 0)
    return tantivy.Document(id=text.id, title=text.title, author=text.author, date=year, body=text.body)
