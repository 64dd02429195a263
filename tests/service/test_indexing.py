"""The index kept in step with the store, also where one of them is not what it should be."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.jobs import run
from briefreader.search.results import IndexRow
from briefreader.service.library import Library

SECRET = "Quillfeather"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    for number in range(12):
        words = f"Ferry {number}\n\nThe ferry of {SECRET if number == 3 else 'Lindesund'} leaves at {number}.\n"
        (briefs / f"{number}.txt").write_text(words)
    return briefs


@pytest.fixture
def library(tmp_path: Path, folder: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        run(opened.ingest([folder], analyse=False))
        yield opened


def spoil(library: Library) -> None:
    """Postings that are missed only when they are read."""
    library._indexing.close()
    for file in (library.folder / "index").rglob("*.pst"):
        size = file.stat().st_size
        file.write_bytes(file.read_bytes()[: size // 4] + bytes(size - size // 4))
    assert library._indexing._index.state() == "ready"


def index_bytes(library: Library) -> bytes:
    return b"".join(file.read_bytes() for file in (library.folder / "index").rglob("*") if file.is_file()).lower()


def test_damage_that_a_search_meets_is_mended_by_the_next_drain(library: Library) -> None:
    spoil(library)
    scanned = library.search("ferry")
    assert (scanned.total, bool(scanned.notice)) == (12, True)
    run(library.drain())
    indexed = library.search("ferry")
    assert (indexed.total, indexed.notice) == (12, "")


def test_damage_that_writing_meets_is_mended_at_once(library: Library) -> None:
    spoil(library)
    for brief in library.briefs():  # until so many small segments are there that the spoilt one is merged with them
        library._store.outbox.enter([brief.id])
        run(library.drain())
    assert library._indexing.check() == ""
    found = library.search("ferry")
    assert (found.total, found.notice) == (12, "")


def test_a_brief_put_back_into_the_index_while_it_was_forgotten_leaves_no_word_there(library: Library) -> None:
    brief = library.brief("3.txt").id
    library.forget(brief, passages=True)
    other = library.brief("4.txt").id
    again = [IndexRow(brief, SECRET, f"The ferry of {SECRET} leaves at 3."), IndexRow(other, "Ferry 4", "The ferry.")]
    library._indexing._index.update(again)
    assert SECRET.lower().encode() in index_bytes(library)
    run(library.drain())
    assert SECRET.lower().encode() not in index_bytes(library)
    assert library.search("ferry").total == 11


def test_forgetting_takes_the_words_out_of_an_index_that_is_not_sound(library: Library) -> None:
    brief = library.brief("3.txt").id
    (library.folder / "index" / "current").write_text('{"folder": "g-old", "version": 0}')
    assert SECRET.lower().encode() in index_bytes(library)
    library.forget(brief, passages=True)
    assert SECRET.lower().encode() not in index_bytes(library)
    run(library.drain())
    assert library.search("ferry").total == 11
