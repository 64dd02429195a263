"""A library in a temporary folder, and short ways to fill it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.records import Changes, Passage
from briefreader.store import FileFacts, Store
from briefreader.text.anchor import describe, resolve
from briefreader.text.document import Block, Document, Metadata, numbered

HARBOUR = (
    "Harbour dues in Veldmark\n"
    "The port of Osterhaven raised its dues by a tenth in March.\n"
    "Minister Ilse Brandvold called the rise unavoidable.\n"
    "Shipowners expect traffic to move to Karsund before the winter."
)
GRAIN = (
    "Grain reserves of the Lower Provinces\n"
    "Stocks stand at four months of consumption, the council reports.\n"
    "Three of the nine silos are older than fifty years."
)


def document(text: str, title: str = "", date: str = "") -> Document:
    """Each line of `text` a paragraph, the first a heading."""
    blocks, at = [], 0
    for number, line in enumerate(text.split("\n")):
        blocks.append(Block("paragraph" if number else "heading", at, at + len(line), level=int(not number)))
        at += len(line) + 1
    return Document(text, numbered(blocks), metadata=Metadata(title=title, date=date, language="en", format="text"))


class Shelf:
    """A store and what the tests do to it time and again."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self._clock = 0

    def facts(self, path: str, text: str, reader_version: int = 1) -> FileFacts:
        self._clock += 1
        return FileFacts(path, len(text), self._clock, hashlib.sha256(text.encode()).hexdigest(), reader_version)

    def put(self, path: str, text: str, title: str = "", date: str = "", reader_version: int = 1) -> str:
        """Read `text` from `path`; the brief's id."""
        return self.put_all(path, text, title, date, reader_version)[0]

    def put_all(
        self, path: str, text: str, title: str = "", date: str = "", reader_version: int = 1
    ) -> tuple[str, bool, Changes]:
        facts = self.facts(path, text, reader_version)
        return self.store.briefs.put(facts, document(text, title, date), self._place)

    def tag(self, brief: str, words: str, *tags: str, note: str | None = None) -> str:
        """Tag the first place where `words` stand; the passage's id."""
        text = self.store.briefs.document(brief)
        start = text.text.index(words)
        return self.store.passages.add(brief, describe(text, start, start + len(words)), tags, note)[0]

    def attach(self, passage: str, words: str) -> None:
        text = self.store.briefs.document(self.store.passages.get(passage).brief)
        start = text.text.index(words)
        self.store.passages.attach(passage, describe(text, start, start + len(words)))

    def undo(self) -> Changes | None:
        return self._placed(self.store.journal.undo())

    def redo(self) -> Changes | None:
        return self._placed(self.store.journal.redo())

    def words(self, passage: Passage) -> str | None:
        """What stands where the passage is."""
        if passage.start is None:
            return None
        return self.store.briefs.document(passage.brief).text[passage.start : passage.end]

    def _place(self, brief: str, now: Document, digest: str) -> Changes:
        return self.store.passages.place_all(brief, now, digest, resolve)

    def _placed(self, changes: Changes | None) -> Changes | None:
        briefs = self.store.briefs
        for brief in self.store.passages.unplaced(briefs.text_hash, changes.passages if changes else ()):
            self._place(brief, briefs.document(brief), briefs.text_hash(brief))
        return changes


@pytest.fixture
def library(tmp_path: Path) -> Path:
    return tmp_path / "data" / "library.db"


@pytest.fixture
def store(library: Path) -> Iterator[Store]:
    with Store(library, "tester") as opened:
        yield opened


@pytest.fixture
def shelf(store: Store) -> Shelf:
    return Shelf(store)


@pytest.fixture
def shelf_of() -> type[Shelf]:
    """For tests that open more stores than one."""
    return Shelf


@pytest.fixture
def harbour() -> str:
    return HARBOUR


@pytest.fixture
def grain() -> str:
    return GRAIN
