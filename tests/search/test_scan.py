"""The index, the plain scan and the highlights read a query alike."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefreader.errors import SearchError
from briefreader.jobs import run
from briefreader.search.index import SearchIndex
from briefreader.search.matching import highlights
from briefreader.search.query import parse
from briefreader.search.results import IndexRow
from briefreader.search.scan import scan

WORDS = """
    US us U.S. it the of sanction sanctions Sanctioned counter terrorism counter-terrorism counterterrorism
    counter-counter S-400 400 Iran Iran’s 1,200 1200 Zürich zurich 俄罗斯 罗斯 俄 russia-iran russiairan
    l’accord accord
""".split()  # noqa: SIM905
texts = st.lists(st.sampled_from([*WORDS, "\n", "."]), max_size=12).map(" ".join)
leaf = st.one_of(
    st.sampled_from(WORDS),
    st.lists(st.sampled_from(WORDS), min_size=2, max_size=3).map(lambda words: '"' + " ".join(words) + '"'),
    st.tuples(
        *[st.sampled_from(["US", "400", "S-400", "counter-terrorism", '"the sanctions"', "俄罗斯", "accord"])] * 2
    ).map(" NEAR/2 ".join),
    st.sampled_from(["co*", "counter*", "sanct*", '"the sanct*"', "俄*", '"counter* 400"', "rus*"]),
)
queries = st.recursive(
    leaf,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(" ".join),
        st.lists(inner, min_size=2, max_size=2).map(lambda parts: "(" + " OR ".join(parts) + ")"),
        inner.map(lambda part: f"-{part}" if part[0] != "-" else part),
        inner.map(lambda part: f"title:{part}" if not part.startswith(("-", "title")) else part),
    ),
    max_leaves=4,
)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=5), st.lists(queries, min_size=1, max_size=6))
def test_index_and_scan_find_the_same(briefs: list[tuple[str, str]], typed: list[str]) -> None:
    rows = [IndexRow(f"b{n}", title, text) for n, (title, text) in enumerate(briefs)]
    with TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder) / "index")
        run(index.rebuild(rows))
        for text in typed:
            query = parse(text)
            found, scanned = index.search(query, 50), scan(query, rows, 50)
            assert found.total == scanned.total == len(found.ranked)
            # The index keeps a text's length in one byte: among texts of a few words that tells most.
            assert dict(found.ranked) == pytest.approx(dict(scanned.ranked), rel=0.12)
        index.close()


@given(texts, leaf)
def test_a_brief_fits_a_word_or_phrase_exactly_when_something_is_marked(text: str, typed: str) -> None:
    query = parse(typed)
    assert bool(highlights(text, query)) == bool(scan(query, [IndexRow("b", "", text)]).total)


def test_a_scan_of_nothing_finds_nothing() -> None:
    assert scan(parse("oil"), []).total == 0
    with pytest.raises(SearchError):
        parse("")
