"""A passage is found again where its words went, or said to be doubtful; never silently put on others."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from briefreader.text.anchor import Anchor, Placement, describe, resolve, trim
from briefreader.text.document import Block, Document
from briefreader.text.normalize import text_hash

HARBOUR = (
    "The harbour at Vellin takes forty ships a week.\n"
    "Its master, Oda Brekke, wants a second crane before the winter storms arrive.\n"
    "The council has promised one three times, and three times the money went to the road.\n"
    "Without it, she says, the grain will wait on the quay and the buyers will not.\n"
    "A decision is due on Thursday."
)
SILENT = ("exact", "moved")


def anchored(text: str, words: str, which: int = 0) -> Anchor:
    start = -1
    for _ in range(which + 1):
        start = text.index(words, start + 1)
    return describe(Document(text), start, start + len(words))


def words_at(text: str, placement: Placement) -> str:
    assert placement.start is not None
    assert placement.end is not None
    return text[placement.start : placement.end]


def test_describe_keeps_words_neighbours_and_place() -> None:
    text = "Storms\nThe crane is old.\nThe quay is older."
    blocks = (
        Block("heading", 0, 6, level=1),
        Block("paragraph", 7, 24, paragraph=1, page="iv"),
        Block("paragraph", 25, 43, paragraph=2, page="v"),
    )
    anchor = describe(Document(text, blocks), 24, 44)
    assert (anchor.start, anchor.end, anchor.exact) == (25, 43, "The quay is older.")
    assert (anchor.prefix, anchor.suffix) == (text[:25], "")
    assert (anchor.page, anchor.paragraph, anchor.heading) == ("v", 2, ("Storms",))
    assert anchor.text_hash == text_hash(text)
    assert anchor.rival == 0.0


def test_describe_refuses_white_space() -> None:
    with pytest.raises(ValueError, match="no text"):
        describe(Document("one  \n two"), 3, 7)


@pytest.mark.parametrize(
    ("text", "start", "end", "expected"),
    [
        ("  a word ", 0, 9, "a word"),
        ("cafe\u0301 noir", 0, 4, "cafe\u0301"),
        ("a👩‍🔬b", 2, 3, "👩‍🔬"),
        ("🇳🇴🇸🇪", 1, 2, "🇳🇴"),
        ("각하", 0, 1, "각"),
        ("x\u1112\u1161\u11abx", 1, 2, "\u1112\u1161\u11ab"),
        ("👍🏽 yes", 0, 1, "👍🏽"),
        ("short", -4, 99, "short"),
        (" \n ", 0, 3, ""),
    ],
)
def test_trim_takes_whole_graphemes(text: str, start: int, end: int, expected: str) -> None:
    span = trim(text, start, end)
    assert text[span.start : span.end] == expected


def test_same_text_is_exact() -> None:
    anchor = anchored(HARBOUR, "a second crane")
    assert resolve(anchor, HARBOUR) == Placement(anchor.start, anchor.end, "exact", 1.0)
    assert resolve(anchor, HARBOUR, anchor.text_hash).status == "exact"


def test_edit_behind_is_exact_and_before_is_moved() -> None:
    anchor = anchored(HARBOUR, "a second crane")
    behind = HARBOUR.replace("Thursday", "Friday")
    assert resolve(anchor, behind) == Placement(anchor.start, anchor.end, "exact", resolve(anchor, behind).score)
    before = HARBOUR.replace("forty", "nearly fifty")
    placement = resolve(anchor, before)
    assert placement.status == "moved"
    assert words_at(before, placement) == "a second crane"


def test_short_repeated_words_do_not_slide() -> None:
    """At the old offset stands the same word of another sentence: only the neighbours tell."""
    old = "Tulla asked for more time. The old ministry of trade and pilots in Tulla refused. Later Tulla paid."
    anchor = anchored(old, "Tulla", 1)
    new = old.replace("Tulla asked for more time. ", "")
    placement = resolve(anchor, new)
    assert placement.status in SILENT
    assert placement.start == new.index("Tulla")


def test_rows_that_differ_by_a_number_are_not_confused() -> None:
    old = "".join(f"Row {number}: passed by the board.\n" for number in range(100, 140))
    anchor = anchored(old, "passed", 20)
    shifted = old.replace("Row 103: passed by the board.\n", "")
    placement = resolve(anchor, shifted)
    assert placement.status == "moved"
    assert placement.start is not None
    assert shifted[: placement.start].endswith("Row 120: ")
    deleted = old.replace("Row 120: passed by the board.\n", "")
    assert resolve(anchor, deleted).status not in SILENT


def test_deleted_passage_with_a_twin_elsewhere_is_not_moved_silently() -> None:
    clause = "The parties shall meet once a year in the capital of the presidency, and report to both parliaments."
    old = (
        f"Article 4 on trade in fish.\n{clause}\n{HARBOUR}\nArticle 9 on pilots and tugs.\n{clause}\nSigned at Vellin."
    )
    anchor = anchored(old, clause)
    new = old.replace(f"Article 4 on trade in fish.\n{clause}\n", "")
    assert resolve(anchor, new).status not in SILENT


def test_identical_neighbourhoods_stay_doubtful() -> None:
    old = ("The motion was carried without a vote. " * 12).strip()
    anchor = anchored(old, "carried", 5)
    placement = resolve(anchor, old + " It was late.")
    assert placement.status == "ambiguous"
    assert placement.guess == (placement.start, placement.end)


def test_long_unique_words_need_no_neighbours() -> None:
    words = "Without it, she says, the grain will wait on the quay and the buyers will not."
    anchor = anchored(HARBOUR + "\n" + words[:10] + ".", words + "\nA decision")
    new = "Quite another paper. It quotes: " + words + "\nA decision, and then goes on about pilots."
    placement = resolve(anchor, new)
    assert placement.status == "moved"
    assert words_at(new, placement) == words + "\nA decision"


def test_unique_words_with_new_neighbours_are_doubtful_but_placed() -> None:
    anchor = anchored(HARBOUR, "promised one three times")
    new = "They had promised one three times (so the minutes say)."
    placement = resolve(anchor, new)
    assert placement.status == "ambiguous"
    assert words_at(new, placement) == "promised one three times"


def test_short_words_with_new_neighbours_are_an_orphan_with_a_guess() -> None:
    anchor = anchored(HARBOUR, "the road")
    new = "Nobody mends the road."
    placement = resolve(anchor, new)
    assert (placement.status, placement.start, placement.end) == ("orphan", None, None)
    assert placement.guess == (13, 21)


def test_other_typography_is_the_same_words() -> None:
    old = 'He called it "a ﬁne   mess" - and left; the cafe\u0301 closed. The harbour master stayed until the morning.'
    new = "First he rose. He called it “a fine mess” – and left; the café closed. The harbour master stayed until dawn."
    anchor = describe(Document(old), old.index('"'), old.index(" closed"))
    placement = resolve(anchor, new)
    assert placement.status == "moved"
    assert words_at(new, placement) == "“a fine mess” – and left; the café"


def test_raised_numbers_are_not_the_plain_ones() -> None:
    old = "The count was 10⁵ birds on the northern shore that spring."
    anchor = anchored(old, "10⁵ birds on")
    assert resolve(anchor, old.replace("10⁵", "105")).status not in SILENT


def test_retouched_words_are_approximate() -> None:
    anchor = anchored(HARBOUR, "wants a second crane before the winter storms arrive")
    new = "Preface.\n" + HARBOUR.replace("second crane before the winter", "third crane before winter")
    placement = resolve(anchor, new)
    assert placement.status == "approximate"
    assert words_at(new, placement) == "wants a third crane before winter storms arrive"


def test_retouched_passage_beats_its_words_elsewhere() -> None:
    old = f"{HARBOUR}\nMinutes of the pilots. The grain will wait on the quay till spring, they wrote."
    anchor = anchored(old, "the grain will wait on the quay")
    new = old.replace("the grain will wait", "the barley will wait").replace("The grain will", "Perhaps the grain will")
    placement = resolve(anchor, new)
    assert placement.status not in SILENT
    if placement.start is not None:
        assert words_at(new, placement) == "the barley will wait on the quay"


def test_short_words_are_never_looked_for_approximately() -> None:
    anchor = anchored(HARBOUR, "Oda Brekke")
    assert resolve(anchor, HARBOUR.replace("Oda Brekke", "Oda Brekkes")).status in SILENT
    assert resolve(anchor, HARBOUR.replace("Oda Brekke", "Oda Brenke")).status == "orphan"


def test_long_passage_edited_within_is_approximate() -> None:
    chance = random.Random(3)
    old = "\n".join(" ".join(f"w{chance.randrange(900)}" for _ in range(40)) for _ in range(60))
    anchor = describe(Document(old), 1000, 6000)
    new = "x " + old[:3000] + "some words that were not there before" + old[3100:]
    placement = resolve(anchor, new)
    assert placement.status == "approximate"
    assert words_at(new, placement).startswith(anchor.exact[:500])
    assert words_at(new, placement).endswith(anchor.exact[-500:])


def test_find_that_would_split_a_grapheme_does_not_count() -> None:
    old = "A note on the cafe by the harbour of Vellin."
    anchor = anchored(old, "the cafe")
    placement = resolve(anchor, old.replace("cafe", "cafe\u0301").replace("A note", "One note"))
    assert placement.status != "moved" or placement.end is None
    assert placement.status != "exact"


def test_empty_text_makes_an_orphan() -> None:
    assert resolve(anchored(HARBOUR, "the quay"), "") == Placement(None, None, "orphan", 0.0)


def test_foreign_hash_of_the_same_value_does_not_excuse_other_words() -> None:
    anchor = replace(anchored(HARBOUR, "the quay"), start=0, end=8)
    assert resolve(anchor, HARBOUR).status == "moved"


# --- random edits: every character carries its place in the old text, so the truth is known -----------------------

WORDS = [f"{a}{b}{c}" for a in ("ba", "ko", "lin", "ter") for b in ("ri", "su", "mo", "dan") for c in ("", "s", "ta")]


@st.composite
def texts(draw: st.DrawFn, paragraphs: int = 8) -> str:
    """Paragraphs of plain words; numbers make each sentence its own."""
    chance = random.Random(draw(st.integers(0, 10**6)))
    lines = []
    for number in range(paragraphs):
        words = [chance.choice(WORDS) for _ in range(chance.randint(6, 40))]
        words.insert(chance.randrange(len(words)), str(chance.randrange(10**6)))
        lines.append(f"{number}. " + " ".join(words) + ".")
    return "\n".join(lines)


Traced = list[tuple[str, int]]


def traced(text: str) -> Traced:
    return [(char, index) for index, char in enumerate(text)]


def joined(chars: Traced) -> str:
    return "".join(char for char, _ in chars)


def edited(chars: Traced, edits: list[tuple[float, int, str]], keep: tuple[int, int]) -> Traced:
    """Insertions and deletions that leave the characters with old places in `keep` together."""
    for where, size, words in edits:
        held = [index for index, (_, old) in enumerate(chars) if keep[0] <= old < keep[1]]
        at = int(where * len(chars))
        if held and held[0] < at <= held[-1]:
            continue
        if words:
            chars = chars[:at] + [(char, -1) for char in words] + chars[at:]
        elif not held or at + size <= held[0] or at > held[-1]:
            chars = chars[:at] + chars[at + size :]
    return chars


edit_scripts = st.lists(
    st.tuples(
        st.floats(0, 1, exclude_max=True),
        st.integers(1, 120),
        st.one_of(st.just(""), st.lists(st.sampled_from(WORDS), min_size=1, max_size=12).map(" ".join)),
    ),
    min_size=1,
    max_size=5,
)


def placed_on(placement: Placement, chars: Traced) -> set[int]:
    assert placement.start is not None
    assert placement.end is not None
    return {old for _, old in chars[placement.start : placement.end]}


def touches_a_copy(anchor: Anchor, placement: Placement, chars: Traced, edits: list[tuple[float, int, str]]) -> bool:
    """Whether the place found is an inserted copy right beside the passage: of "portport" nobody can say which half
    is the new one."""
    truth = next((at for at, (_, old) in enumerate(chars) if old == anchor.start), None)
    if truth is None or placement.start is None:
        return False
    return any(abs(truth - placement.start) == len(word) for _, _, word in edits if anchor.exact in word)


@settings(max_examples=120, deadline=None)
@given(texts(), st.floats(0, 0.9), st.integers(3, 200), edit_scripts)
def test_edits_elsewhere_never_lead_astray(
    text: str, where: float, size: int, edits: list[tuple[float, int, str]]
) -> None:
    start = int(where * len(text))
    assume(text[start : start + size].strip())
    anchor = describe(Document(text), start, start + size)
    chars = edited(traced(text), edits, (anchor.start, anchor.end))
    new = joined(chars)
    placement = resolve(anchor, new)
    if placement.status in SILENT:
        assert words_at(new, placement) == anchor.exact
        placed = placed_on(placement, chars)
        assert placed == set(range(anchor.start, anchor.end)) or touches_a_copy(anchor, placement, chars, edits)
    if anchor.rival == 0 and len(anchor.exact) >= 20 and new.count(anchor.exact) == 1:
        assert placement.start == new.index(anchor.exact)
        assert placement.status in (*SILENT, "ambiguous")


@settings(max_examples=80, deadline=None)
@given(texts(), st.floats(0, 0.9), st.integers(3, 200), edit_scripts)
def test_deleted_words_are_never_placed_silently(
    text: str, where: float, size: int, edits: list[tuple[float, int, str]]
) -> None:
    start = int(where * len(text))
    assume(text[start : start + size].strip())
    anchor = describe(Document(text), start, start + size)
    chars = edited(traced(text), edits, (anchor.start, anchor.end))
    chars = [pair for pair in chars if not anchor.start <= pair[1] < anchor.end]
    placement = resolve(anchor, joined(chars))
    if placement.status in SILENT:  # only by the very words, freshly joined together by the edits
        assert -1 in placed_on(placement, chars) or placed_on(placement, chars) - set(range(len(text)))


@settings(max_examples=80, deadline=None)
@given(texts(paragraphs=9), st.integers(0, 8), st.integers(0, 8), st.randoms(use_true_random=False))
def test_moved_paragraphs_take_their_passages_along(text: str, origin: int, target: int, chance: random.Random) -> None:
    paragraphs = text.split("\n")
    start = sum(len(paragraph) + 1 for paragraph in paragraphs[:origin])
    end = start + len(paragraphs[origin])
    first = chance.randrange(start, end - 1)
    last = chance.randrange(first + 1, end + 1)
    assume(text[first:last].strip())
    anchor = describe(Document(text), first, last)
    moved = paragraphs[:origin] + paragraphs[origin + 1 :]
    moved.insert(target, paragraphs[origin])
    new = "\n".join(moved)
    truth = sum(len(paragraph) + 1 for paragraph in moved[:target]) + anchor.start - start
    placement = resolve(anchor, new)
    if placement.status in SILENT:
        assert placement.start == truth
    elif len(anchor.exact) >= 20 and anchor.rival == 0:
        assert (placement.start, placement.status) == (truth, "ambiguous")


@settings(max_examples=60, deadline=None)
@given(texts(paragraphs=5), st.integers(0, 4), st.integers(0, 5), st.floats(0, 0.9))
def test_a_copied_paragraph_never_makes_another_text_right(text: str, copied: int, target: int, where: float) -> None:
    paragraphs = text.split("\n")
    start = int(where * len(text))
    assume(text[start : start + 30].strip())
    anchor = describe(Document(text), start, start + 30)
    new = "\n".join([*paragraphs[:target], paragraphs[copied], *paragraphs[target:]])
    placement = resolve(anchor, new)
    if placement.status in SILENT:
        assert words_at(new, placement) == anchor.exact


@settings(max_examples=80, deadline=None)
@given(texts(), st.floats(0, 0.8), st.integers(30, 200), st.data())
def test_edits_inside_are_flagged(text: str, where: float, size: int, data: st.DataObject) -> None:
    start = int(where * len(text))
    assume(len(text[start : start + size].strip()) >= 30)
    anchor = describe(Document(text), start, start + size)
    at = data.draw(st.integers(anchor.start + 1, anchor.end - 2))
    new = text[:at] + "#" + text[at + 1 :]
    placement = resolve(anchor, new)
    assert placement.status == "approximate"
    assert (placement.start, placement.end) == (anchor.start, anchor.end)


@settings(max_examples=150, deadline=None)
@given(st.text(alphabet="ab \n'’é\u0301👩\u200d", min_size=1, max_size=60), st.text(max_size=40), st.data())
def test_any_text_gives_a_sound_placement(old: str, new: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(old) - 1))
    end = data.draw(st.integers(start + 1, len(old)))
    if not "".join(old[slice(*trim(old, start, end))]):
        with pytest.raises(ValueError, match="no text"):
            describe(Document(old), start, end)
        return
    anchor = describe(Document(old), start, end)
    for text in (old, new, new + anchor.exact, anchor.exact):
        placement = resolve(anchor, text)
        assert (placement.start is None) == (placement.status == "orphan")
        assert 0 <= placement.score <= 1.0001
        for span in filter(None, (placement.guess, (placement.start, placement.end) if placement.end else None)):
            assert span[0] is not None
            assert 0 <= span[0] < span[1] <= len(text)
        if placement.status == "exact":
            assert words_at(text, placement) == anchor.exact


@pytest.mark.parametrize("text", ["a" * 300_000, "ab" * 150_000, "The same line again.\n" * 15_000, "“" * 300_000])
@pytest.mark.parametrize("size", [1, 50, 5_000, 250_000])
def test_endless_repetition_comes_to_an_end(text: str, size: int) -> None:
    anchor = describe(Document(text), 1_001, 1_001 + size)
    new = "x" + text[: len(text) - 7]
    placement = resolve(anchor, new)
    assert placement.status not in SILENT or words_at(new, placement) == anchor.exact
