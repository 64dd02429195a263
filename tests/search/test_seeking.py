"""The tokens of a text that meet a query are found by their traces, and none is missed."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from briefreader.search.folding import common_start, fold, term_of
from briefreader.search.query import parse
from briefreader.search.seeking import Occurrence, Seeker
from briefreader.search.tree import Leaf, Step, leaves
from briefreader.search.words import tokens

WORDS = """
    US us U.S. U.S.-led it counter-terrorism counterterrorism Counter’terrorism S-400 400 400s s400 Iran’s iran 1,200
    1200 1.5 Zürich zurich ﬁnance finance İran Kelvin dying die dies lying tie l’accord don’t dont rock'n'roll foo_bar
    relational relate organisations organise sensibility sensible cry cries ies 俄罗斯 俄mix a-b-c-d a-b-c-d-e e.g. x
    """.split()  # noqa: SIM905
SUFFIXES = """
    s es ed ing y ies ied ying ly ational izer ation alism iveness biliti ogist ness ment ence ous ize e ll
    """.split()  # noqa: SIM905
texts = st.lists(
    st.one_of(st.sampled_from(WORDS), st.sampled_from(["\n", ". ", ",", "-", "'", "\u00a0", "  "])), max_size=25
)
typed = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    st.sampled_from(["co*", "counter*", "4*", "zü*", "finan*", "us*", "俄*", "irna~", "relate~", "us NEAR/3 iran"]),
)


def wanted(query: str, typing: bool) -> list[Leaf]:
    return [leaf for leaf, _ in leaves(parse(query, typing=typing).tree)]


def every(leaf: Leaf, text: str) -> dict[Step, list[tuple[int, int]]]:
    """What is to be found, by looking at every token."""
    found: dict[Step, list[tuple[int, int]]] = {}
    for step in dict.fromkeys(leaf.steps()):
        for token in tokens(text):
            like = step.like and Seeker([leaf])._judged[text[token.start : token.end]]
            if token.term in step.terms or (step.prefix and token.surface.startswith(step.prefix)) or like:
                found.setdefault(step, []).append((token.start, token.end))
    return found


@given(texts.map(" ".join), typed, st.booleans())
@example("Foo-\u017fit s\u02bci i\u0307ran \u212aelvin", "kelvin", False)
def test_traces_miss_no_token(text: str, query: str, typing: bool) -> None:
    for leaf in wanted(query, typing):
        found = {step: sorted((o.start, o.end) for o in met) for step, met in Seeker([leaf]).find(text).items()}
        if not any(step.like for step in leaf.steps()):
            assert found == {step: sorted(spans) for step, spans in every(leaf, text).items()}


@given(texts.map("".join), typed)
def test_positions_tell_neighbours_as_the_whole_text_does(text: str, query: str) -> None:
    """Tokens found one by one stand as far from each other as in the text cut up as a whole, as far as that matters."""
    for leaf in wanted(query, False):
        seeker = Seeker([leaf])
        reach = seeker._reach
        if reach < 0:
            continue
        true = {(token.start, token.end, token.width): token.position for token in tokens(text)}
        met: list[Occurrence] = sorted({o for some in seeker.find(text).values() for o in some})
        for one in met:
            for other in met:
                apart = other.position - one.position
                truly = true[other.start, other.end, other.width] - true[one.start, one.end, one.width]
                assert apart == truly or min(abs(apart), abs(truly)) > reach + 1


@given(
    st.lists(st.sampled_from("aeiouybcdlnrst"), min_size=1, max_size=8), st.lists(st.sampled_from(SUFFIXES), max_size=2)
)
@example(["d"], ["ying"])
@example(["cr"], ["ies"])
def test_every_word_begins_as_its_term_says(stem: list[str], endings: list[str]) -> None:
    word = "".join(stem + endings)
    assert word.startswith(common_start(term_of(fold(word))))
    assert common_start(term_of(fold(word)))


def test_long_runs_take_linear_time() -> None:
    for text in ("a-" * 200_000, "d" * 400_000, "d." * 200_000, "é" * 200_000, "d\u2019" * 200_000):
        seeker = Seeker(wanted("dying", False) + wanted('"d d"', False) + wanted("a*", True))
        seeker.find(text)


def test_a_character_that_folds_to_two_moves_no_offset() -> None:
    text = "İİİ iran"
    (found,) = Seeker(wanted("iran", False)).find(text).values()
    assert [text[o.start : o.end] for o in found] == ["iran"]
    assert re.search("iran", text)
