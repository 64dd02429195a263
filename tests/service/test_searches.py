"""Kept searches, the watch list, why a brief fits, quotations looked up, drafts and passages alike."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import analysis
from briefreader.errors import NotFound, ReadError, SearchError, UsageError
from briefreader.jobs import run
from briefreader.records import Choice, Order
from briefreader.service.library import Library

PORT = """# Harbour dues

The harbour board of Skarvik raised its dues in March, and the ferry companies protested at once. "We shall move to
another port," said Ingrid Solheim of the shipowners' association.

The board answered that dredging had cost more than planned; it will publish the accounts in June.
"""
DRAFT = PORT.replace("in March", "in April").replace("in June", "in July")
FISH = """# Cod quotas

The fisheries council set the cod quota for the northern grounds. Boats from Skarvik may land a third less than before.

Ferry companies were not asked. The council meets again in autumn to hear the shipowners and the harbour board.
"""


@pytest.fixture
def briefs(tmp_path: Path) -> Path:
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "port.md").write_text(PORT, encoding="utf-8")
    (folder / "fish.md").write_text(FISH, encoding="utf-8")
    return folder


@pytest.fixture
def library(tmp_path: Path, briefs: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Library]:
    monkeypatch.setattr(analysis, "load_model", lambda: None)
    with Library.open(tmp_path / "data") as opened:
        run(opened.ingest([briefs]))
        yield opened


def named(library: Library, name: str) -> str:
    return next(brief.id for brief in library.briefs() if brief.path.endswith(name))


def test_a_search_is_kept_named_pinned_and_removed(library: Library) -> None:
    kept, changes = library.searches.keep("ferry  companies")
    assert changes.searches == {kept.id}
    assert (kept.name, kept.query, kept.pinned) == ("ferry companies", "ferry  companies", False)
    other, _ = library.searches.keep("cod", (Choice("kind", "markdown"),), "newest", "Fish")
    assert [one.name for one in library.searches.all()] == ["ferry companies", "Fish"]
    library.searches.pin(other.id)
    library.searches.rename(kept.id, " Ferries ")
    assert [one.name for one in library.searches.all()] == ["Fish", "Ferries"]
    assert library.searches.find("fish") == library.searches.all()[0]
    assert (other.choices, other.order) == ((Choice("kind", "markdown"),), "newest")
    library.searches.remove(other.id)
    assert [one.name for one in library.searches.all()] == ["Ferries"]
    library.undo()
    assert len(library.searches.all()) == 2
    for nothing in ("", "  "):
        with pytest.raises(SearchError):
            library.searches.keep(nothing)
    with pytest.raises(UsageError):
        library.searches.rename(kept.id, " ")
    with pytest.raises(NotFound):
        library.searches.pin("none")


def test_what_has_come_in_since_is_new_until_it_is_seen(library: Library, briefs: Path) -> None:
    kept, _ = library.searches.keep("ferry")
    narrow, _ = library.searches.keep("ferry", (Choice("kind", "pdf"),), name="narrow")
    assert library.searches.news() == {kept.id: 0, narrow.id: 0}
    (briefs / "new.md").write_text("# Ferries\n\nThe ferry sails again.\n", encoding="utf-8")
    (briefs / "rail.md").write_text("# Rail\n\nThe trains do not.\n", encoding="utf-8")
    run(library.ingest([briefs]))
    assert library.searches.news() == {kept.id: 1, narrow.id: 0}
    assert library.searches.new_briefs(kept.id) == [named(library, "new.md")]
    library.searches.seen(kept.id)
    assert library.searches.news()[kept.id] == 0


def test_the_watch_list_finds_its_terms_in_every_brief(library: Library, briefs: Path, tmp_path: Path) -> None:
    terms = tmp_path / "terms.txt"
    terms.write_text("# people\nIngrid Solheim\n\n  cod   quota  # fish\n\u2026\n", encoding="utf-8")
    library.searches.watch(terms)
    assert library.searches.watched() == ["Ingrid Solheim", "cod quota", "\u2026"]
    hits = library.searches.watch_hits()
    texts = {brief.id: library.document(brief.id).text for brief in library.briefs()}
    assert {(hit.term, texts[hit.brief][hit.start : hit.end].lower()) for hit in hits} == {
        ("Ingrid Solheim", "ingrid solheim"),
        ("cod quota", "cod quota"),
        ("cod quota", "cod quotas"),
    }
    assert {hit.term for hit in library.searches.watch_hits(named(library, "port.md"))} == {"Ingrid Solheim"}
    library.undo()
    assert library.searches.watched() == []
    library.redo()
    assert len(library.searches.watched()) == 3
    with pytest.raises(ReadError, match="cannot be read"):
        library.searches.watch(tmp_path / "none.txt")
    (tmp_path / "binary").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(ReadError, match="not text"):
        library.searches.watch(tmp_path / "binary")


def test_why_a_brief_fits(library: Library) -> None:
    port = named(library, "port.md")
    ferry, phrase, prefix = library.searches.why(port, 'ferry "harbour board" dredg*')
    assert (ferry.words, ferry.read, ferry.places) == ("ferry", "in any form", 1)
    assert (phrase.words, phrase.read, phrase.places) == ("harbour board", "one after the other", 1)
    assert prefix.places == 1
    assert sum(one.share for one in (ferry, phrase, prefix)) == pytest.approx(1.0, abs=0.01)
    ticked = library.searches.why(port, "ferry", (Choice("kind", "markdown"),))[-1]
    assert (ticked.words, ticked.places) == ("markdown", 0)


def test_a_quotation_that_stands_there_is_verbatim_whatever_its_marks(library: Library) -> None:
    found = library.searches.check_quote("\u201cWe shall move to\n another port,\u201d said Ingrid Solheim")
    assert found.verdict == "verbatim"
    (place,) = found.places
    text = library.document(place.brief).text
    assert text[place.start : place.end].startswith("We shall move to another port")
    assert (place.brief, place.likeness, place.differences) == (named(library, "port.md"), 1.0, ())
    assert place.paragraph is not None


def test_ellipses_are_what_was_left_out(library: Library) -> None:
    found = library.searches.check_quote("The board answered that dredging had cost more [...] publish the accounts")
    assert found.verdict == "verbatim"
    text = library.document(found.places[0].brief).text
    (gap,) = found.places[0].differences
    assert gap.kind == "left out"
    assert "than planned; it will" in text[slice(*gap.text)]
    turned = library.searches.check_quote("publish the accounts in June ... The board answered that dredging")
    assert turned.verdict != "verbatim"


def test_a_quotation_that_nearly_stands_there_is_shown_with_what_differs(library: Library) -> None:
    found = library.searches.check_quote("We will move to another big port, said Ingrid Solheim")
    assert found.verdict == "nearly"
    place = found.places[0]
    text = library.document(place.brief).text
    told = {(one.kind, found.text[slice(*one.query)], text[slice(*one.text)]) for one in place.differences}
    assert ("changed", "will", "shall") in told
    assert ("added", "big", "") in told
    assert 0.7 < place.likeness < 1.0


def test_a_quotation_of_nobody_is_absent(library: Library) -> None:
    assert library.searches.check_quote("Zebras graze quietly under violet thunderclouds").verdict == "absent"
    for little in ("", "the", "  \u2026 ", "of the"):
        with pytest.raises(SearchError):
            library.searches.check_quote(little)
    with pytest.raises(SearchError, match="longer"):
        library.searches.check_quote("word " * 2000)


def test_drafts_of_one_brief_are_recognised_the_newest_first(library: Library, briefs: Path) -> None:
    assert library.searches.drafts() == []
    (briefs / "port-2.md").write_text(DRAFT, encoding="utf-8")
    run(library.ingest([briefs]))
    first, second = named(library, "port.md"), named(library, "port-2.md")
    assert library.searches.drafts() == [[second, first]]
    assert library.searches.drafts_of(first) == [second, first]
    assert library.searches.drafts_of(named(library, "fish.md")) == []
    (like,) = library.searches.duplicates(first)
    assert like.brief == second
    assert like.likeness > 0.5
    (briefs / "port-2.md").write_text(FISH.replace("cod", "herring"), encoding="utf-8")
    run(library.ingest([briefs]))
    assert library.searches.drafts_of(first) == []


def test_a_hit_says_which_draft_it_is_and_of_equals_the_newest_comes_first(library: Library, briefs: Path) -> None:
    assert {hit.draft for hit in library.search("skarvik").hits} == {""}
    (briefs / "port-2.md").write_text(DRAFT, encoding="utf-8")
    run(library.ingest([briefs]))
    first, second = named(library, "port.md"), named(library, "port-2.md")

    def drafts(**how: Order) -> list[tuple[str, str]]:
        return [(hit.brief, hit.draft) for hit in library.search("ingrid solheim", **how).hits]

    in_order = [(second, "draft 2 of 2"), (first, "draft 1 of 2")]
    hits = library.search("ingrid solheim").hits
    assert hits[0].score == hits[1].score
    assert drafts() == drafts(order="title") == drafts(order="newest") == in_order
    assert [hit.draft for hit in library.search("cod").hits] == [""]
    seen = library._store.facts.moment()
    run(library.searches.sketch())
    assert library._store.facts.moment() == seen  # the same families are no news
    (briefs / "port-2.md").write_text(FISH.replace("cod", "herring"), encoding="utf-8")
    run(library.ingest([briefs]))
    assert {hit.draft for hit in library.search("skarvik -cod -herring").hits} == {""}


def test_passages_that_speak_of_the_same_are_found_in_other_briefs(library: Library) -> None:
    port = named(library, "port.md")
    text = library.document(port).text
    start = text.index("The harbour board")
    (like,) = library.searches.related(port, start, text.index("at once.") + 8)
    assert like.brief == named(library, "fish.md")
    assert 0 < like.likeness < 1
    assert like.end > like.start


def test_examples_come_from_the_library_itself(library: Library) -> None:
    library.tag_text(named(library, "port.md"), "raised its dues", "ports/dues")
    for query, meaning in library.searches.examples():
        assert meaning
        assert library.search(query).total > 0


def test_words_are_found_in_one_brief(library: Library) -> None:
    port = named(library, "port.md")
    text = library.document(port).text
    spans = library.searches.find_in(port, "BOARD", whole_word=True)
    assert [text[start:end] for start, end in spans] == ["board", "board"]
    with pytest.raises(SearchError):
        library.searches.find_in(port, "(", regular=True)
