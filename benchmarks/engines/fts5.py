"""SQLite's FTS5: porter stemming, text in the table, its own snippets."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from pathlib import Path

from search_corpus import Question, Text, slips

_TABLES = """
PRAGMA journal_mode = wal;
PRAGMA synchronous = normal;
CREATE VIRTUAL TABLE IF NOT EXISTS texts USING fts5(id UNINDEXED, title, body, tokenize = 'porter unicode61');
CREATE VIRTUAL TABLE IF NOT EXISTS words USING fts5vocab(texts, row);
CREATE TABLE IF NOT EXISTS facts (number INTEGER PRIMARY KEY, author TEXT, year INTEGER);
"""


class Engine:
    name = "SQLite FTS5"

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def open(self) -> None:
        self._db = sqlite3.connect(self._folder / "texts.db")
        self._db.executescript(_TABLES)

    def close(self) -> None:
        self._db.close()

    def index(self, texts: Iterable[Text]) -> None:
        with self._db:
            for text in texts:
                self._put(text)

    def prepare(self, text: Text) -> None:
        pass

    def add(self, text: Text) -> None:
        with self._db:
            self._put(text)

    def _put(self, text: Text) -> None:
        made = self._db.execute("INSERT INTO texts VALUES (?, ?, ?)", (text.id, text.title, text.body))
        year = int(text.date[:4] or 0)
        self._db.execute("INSERT INTO facts VALUES (?, ?, ?)", (made.lastrowid, text.author, year))

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        match = self._match(question)
        more, values = "texts WHERE texts MATCH ?", []
        joined = "texts CROSS JOIN facts ON facts.number = texts.rowid WHERE texts MATCH ?"
        if question.author:
            more, values = f"{joined} AND author = ?", [question.author]
        elif question.kind == "date":
            more, values = f"{joined} AND year BETWEEN ? AND ?", [int(year) for year in question.years]
        given = (match, *values)
        (total,) = self._db.execute(f"SELECT count(*) FROM {more}", given).fetchone()
        rows = self._db.execute(
            f"SELECT snippet(texts, 2, '<b>', '</b>', '…', 40) FROM {more} ORDER BY rank LIMIT {limit}", given
        )
        return total, [row[0] for row in rows]

    def ranked(self, words: Sequence[str], limit: int) -> list[str]:
        match = " OR ".join(words)
        rows = self._db.execute(f"SELECT id FROM texts WHERE texts MATCH ? ORDER BY rank LIMIT {limit}", (match,))
        return [row[0] for row in rows]

    def _match(self, question: Question) -> str:
        words = [f'"{word}"' for word in question.words]
        match question.kind:
            case "phrase":
                return f'"{" ".join(question.words)}"'
            case "fuzzy":
                marks = slips(question.words[0])
                found = self._db.execute(f"SELECT term FROM words WHERE term IN ({', '.join('?' * len(marks))})", marks)
                return " OR ".join(f'"{row[0]}"' for row in found) or words[0]
            case "bool":
                return f"({words[0]} OR {words[1]}) NOT {words[2]}"
            case "typed" | "prefix":
                return " AND ".join([*words[:-1], f"{words[-1]}*"])
        return " AND ".join(words)
