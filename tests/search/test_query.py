"""What the user types and how it is read."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import SearchError
from briefreader.search.query import MOST_WORDS, parse
from briefreader.search.tree import And, Node, Not, Or, Title, Words


def shape(node: Node) -> object:
    """A tree in short: words as their surfaces, phrases in a tuple, prefixes starred."""
    match node:
        case Words(slots):
            names = [slot.surface + ("*" if any(c[0].prefix for c in slot.alternatives) else "") for slot in slots]
            return names[0] if len(names) == 1 else tuple(names)
        case And(parts):
            return ["AND", *map(shape, parts)]
        case Or(parts):
            return ["OR", *map(shape, parts)]
        case Not(part):
            return ["NOT", shape(part)]
        case Title(part):
            return ["TITLE", shape(part)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("sanctions", "sanctions"),
        ("sanctions oil", ["AND", "sanctions", "oil"]),
        ("sanctions AND oil", ["AND", "sanctions", "oil"]),
        ("sanctions OR oil gas", ["OR", "sanctions", ["AND", "oil", "gas"]]),
        ("(sanctions OR oil) gas", ["AND", ["OR", "sanctions", "oil"], "gas"]),
        ("oil -gas", ["AND", "oil", ["NOT", "gas"]]),
        ("oil NOT gas", ["AND", "oil", ["NOT", "gas"]]),
        ("oil AND NOT gas", ["AND", "oil", ["NOT", "gas"]]),
        ("-gas", ["NOT", "gas"]),
        ("oil -(gas OR coal)", ["AND", "oil", ["NOT", ["OR", "gas", "coal"]]]),
        ('-"price cap" oil', ["AND", ["NOT", ("price", "cap")], "oil"]),
        ('"oil price cap"', ("oil", "price", "cap")),
        ("“oil price”", ("oil", "price")),
        ("«oil price»", ("oil", "price")),
        ('"oil price', ("oil", "price")),
        ("sanct*", "sanct*"),
        ('"russian sanct*"', ("russian", "sanct*")),
        ("title:sanctions oil", ["AND", ["TITLE", "sanctions"], "oil"]),
        ("TITLE:sanctions", ["TITLE", "sanctions"]),
        ('title:"price cap"', ["TITLE", ("price", "cap")]),
        ("title:(oil OR gas)", ["TITLE", ["OR", "oil", "gas"]]),
        ("-title:oil gas", ["AND", ["NOT", ["TITLE", "oil"]], "gas"]),
        ("title:-oil gas", ["AND", ["NOT", ["TITLE", "oil"]], "gas"]),
        ("the sanctions of the UN", ["AND", "sanctions", "un"]),
        ("what is it", ["AND", "what", "is", "it"]),
        ("us -oil", ["AND", "us", ["NOT", "oil"]]),
        ("WHO vaccines", ["AND", "who", "vaccines"]),
        ("who vaccines", "vaccines"),
        ('"to be or not to be"', ("to", "be", "or", "not", "to", "be")),
        ("foo:bar", ("foo", "bar")),
        ("https://example.org/oil-cap", ("https", "example", "org", "oilcap")),
        ("n:>3", ("n", "3")),
        ("info@example.org", ("info", "example", "org")),
        ("(oil", "oil"),
        ("oil)", "oil"),
        (") oil ( gas", ["AND", "oil", "gas"]),
        ("oil AND", "oil"),
        ("OR oil", "oil"),
        ("oil OR OR gas", ["OR", "oil", "gas"]),
        ("NOT NOT oil", "oil"),
        ("oil - gas", ["AND", "oil", "gas"]),
        ("or and not", ["AND", "or", "and", "not"]),
        ("-x", ["NOT", "x"]),
        ("(((((((((((((((((((((((((((oil", "oil"),
    ],
)
def test_reading(text: str, expected: object) -> None:
    assert shape(parse(text).tree) == expected


@pytest.mark.parametrize("text", ["", "   ", "AND", "()", '""', "-", "*", "!?", "( ( \" ' -", "NOT"])
def test_a_search_without_a_word_is_an_error_that_says_so(text: str) -> None:
    with pytest.raises(SearchError, match="no word"):
        parse(text)


@pytest.mark.parametrize(
    ("text", "tree", "said"),
    [
        ("is:red oil", ["AND", "red", "oil"], "There is no is:red; did you mean is:read?"),
        ("date:soon oil", ["AND", "soon", "oil"], "no date"),
        ("spaeker:Lind", ("spaeker", "lind"), "did you mean speaker:?"),
        ("title: oil", ["AND", "title", "oil"], ""),
        ("(oil", "oil", "not closed"),
        ("oil)", "oil", "not opened"),
        ('"oil price', ("oil", "price"), "quotation mark is missing"),
        ("oil AND", "oil", "AND stands between"),
        ("OR oil", "oil", "OR stands between"),
        ("oil NEAR/3", "oil", "NEAR stands between"),
        ("@Zorblax", "zorblax", "No other name"),
        ("a*", "a", "letters"),
        ("oil", "oil", ""),
    ],
)
def test_what_cannot_be_done_is_said(text: str, tree: object, said: str) -> None:
    query = parse(text)
    assert shape(query.tree) == tree
    assert said in query.notice
    assert bool(said) == bool(query.notice)


@pytest.mark.parametrize("bomb", ["(", ")", '"', "-", "*", "title:", "NOT ", "(-", "a-", "a(", "“", "a OR ", "-(a "])
def test_bombs_are_read_to_the_end(bomb: str) -> None:
    assert shape(parse("oil " + bomb * 100_000).tree)


def test_an_endless_search_is_cut() -> None:
    query = parse(" ".join(f"word{n}" for n in range(1_000)))
    assert isinstance(query.tree, And)
    assert len(query.tree.parts) == MOST_WORDS
    assert "first" in query.notice


def test_while_typing_the_last_word_also_stands_for_its_completions() -> None:
    assert shape(parse("oil sanct", typing=True).tree) == ["AND", "oil", "sanct*"]
    assert shape(parse("oil sanct ", typing=True).tree) == ["AND", "oil", "sanct"]
    assert shape(parse("oil", typing=False).tree) == "oil"
    assert shape(parse('"oil sanct"', typing=True).tree) == ("oil", "sanct")


def test_words_know_their_place_in_the_query() -> None:
    text = 'title:Iran’s -"price cap" S-400'
    places: list[str] = []

    def walk(node: Node) -> None:
        match node:
            case Words(slots):
                places.extend(text[slot.start : slot.end] for slot in slots)
            case And(parts) | Or(parts):
                for part in parts:
                    walk(part)
            case Not(part) | Title(part):
                walk(part)

    walk(parse(text).tree)
    assert places == ["Iran", "price", "cap", "S-400"]


@given(st.text(alphabet=st.one_of(st.characters(), st.sampled_from('()"-*:~ ANDORTtitle')), max_size=120))
def test_nothing_typed_is_more_than_a_search_error(text: str) -> None:
    try:
        parse(text)
        parse(text, typing=True)
    except SearchError:
        pass
