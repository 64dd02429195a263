"""Xapian (`apt install python3-xapian`): English stemming, text stored, its own snippets."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

from search_corpus import Question, Text, slips

_SYSTEM = "/usr/lib/python3/dist-packages"  # where Debian puts the module; there is none for pip
sys.path.append(_SYSTEM)
xapian: Any = import_module("xapian")
sys.path.remove(_SYSTEM)
_YEAR = 0


class Engine:
    name = "Xapian"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        self._writer = xapian.WritableDatabase(str(self._folder), xapian.DB_CREATE_OR_OPEN)
        self._db = xapian.Database(str(self._folder))
        self._stemmer = xapian.Stem("en")
        self._cutter = xapian.TermGenerator()
        self._cutter.set_stemmer(self._stemmer)

    def close(self) -> None:
        self._writer.close()
        self._db.close()

    def index(self, texts: Iterable[Text]) -> None:
        for text in texts:
            self._put(text)
        self._writer.commit()
        self._db.reopen()

    def prepare(self, text: Text) -> None:
        pass

    def add(self, text: Text) -> None:
        self._put(text)
        self._writer.commit()
        self._db.reopen()

    def _put(self, text: Text) -> None:
        document = xapian.Document()
        document.set_data(f"{text.id}\n{text.body}")
        document.add_boolean_term(f"A{text.author}")
        document.add_value(_YEAR, text.date[:4])
        self._cutter.set_document(document)
        self._cutter.index_text(text.title)
        self._cutter.increase_termpos()
        self._cutter.index_text(text.body)
        self._writer.add_document(document)

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        asked = xapian.Enquire(self._db)
        asked.set_query(self._query(question))
        found = asked.get_mset(0, limit, self._db.get_doccount())
        shown = []
        for match in found:
            body = match.document.get_data().decode().partition("\n")[2]
            shown.append(found.snippet(body, 240, self._stemmer).decode())
        return found.get_matches_estimated(), shown

    def ranked(self, words: Sequence[str], limit: int) -> list[str]:
        asked = xapian.Enquire(self._db)
        asked.set_query(xapian.Query(xapian.Query.OP_OR, [self._word(word) for word in words]))
        return [match.document.get_data().decode().partition("\n")[0] for match in asked.get_mset(0, limit)]

    def _word(self, word: str) -> Any:
        return xapian.Query("Z" + self._stemmer(word).decode())

    def _query(self, question: Question) -> Any:
        words, kinds = question.words, xapian.Query
        match question.kind:
            case "phrase":
                return kinds(kinds.OP_PHRASE, list(words), len(words))
            case "author":
                return kinds(kinds.OP_FILTER, self._word(words[0]), kinds(f"A{question.author}"))
            case "date":
                return kinds(kinds.OP_FILTER, self._word(words[0]), kinds(kinds.OP_VALUE_RANGE, _YEAR, *question.years))
            case "fuzzy":
                return kinds(kinds.OP_OR, [kinds(w) for w in slips(words[0]) if self._db.term_exists(w)])
            case "bool":
                either = kinds(kinds.OP_OR, self._word(words[0]), self._word(words[1]))
                return kinds(kinds.OP_AND_NOT, either, self._word(words[2]))
            case "typed" | "prefix":
                ending = kinds(kinds.OP_WILDCARD, words[-1], 50, kinds.WILDCARD_LIMIT_MOST_FREQUENT)
                return kinds(kinds.OP_AND, [*map(self._word, words[:-1]), ending])
        return kinds(kinds.OP_AND, [self._word(word) for word in words])
