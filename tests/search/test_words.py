"""What counts as a word: every line a reader would notice."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.search import words
from briefreader.search.folding import fold
from briefreader.search.words import BLOCK_GAP, LONGEST_TERM, spans, telling, telling_words, tokens
from briefreader.text.normalize import canonical


def terms(text: str) -> list[str]:
    return [token.term for token in tokens(text)]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Zürich", "zurich"),
        ("Zu\u0308rich", "Zürich"),
        ("Straße", "strasse"),
        ("Łódź", "Lodz"),
        ("Ångström", "angstrom"),
        ("ﬁnance", "finance"),
        ("négociations", "negociation"),
        ("Iran's", "Iran"),
        ("Iran’s", "Iran"),
        ("IRAN’S", "iran"),
        ("don’t", "don't"),
        ("U.S.", "US"),
        ("U.S", "US"),
        ("u.n.", "UN"),
        ("1,200", "1200"),
        ("1\u202f200", "1200"),
        ("1\u00a0200\u00a0000", "1200000"),
        ("1'200", "1200"),
        ("1,200.50", "1200.50"),
        ("٣٠٠", "300"),
        ("ＵＳ", "US"),
        ("sanctions", "Sanction"),
        ("400s", "400"),
        ("Россия", "россии"),
        ("ещё", "еще"),
        ("Москва\u0301", "Москва"),
        ("أحمد", "احمد"),
        ("كِتَاب", "كتاب"),
        ("Ἀθῆναι", "Αθηναι"),
        ("mi\u200cravam", "miravam"),
    ],
)
def test_two_writings_are_one_term(one: str, other: str) -> None:
    assert terms(one) == terms(other) != []


@pytest.mark.parametrize(
    ("one", "other"),
    [("US", "us"), ("WHO", "who"), ("IT", "It"), ("3.5", "35"), ("1,20", "120"), ("が", "か")],
)
def test_two_words_stay_apart(one: str, other: str) -> None:
    assert terms(one) != terms(other)


def test_cyrillic_letters_are_not_accents() -> None:
    assert fold("Край") == "край" != fold("краи")
    assert fold("Київ") == "київ"


def test_a_stop_word_counts_in_capitals_only() -> None:
    assert telling_words("The US told us") == 2
    assert [token.surface for token in tokens("WHO is in it") if telling(token)] == ["who"]


def test_a_hyphenated_word_is_its_parts_and_joined_at_one_position() -> None:
    found = {(t.surface, t.position, t.width) for t in tokens("a counter-terrorism unit")}
    assert found == {
        ("a", 0, 1),
        ("counter", 1, 1),
        ("counterterrorism~2", 1, 2),
        ("terrorism", 2, 1),
        ("unit", 3, 1),
    }


@pytest.mark.parametrize("text", ["S-400", "S\u2011400", "S\u2010400"])
def test_all_hyphens_join(text: str) -> None:
    assert {token.term for token in tokens(text)} == {"s", "400", "s400~2"}


def test_an_elided_article_leaves_its_noun_findable() -> None:
    assert "accord" in terms("l’accord")
    assert {"o", "neill"} <= set(terms("O'Neill"))


def test_offsets_leave_the_possessive_out_and_keep_the_dots() -> None:
    text = "The U.S. and Iran’s port"
    assert [text[t.start : t.end] for t in tokens(text)] == ["The", "U.S.", "and", "Iran", "port"]


def test_scripts_without_spaces_are_characters_and_pairs() -> None:
    assert terms("和平协定") == ["和", "和平", "平", "平协", "协", "协定", "定"]
    assert "2024" in terms("在2024年")


def test_dots_between_words_part_them() -> None:
    assert terms("port.The example.org 12.03.2024")[:4] == ["port", "the", "exampl", "org"]
    assert terms("12.03.2024") == ["12", "03", "2024"]


def test_each_block_begins_further_on() -> None:
    text = "one two\nthree"
    positions = [token.position for token in tokens(text, [0, 8])]
    assert positions == [0, 1, 2 + BLOCK_GAP]
    assert positions == [token.position for token in tokens(text)]
    assert [token.position for token in tokens(text, [0])] == [0, 1, 2]


def test_very_long_words_are_cut_and_still_found() -> None:
    long = "x" * 100_000
    assert [len(term) for term in terms(long)] == [LONGEST_TERM]
    assert len(terms("a-" * 50_000)) == 50_000


TEXTS = st.text(alphabet=st.one_of(st.characters(), st.sampled_from(" \n-'’.,_aIUS1俄กé\u0301\u200dن")), max_size=80)


@given(TEXTS)
def test_tokens_lie_in_the_text_in_order_and_repeat_alone(raw: str) -> None:
    text = canonical(raw)
    found = list(tokens(text))
    last = 0
    for token in found:
        assert 0 <= token.start < token.end <= len(text)
        assert "\n" not in text[token.start : token.end]
        assert token.term
        assert token.position >= last - token.width
        last = token.position
        if token.width == 1:
            again = [t.term for t in tokens(text[token.start : token.end])]
            assert token.term in again or token.term.lower() in [term.lower() for term in again]


@given(TEXTS, st.lists(st.integers(0, 80)))
def test_spans_cover_the_text(text: str, starts: list[int]) -> None:
    assert "".join(text[low:high] for low, high in spans(text, starts)) == text


def test_a_heap_of_accents_is_one_word_and_never_put_in_order_as_a_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    sizes: list[int] = []

    def measured(word: str) -> str:
        sizes.append(len(word))
        return fold(word)

    monkeypatch.setattr(words, "fold", measured)
    heap = "a" + "\u0301\u0323" * 5_000
    (token,) = tokens(heap)
    assert (token.start, token.end, token.term) == (0, len(heap), "a")
    assert 0 < max(sizes) < 2_000  # the time it takes grows with the square
