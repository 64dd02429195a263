"""BriefReader, as its window asks it: boxes, snippets with paragraph and page, exact totals."""

from __future__ import annotations

import re
import time
from collections.abc import Iterable, Sequence
from hashlib import sha256
from pathlib import Path

from search_corpus import Question, Text

from briefreader.jobs import run
from briefreader.records import Changes
from briefreader.service.library import Library
from briefreader.store import FileFacts
from briefreader.text.document import Block, Document, Metadata, numbered


def _document(text: Text) -> Document:
    """As the reader of plain text would make it: a line is a paragraph."""
    blocks = (Block("paragraph", m.start(), m.end()) for m in re.finditer("[^\\n]+", text.body))
    about = Metadata(text.title, text.author, text.date, "en", "text")
    return Document(text.body, numbered(blocks), metadata=about)


class Engine:
    name = "BriefReader"

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self.stored = 0.0
        """Seconds of CPU to put the texts into the library."""

    def open(self) -> None:
        self._library = Library.open(self._folder)

    def close(self) -> None:
        self._library.close()

    def index(self, texts: Iterable[Text]) -> None:
        began = time.process_time()
        store = self._library._store
        with store.transaction():
            for text in texts:
                self._put(text)
        self.stored = time.process_time() - began
        run(self._library._indexing.rebuild())

    def add(self, text: Text) -> None:
        run(self._library.drain())

    def prepare(self, text: Text) -> None:
        """What is no part of indexing: the text is in the library, and waits."""
        self._put(text)

    def _put(self, text: Text) -> None:
        document = _document(text)
        digest = sha256(f"{text.id} {text.body}".encode("utf-8", "surrogatepass")).hexdigest()
        facts = FileFacts(f"/scale/{text.author}/{text.id}.txt", len(text.body), 1, digest, 1)
        self._library._store.briefs.put(facts, document, lambda *_: Changes())

    def ask(self, question: Question, limit: int) -> tuple[int, list[str]]:
        typing = question.kind == "typed"
        found = self._library.search(_words(question), limit, typing=typing)
        return found.total, [piece.text for hit in found.hits for piece in hit.snippets]

    def ranked(self, words: Sequence[str], limit: int) -> list[str]:
        found = self._library.search(" OR ".join(f'"{word}"' for word in words), limit)
        return [Path(hit.path).stem for hit in found.hits]


def _words(question: Question) -> str:
    words = question.words
    match question.kind:
        case "phrase":
            return f'"{" ".join(words)}"'
        case "prefix":
            return f"{words[0]}*"
        case "author":
            return f"{words[0]} author:{question.author}"
        case "date":
            return f"{words[0]} date:{question.years[0]}..{question.years[1]}"
        case "fuzzy":
            return f"{words[0]}~"
        case "bool":
            return f"({words[0]} OR {words[1]}) -{words[2]}"
    return " ".join(words)
