"""What changed between two texts."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.changes import TextChanges, compare
from briefreader.text.document import Block, Document, Span

DRAFT = """The harbour
The fees rise in March, said the harbour master.
Nobody asked the fishermen.
The crane was ordered in May and costs 4 million crowns.
The office is closed on Sundays.
The pilots wait for a lamp on the pier.
The trains run at night."""
FINAL = """The harbour
The pilots wait for a lamp on the pier.
The fees rise in April, said the new harbour master.
The crane was ordered in May and costs 4 million crowns.
The office is closed on Sundays.
A second crane is not planned before the winter.
The trains run at night."""


def document(text: str) -> Document:
    """Each line is a paragraph."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", start, start + len(line)))
        start += len(line) + 1
    return Document(text, tuple(blocks))


def compared(old: str, new: str) -> TextChanges:
    return compare(document(old), document(new))


def said(changes: TextChanges, old: str, new: str) -> list[tuple[str, str]]:
    """(kind, words of the new text, else of the old one) of each paragraph that is not kept."""
    found = []
    for one in changes.paragraphs:
        text, span = (new, one.new) if one.new else (old, one.old)
        if one.kind != "kept":
            found.append((one.kind, text[span.start : span.end]))
    return found


def test_paragraphs_are_kept_moved_changed_added_and_gone() -> None:
    changes = compared(DRAFT, FINAL)
    assert said(changes, DRAFT, FINAL) == [
        ("moved", "The pilots wait for a lamp on the pier."),
        ("changed", "The fees rise in April, said the new harbour master."),
        ("gone", "Nobody asked the fishermen."),
        ("added", "A second crane is not planned before the winter."),
    ]
    assert changes.count["kept"] == 4


def test_words_that_changed_are_told_apart() -> None:
    (one,) = [one for one in compared(DRAFT, FINAL).paragraphs if one.kind == "changed"]
    words = [(word.kind, DRAFT[slice(*word.old)], FINAL[slice(*word.new)]) for word in one.words]
    assert words == [
        ("same", "The fees rise in", "The fees rise in"),
        ("gone", " March", ""),
        ("new", "", " April"),
        ("same", ", said the", ", said the"),
        ("new", "", " new"),
        ("same", " harbour master.", " harbour master."),
    ]


def test_a_span_is_carried_over_and_known_to_be_touched() -> None:
    changes = compared(DRAFT, FINAL)

    def carried(words: str) -> tuple[str | None, bool]:
        start = DRAFT.index(words)
        span, touched = changes.carried(start, start + len(words))
        return (None if span is None else FINAL[slice(*span)]), touched

    assert carried("a lamp on the pier") == ("a lamp on the pier", False)
    assert carried("rise in March") == ("rise in", True)
    assert carried("the harbour master") == ("the new harbour master", True)
    assert carried("harbour master") == ("harbour master", False)
    assert carried("asked the fishermen") == (None, True)
    assert carried("May and costs 4 million") == ("May and costs 4 million", False)


def test_how_words_are_spaced_is_no_change() -> None:
    old, new = "The fees  rise in March.", "The fees rise in\u00a0March."
    changes = compared(old, new)
    assert changes.count == {"kept": 1}
    assert changes.carried(old.index("rise"), len(old)) == (Span(new.index("rise"), len(new)), False)


def test_equal_texts_have_no_changes() -> None:
    assert compared(DRAFT, DRAFT).count == {"kept": 7}
    assert compared("", "").paragraphs == ()
    assert compared("", "New words here.").count == {"added": 1}


def test_a_text_of_ten_thousand_like_paragraphs_is_compared() -> None:
    old = "\n".join(f"Row {number % 7}" for number in range(10_000))
    new = "\n".join(f"Row {number % 5}" for number in range(10_000))
    changes = compared(old, new)
    assert changes.count["kept"] + changes.count["gone"] + changes.count["changed"] + changes.count["moved"] == 10_000


WORDS = st.lists(st.sampled_from(("fee", "crane", "lamp", "", "pier.", "12", "é", ",", "late")), max_size=8)
LINES = st.lists(WORDS.map(" ".join), max_size=9)


@given(LINES, LINES)
def test_both_texts_are_covered_once(old_lines: list[str], new_lines: list[str]) -> None:
    old, new = "\n".join(old_lines), "\n".join(new_lines)
    changes = compared(old, new).paragraphs
    before = [span for span in spans(old) if any(char.isalnum() for char in old[slice(*span)])]
    after = [span for span in spans(new) if any(char.isalnum() for char in new[slice(*span)])]
    assert [one.new for one in changes if one.new] == after
    assert sorted(one.old for one in changes if one.old) == before
    for one in changes:
        if one.old and one.new:
            first, second = old[slice(*one.old)], new[slice(*one.new)]
            if one.words:
                assert "".join(old[slice(*word.old)] for word in one.words) == first
                assert "".join(new[slice(*word.new)] for word in one.words) == second
            else:
                assert first == second
            for word in one.words:
                gone, came = old[slice(*word.old)], new[slice(*word.new)]
                assert (word.kind == "same") == (gone == came)
                assert word.kind != "spacing" or not (gone + came).strip()
            if one.kind != "changed":
                assert first.split() == second.split()


@given(LINES, LINES, st.data())
def test_what_is_carried_untouched_reads_the_same(old_lines: list[str], new_lines: list[str], data) -> None:
    old, new = "\n".join(old_lines), "\n".join(new_lines)
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span, touched = compared(old, new).carried(start, end)
    if span is not None and not touched and "\n" not in old[start:end].strip():
        assert new[slice(*span)].split() == old[start:end].split()


def spans(text: str) -> list[Span]:
    return [Span(block.start, block.end) for block in document(text).blocks]
