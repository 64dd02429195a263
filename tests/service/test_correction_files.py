"""Corrections go to a file and come back, here or at a colleague's; lists of names are read by the same hand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis
from briefreader.errors import ReadError
from briefreader.jobs import run
from briefreader.service.library import Library

FERRY = """Ferries of the strait

The Harbour Fund met in Zorla. "We shall wait for the ferries," said Signe Thalbitzer of Norway.

Ferry ministers wrote to =Zorla. Norway paid.
"""


@pytest.fixture(autouse=True)
def by_rules(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(analysis, "load_model", lambda: None)


def opened(folder: Path) -> Library:
    (folder / "briefs").mkdir(parents=True)
    (folder / "briefs" / "ferry.txt").write_text(FERRY, encoding="utf-8")
    library = Library.open(folder / "data")
    run(library.ingest([folder / "briefs"]))
    return library


@pytest.fixture
def here(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path / "here") as library:
        yield library


@pytest.fixture
def there(tmp_path: Path) -> Iterator[Library]:
    with opened(tmp_path / "there") as library:
        yield library


def shown(library: Library) -> list[tuple[int, str, str, str]]:
    found = library.mentions(library.brief("ferry.txt").id)
    return [(m.mention.start, m.mention.text, m.mention.type, m.mention.name) for m in found]


def test_a_colleague_takes_them_over(here: Library, there: Library, tmp_path: Path) -> None:
    brief = here.brief("ferry.txt").id
    by_words = {m.mention.text: m for m in here.mentions(brief)}
    here.corrections.wrong(by_words["Norway"])
    here.corrections.rename(by_words["Signe Thalbitzer"], "S. Thalbitzer", "library")
    here.corrections.set_speaker(here.quotes(brief)[0], "=Ivo, “the Elder”")
    here.corrections.add("Zorla", "place", aliases=["Port of Zorla", "-Zorla"])
    file = tmp_path / "corrections.csv"
    assert here.corrections.write(file) == 4
    brought = there.corrections.read(file)
    assert (len(brought.corrections), brought.known, brought.complaints) == (4, 0, ())
    assert shown(there) == shown(here)
    assert [q.quote.speaker for q in there.quotes()] == ["=Ivo, “the Elder”"]
    again = there.corrections.read(file)
    assert (again.corrections, again.known) == ((), 4)
    there.undo()
    assert there.corrections.all() == []


def test_a_brief_that_is_not_here_is_said(here: Library, tmp_path: Path) -> None:
    here.corrections.wrong(here.mentions(here.brief("ferry.txt").id)[0])
    file = tmp_path / "corrections.csv"
    here.corrections.write(file)
    with Library.open(tmp_path / "empty") as empty:
        brought = empty.corrections.read(file)
    assert brought.corrections == ()
    assert [line.split(":")[0] for line in brought.complaints] == ["Line 2"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("name,type,role,aliases\nSigne Thalbitzer,person,Minister,Signe T.;Thalbitzer\n",
         [("Signe Thalbitzer", "person", "Minister", ("Signe T.", "Thalbitzer"))]),
        ("Name;Type\nHarbour Fund;Organization\n", [("Harbour Fund", "organisation", "", ())]),
        ("name\trole\nIvo Varga\tEnvoy\n\n", [("Ivo Varga", "person", "Envoy", ())]),
    ],
)  # fmt: skip
def test_lists_of_names(here: Library, tmp_path: Path, text: str, expected: list[tuple[object, ...]]) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8-sig")
    brought = here.corrections.read(file)
    assert [(c.to_name, c.to_type, c.role, c.aliases) for c in brought.corrections] == expected
    assert [c.kind for c in here.corrections.all()] == ["add"]


@pytest.mark.parametrize("text", ["", "colour,shape\nred,round\n", "\x00\x00"])
def test_what_is_no_such_list_is_refused(here: Library, tmp_path: Path, text: str) -> None:
    file = tmp_path / "list.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(ReadError):
        here.corrections.read(file)
    file.write_text('name\n"""', encoding="utf-8")
    assert here.corrections.read(file).complaints == ("Line 2: A name needs letters.",)


def test_rows_that_make_no_sense_are_told_by_their_line(here: Library, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name,type\nZorla,colour\nNorway,country\n", encoding="utf-8")
    brought = here.corrections.read(file)
    assert [c.to_name for c in brought.corrections] == ["Norway"]
    assert brought.complaints[0].startswith("Line 2: There is no type “colour”.")


def test_the_review_begins_with_what_is_most_in_doubt(here: Library) -> None:
    doubts = here.corrections.review()
    assert [one.doubt for one in doubts] == sorted((one.doubt for one in doubts), reverse=True)
    asked = {one.entity.name for one in doubts if one.entity is not None}
    confirmed = next(one.entity for one in doubts if one.entity is not None)
    here.corrections.confirm(confirmed, "brief")
    left = {one.entity.name for one in here.corrections.review() if one.entity is not None}
    assert left == asked - {confirmed.name}
