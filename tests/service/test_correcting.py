"""Corrections in a library: kept, undone, carried into new versions and other briefs, and applied without the model."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis
from briefreader.errors import NotFound, UsageError
from briefreader.jobs import run
from briefreader.records import FoundMention
from briefreader.service import correcting
from briefreader.service.library import Library

FERRY = """Ferries of the strait

The Harbour Fund met in Zorla on 3 May 2026. "We shall wait for the ferries," said Signe Thalbitzer of Norway.

Thalbitzer went on to Oslo. The Harbour Fund paid for the harbour of Zorla.
"""
GRAIN = """Grain of the strait

Signe Thalbitzer wrote to the Harbour Fund from Oslo. Norway paid.
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "ferry.txt").write_text(FERRY, encoding="utf-8")
    (briefs / "grain.txt").write_text(GRAIN, encoding="utf-8")
    return briefs


@pytest.fixture
def library(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(analysis, "load_model", lambda: None)
    with Library.open(tmp_path / "data") as opened:
        run(opened.ingest([folder]))
        yield opened


def brief(library: Library, name: str = "ferry.txt") -> str:
    return library.brief(name).id


def first(library: Library, words: str, name: str = "ferry.txt") -> FoundMention:
    return next(m for m in library.mentions(brief(library, name)) if m.mention.text == words)


def names(library: Library, type_: str, name: str = "ferry.txt") -> set[str]:
    return {m.mention.name for m in library.mentions(brief(library, name)) if m.mention.type == type_}


def test_one_correction_in_the_brief_and_its_undo(library: Library) -> None:
    before = library.mentions(brief(library))
    changes = library.corrections.retype(first(library, "Norway"), "org")
    assert changes.findings == {brief(library)}
    assert "Norway" in names(library, "organisation")
    assert "Norway" in names(library, "country", "grain.txt")
    assert library.undo_label() == "Make org “Norway”"
    undone = library.undo()
    assert undone is not None
    assert undone.findings == {brief(library)}
    assert library.mentions(brief(library)) == before
    redone = library.redo()
    assert redone is not None
    assert "Norway" in names(library, "organisation")


def test_undo_outlives_the_program(library: Library, tmp_path: Path) -> None:
    library.corrections.rename(first(library, "Norway"), "Kingdom of Norway")
    with Library.open(tmp_path / "data") as again:
        assert "Kingdom of Norway" in names(again, "country")
        again.undo()
        assert "Norway" in names(again, "country")


def test_a_wide_correction_reaches_every_brief_and_the_speaker(library: Library) -> None:
    library.corrections.rename(first(library, "Signe Thalbitzer"), "S. Thalbitzer", "library")
    assert names(library, "person") == names(library, "person", "grain.txt") == {"S. Thalbitzer"}
    assert [q.quote.speaker for q in library.quotes(speaker="S. Thalbitzer")] == ["S. Thalbitzer"]


def test_what_takes_longer_is_left_to_the_job(library: Library, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "BUDGET", -1.0)
    library.corrections.rename(first(library, "Signe Thalbitzer"), "S. Thalbitzer", "library")
    assert library.corrections.waiting == 1
    assert run(library.corrections.reapply()) == 1
    assert library.corrections.waiting == 0
    assert names(library, "person", "grain.txt") == {"S. Thalbitzer"}


def test_corrections_survive_a_changed_document_and_another_analyzer(
    library: Library, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    library.corrections.wrong(library.mentions(brief(library))[0])
    gone = library.corrections.all()[0].text
    quote = library.quotes(brief(library))[0]
    library.corrections.set_speaker(quote, "Ivo Varga")
    (folder / "ferry.txt").write_text(FERRY.replace("The Harbour", "In spring, the Harbour", 1), encoding="utf-8")
    run(library.ingest([folder]))
    assert [q.quote.speaker for q in library.quotes(brief(library))] == ["Ivo Varga"]
    texts = [m.mention.text for m in library.mentions(brief(library))]
    assert texts.count(gone) == 1
    monkeypatch.setattr(analysis, "VERSION", analysis.VERSION + 1)
    run(library.understand())
    assert [q.quote.speaker for q in library.quotes(brief(library))] == ["Ivo Varga"]
    assert library.corrections.counts() == {one.id: 1 for one in library.corrections.all()}


def test_resizing_to_other_words(library: Library) -> None:
    text = library.document(brief(library)).text
    start = text.index("harbour of Zorla")
    found = next(m for m in library.mentions(brief(library)) if m.mention.text == "Zorla" and m.mention.start > start)
    library.corrections.resize(found, start, start + len("harbour of Zorla"))
    assert "harbour of Zorla" in [m.mention.text for m in library.mentions(brief(library))]
    with pytest.raises(UsageError):
        library.corrections.resize(library.quotes(brief(library))[0].id, 0, 3)  # not a mention


def test_words_of_the_dictionary_with_their_role(library: Library) -> None:
    library.corrections.add("strait", "place", name="Strait of Zorla", aliases=["straits"])
    assert "Strait of Zorla" in names(library, "place", "grain.txt")
    library.corrections.add("Signe Thalbitzer", "person", role="Minister of Ferries")
    assert library.corrections.roles() == {"Signe Thalbitzer": "Minister of Ferries"}
    assert first(library, "Signe Thalbitzer").mention.role == "Minister of Ferries"


def test_corrections_are_listed_and_taken_back_in_any_order(library: Library) -> None:
    library.corrections.retype(first(library, "Norway"), "organisation")
    library.corrections.rename(first(library, "Signe Thalbitzer"), "S. Thalbitzer", "library")
    one, two = library.corrections.all()
    assert (one.kind, two.kind, one.scope, two.scope) == ("retype", "rename", "brief", "library")
    assert library.corrections.find(one.id[:6]) == one
    library.corrections.remove([one])
    assert "Norway" in names(library, "country")
    assert library.corrections.all() == [two]
    library.undo()
    assert "Norway" in names(library, "organisation")


def test_what_cannot_be_is_refused(library: Library) -> None:
    with pytest.raises(UsageError):
        library.corrections.retype(first(library, "Norway"), "colour")
    with pytest.raises(UsageError):
        library.corrections.confirm(first(library, "Norway"), "world")  # type: ignore[arg-type]
    with pytest.raises(NotFound):
        library.corrections.confirm("0" * 20)
    with pytest.raises(UsageError):
        library.corrections.add("  ", "person")
    assert library.corrections.all() == []


def test_forgetting_a_brief_forgets_its_corrections(library: Library) -> None:
    library.corrections.retype(first(library, "Norway"), "organisation")
    library.forget(brief(library), passages=True)
    assert library.corrections.all() == []
