"""Passages: tagging, notes, and where they are when their brief has changed."""

from __future__ import annotations

import pytest

from briefreader.errors import NotFound, StoreError, UsageError
from briefreader.records import Passage
from briefreader.store import Store, shortened
from briefreader.text.anchor import describe
from briefreader.text.document import Document


@pytest.fixture
def brief(shelf, harbour: str) -> str:
    return shelf.put("/b/port.txt", harbour)


def test_a_passage_says_what_where_and_by_whom(shelf, brief: str, harbour: str) -> None:
    passage = shelf.store.passages.get(shelf.tag(brief, "raised its dues", "Trade", "Ports/Dues", note="why?"))
    start = harbour.index("raised its dues")
    assert (passage.brief, passage.start, passage.end, passage.exact) == (brief, start, start + 15, "raised its dues")
    assert (passage.tags, passage.note, passage.status) == (("Trade", "Ports/Dues"), "why?", "exact")
    assert (passage.paragraph, passage.heading, passage.author) == (1, ("Harbour dues in Veldmark",), "tester")


def test_tags_stand_in_the_order_they_were_given(shelf, brief: str) -> None:
    given = ("zinc", "apples", "Mills", "barley", "Yard")
    assert shelf.store.passages.get(shelf.tag(brief, "raised its dues", *given)).tags == given


def test_the_same_span_again_is_the_same_passage(shelf, brief: str) -> None:
    first = shelf.tag(brief, "raised its dues", "Trade", note="why?")
    assert shelf.tag(brief, "raised its dues", "Ports") == first
    assert shelf.tag(brief, "raised its dues", "Trade") == first
    passage = shelf.store.passages.get(first)
    assert (passage.tags, passage.note) == (("Trade", "Ports"), "why?")
    shelf.tag(brief, "raised its dues", "Trade", note="now I know")
    assert shelf.store.passages.get(first).note == "now I know"


def test_passages_may_overlap(shelf, brief: str) -> None:
    assert shelf.tag(brief, "raised its dues", "Trade") != shelf.tag(brief, "its dues by a tenth", "Trade")
    assert len(shelf.store.passages.all(brief)) == 2


def test_a_passage_needs_a_tag_or_a_note(shelf, brief: str) -> None:
    with pytest.raises(UsageError):
        shelf.tag(brief, "raised its dues")
    assert shelf.store.passages.get(shelf.tag(brief, "raised its dues", note="why?")).tags == ()


def test_a_tag_that_is_no_name_makes_no_passage(shelf, brief: str) -> None:
    with pytest.raises(UsageError):
        shelf.tag(brief, "raised its dues", "Trade", " / ")
    assert (shelf.store.passages.all(), shelf.store.tags.all(), shelf.store.journal.undo_label()) == ([], [], "")


def test_a_tag_taken_off_leaves_the_passage(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "Trade", "Ports")
    changes = shelf.store.passages.remove_tag(passage, "trade")
    assert (changes.passages, changes.briefs) == ({passage}, {brief})
    assert shelf.store.passages.get(passage).tags == ("Ports",)
    with pytest.raises(NotFound, match="does not carry"):
        shelf.store.passages.remove_tag(passage, "Trade")


def test_what_cannot_be_stored_is_left_out_of_notes_and_tags(shelf, brief: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "Tra\ud800de", note="a\x00b\udcffc\r\nd")
    found = shelf.store.passages.get(passage)
    assert (found.tags, found.note) == (("Trade",), "abc\nd")


def test_nothing_is_added_to_a_brief_that_is_not_there(shelf, harbour: str, brief: str) -> None:
    anchor = describe(shelf.store.briefs.document(brief), 0, 7)
    with pytest.raises(StoreError, match="no longer in the library"):
        shelf.store.passages.add("stranger", anchor, ["Trade"])
    assert shelf.store.tags.all() == []


def test_passages_by_brief_and_by_tag_with_those_beneath(shelf, brief: str, grain: str) -> None:
    other = shelf.put("/b/grain.txt", grain)
    one = shelf.tag(brief, "raised its dues", "Ports/Dues")
    two = shelf.tag(other, "four months", "Ports", "Stocks")
    three = shelf.tag(other, "nine silos", "Portsmouth")

    def ids(**wanted: str) -> set[str]:
        return {passage.id for passage in shelf.store.passages.all(**wanted)}

    assert ids() == {one, two, three}
    assert ids(brief=other) == {two, three}
    assert ids(tag="ports") == {one, two}
    assert ids(tag="Ports/Dues") == {one}
    assert ids(brief=other, tag="Ports") == {two}
    shelf.store.passages.remove_tag(two, "Ports")
    shelf.store.tags.remove("Ports")
    assert ids(tag="ports") == {one}
    with pytest.raises(NotFound):
        ids(tag="Port")


def test_a_passage_moves_with_its_words(shelf, brief: str, harbour: str) -> None:
    passage = shelf.tag(brief, "called the rise unavoidable", "Trade")
    new = harbour.replace("in March", "in March, after long debate in the assembly")
    changes = shelf.put_all("/b/port.txt", new)[2]
    found = shelf.store.passages.get(passage)
    assert changes.passages == {passage}
    assert (found.status, shelf.words(found)) == ("moved", "called the rise unavoidable")


def test_a_passage_whose_words_are_gone_is_kept_and_listed(shelf, brief: str, harbour: str, grain: str) -> None:
    passage = shelf.tag(brief, "called the rise unavoidable", "Trade", note="why?")
    shelf.put("/b/port.txt", grain)
    found = shelf.store.passages.get(passage)
    assert (found.status, found.start, found.end) == ("orphan", None, None)
    assert (found.exact, found.tags, found.note) == ("called the rise unavoidable", ("Trade",), "why?")
    assert shelf.store.briefs.get(brief).attention == 1
    shelf.put("/b/port.txt", harbour)
    found = shelf.store.passages.get(passage)
    assert (found.status, shelf.words(found)) == ("exact", "called the rise unavoidable")


def test_new_text_and_new_places_are_one_transaction(shelf, brief: str, grain: str, harbour: str) -> None:
    shelf.tag(brief, "called the rise unavoidable", "Trade")

    def fails(*_: object) -> None:
        raise MemoryError

    with pytest.raises(MemoryError):
        shelf.store.briefs.put(shelf.facts("/b/port.txt", grain), Document(grain), fails)
    assert shelf.store.briefs.document(brief).text == harbour


def test_attaching_describes_the_passage_anew(shelf, brief: str, grain: str) -> None:
    passage = shelf.tag(brief, "called the rise unavoidable", "Trade", note="why?")
    shelf.put("/b/port.txt", grain)
    shelf.attach(passage, "older than fifty years")
    found = shelf.store.passages.get(passage)
    assert (found.exact, found.status, found.tags, found.note) == (
        "older than fifty years", "exact", ("Trade",), "why?",
    )  # fmt: skip
    assert found.paragraph == 2
    assert found.heading == ("Grain reserves of the Lower Provinces",)


def test_undoing_after_a_new_version_never_puts_a_passage_on_other_words(shelf, brief: str, harbour: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "Trade")
    shelf.attach(passage, "called the rise unavoidable")
    shelf.put("/b/port.txt", "A line that was not there before.\n" + harbour)
    shelf.undo()
    found = shelf.store.passages.get(passage)
    assert found.exact == shelf.words(found) == "raised its dues"
    shelf.redo()
    found = shelf.store.passages.get(passage)
    assert found.exact == shelf.words(found) == "called the rise unavoidable"


def test_a_removed_passage_comes_back_where_its_words_are_now(shelf, brief: str, harbour: str) -> None:
    passage = shelf.tag(brief, "raised its dues", "Trade", note="why?")
    shelf.store.passages.remove(passage)
    shelf.put("/b/port.txt", "A line that was not there before.\n" + harbour)
    shelf.undo()
    found = shelf.store.passages.get(passage)
    assert (shelf.words(found), found.tags, found.note) == ("raised its dues", ("Trade",), "why?")


def test_passages_outlive_the_program(shelf, library, brief: str) -> None:
    before: Passage = shelf.store.passages.get(shelf.tag(brief, "raised its dues", "Trade", note="why?"))
    with Store(library) as again:
        assert again.passages.all() == [before]


@pytest.mark.parametrize("call", ["get", "remove", "set_note", "put_tag", "remove_tag"])
def test_a_passage_that_is_not_there(store: Store, call: str) -> None:
    more = [] if call in ("get", "remove") else ["x"]
    with pytest.raises(NotFound):
        getattr(store.passages, call)("none", *more)


def test_labels_are_short() -> None:
    assert shortened("two\n words") == "two words"
    assert shortened("word " * 30) == "word word word word word word word word…"


def test_no_passage_is_put_on_the_words_of_another_version(shelf, harbour: str) -> None:
    brief = shelf.put("/b/port.txt", harbour)
    passage = shelf.tag(brief, "raised its dues", "Trade")
    seen = shelf.store.briefs.document(brief)
    start = seen.text.index("by a tenth")
    late = describe(seen, start, start + len("by a tenth"))
    shelf.put("/b/port.txt", f"A line before the others.\n{harbour}")
    before = shelf.store.passages.all()
    with pytest.raises(StoreError, match="anew"):
        shelf.store.passages.add(brief, late, ["Trade"])
    with pytest.raises(StoreError, match="anew"):
        shelf.store.passages.attach(passage, late)
    assert shelf.store.passages.all() == before
