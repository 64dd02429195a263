"""Libraries of several readers over the same briefs, each with a folder of its own."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from briefreader import readers
from briefreader.records import Changes
from briefreader.service.library import Library
from briefreader.service.sharing import Decision, Taken
from briefreader.store import FileFacts
from briefreader.text.anchor import resolve
from briefreader.text.document import Document

GRAIN = """# Grain by barge

Ministers met in Varna on Monday to speak of grain. The harbour can take forty barges a week, the inspector said.

"We shall need two more cranes before the spring," Ada Brandt told the committee.

Insurance for the river remains dear, and nobody could say who would pay for it in the end.

The harbour can take no more than that while the locks are being mended.
"""
HEALTH = """# Nurses in the north

The two clinics in the north have lost eleven nurses since the autumn, and they have found three.

A bonus for night work was paid twice, then it was stopped without a word to the clinics.
"""


class Office:
    """Some readers, each with a library of their own."""

    grain, health = GRAIN, HEALTH

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        self.folder = folder
        self._stack = stack
        self._files = 0

    def reader(self, name: str, **texts: str) -> Library:
        """The library of a reader with these briefs, without any with both."""
        folder = self.folder / f"briefs of {name}"
        folder.mkdir()
        for file, text in (texts or {"grain": GRAIN, "health": HEALTH}).items():
            (folder / f"{file}.md").write_text(text)
        library = self._stack.enter_context(Library.open(self.folder / f"data of {name}"))
        library.sharing.set_name(name)
        for path in sorted(folder.iterdir()):
            self.put(library, path)
        return library

    def put(self, library: Library, path: Path) -> str:
        """Read a file into a library, without the processes that reading takes."""
        data = path.read_bytes()
        facts = FileFacts(str(path), len(data), 1, hashlib.sha256(data).hexdigest(), readers.VERSION)
        store = library._store

        def place(brief: str, document: Document, digest: str) -> Changes:
            return store.passages.place_all(brief, document, digest, resolve)

        return store.briefs.put(facts, readers.read_bytes(data, str(path)), place)[0]

    def brief(self, library: Library, title: str = "Grain") -> str:
        return next(one.id for one in library.briefs() if one.title.startswith(title))

    def tag(self, library: Library, words: str, path: str, note: str | None = None, title: str = "Grain") -> str:
        return library.tag_text(self.brief(library, title), words, path, note).id

    def file(self, library: Library, *briefs: str, own: bool = False) -> Path:
        """The reading of a library as a file."""
        self._files += 1
        output = self.folder / f"{self._files}.reading.json"
        return library.sharing.export(output, briefs, own=own)[0]

    def give(self, giver: Library, taker: Library, rest: Decision | None = None) -> Taken:
        return taker.sharing.take(self.file(giver), rest=rest)

    def told(self, library: Library) -> list[tuple[object, ...]]:
        """All passages as their readers see them."""
        return sorted(
            (one.id, one.exact, tuple(sorted(one.tags)), one.note, one.strength, one.author, one.status)
            for one in library.passages()
        )


@pytest.fixture
def office(tmp_path: Path) -> Iterator[Office]:
    with ExitStack() as stack:
        yield Office(tmp_path, stack)
