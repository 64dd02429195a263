"""What a reader who searches notices of how texts are cut up: each rule asked of the index and of the plain scan."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from briefreader.jobs import run
from briefreader.search.index import SearchIndex
from briefreader.search.matching import highlights
from briefreader.search.query import parse
from briefreader.search.results import IndexRow
from briefreader.search.scan import scan
from briefreader.search.tree import Near, Words
from briefreader.text.normalize import canonical


def found(query: str, *texts: str) -> list[int]:
    """Which of the texts fit; the index, the scan and, of a word or phrase alone, the marks are of one mind on it."""
    rows = [IndexRow(str(number), "", canonical(text)) for number, text in enumerate(texts)]
    parsed = parse(query)
    with TemporaryDirectory() as folder:
        index = SearchIndex(Path(folder) / "index")
        run(index.rebuild(rows))
        ranked = [int(id_) for id_, _ in index.search(parsed, 99).ranked]
        index.close()
    assert sorted(ranked) == sorted(int(id_) for id_, _ in scan(parsed, rows, 99).ranked)
    if isinstance(parsed.tree, Words | Near):
        assert sorted(ranked) == [number for number, row in enumerate(rows) if highlights(row.text, parsed)]
    return ranked


def finds(query: str, text: str) -> bool:
    return bool(found(query, text))


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("negociation", "Les négociations ont repris."),
        ("négociations", "negociation"),
        ("Zurich", "in Zürich"),
        ("Zu\u0308rich", "ZÜRICH"),
        ("cooperation", "coöperation"),
        ("résumés", "a resume"),
        ("Lodz", "z Łodzi do Łódź"),
        ("Erdogan", "Erdoğan"),
        ("istanbul", "İSTANBUL"),
        ("smorgasbord", "smörgåsbord"),
        ("Sao Tome", "São Tomé"),
        ("nego*", "négociants"),
        ("négo*", "negotiators"),
    ],
)
def test_accents_are_folded_before_stemming(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("office", "three oﬃces"),
        ("finances", "ﬁnancing"),
        ("flows", "overﬂow and ﬂow"),
        ("oeuvre", "Œuvres"),
        ("aether", "the Æther"),
        ("strasse", "der Straße"),
        ("Straße", "the Strasse"),
        ("STRASSE", "straße"),
    ],
)
def test_ligatures_and_sharp_s_are_folded_before_stemming(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize("text", ["don't", "don’t", "don‘t", "donʼt", "don＇t"])
@pytest.mark.parametrize("query", ["don't", "don’t"])
def test_curly_and_straight_apostrophes_are_one(query: str, text: str) -> None:
    assert finds(query, f"We {text} sail.")


@pytest.mark.parametrize("text", ["“sanctions” bite", "‘sanctions’ bite", "«sanctions» bite", "„sanctions“ bite"])
def test_quotation_marks_of_all_kinds_are_no_part_of_a_word(text: str) -> None:
    assert finds("sanction", text)
    assert finds("“sanctions bite”", text)
    assert finds('"sanctions bite"', text)


@pytest.mark.parametrize(
    "text", ["US", "U.S.", "U.S", "the U.S.-led talks", "US-led", "U.S.’s", "non-U.S. banks", "ＵＳ"]
)
@pytest.mark.parametrize("query", ["US", "U.S."])
def test_an_acronym_is_one_with_dots_and_without(query: str, text: str) -> None:
    assert finds(query, f"They met {text} in June.")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("USA", "the U.S.A."),
        ("U.N.", "the UN"),
        ("USSR", "in the U.S.S.R. then"),
        ("EU", "the E.U. The ferry"),
        ('"US ferry"', "the U.S. ferry"),
        ('"the US"', "left the U.S."),
    ],
)
def test_an_acronym_with_dots_ends_where_its_dots_do(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize("text", ["He told us.", "Us too", "tell us now, use it"])
@pytest.mark.parametrize("query", ["US", "U.S.", '"US"'])
def test_us_in_capitals_is_never_the_pronoun(query: str, text: str) -> None:
    assert not finds(query, text)


@pytest.mark.parametrize("word", ["US", "WHO", "IT", "AN", "IS", "AM"])
def test_in_capitals_no_word_is_a_stop_word(word: str) -> None:
    texts = f"The {word} board met.", f"the board {word.lower()} met", f"{word.capitalize()} board met"
    assert found(word, *texts) == [0]
    assert found(f"{word} board", *texts) == [0]
    assert found(f'"{word} board"', *texts) == [0]
    assert set(found(word.lower(), *texts)) == {0, 1, 2}  # typed in a hurry, it may be meant


@pytest.mark.parametrize("text", ["counter-terrorism", "counterterrorism", "counter terrorism", "counter‑terrorism",
                                  "Counter‐Terrorism", "counter\u00adterrorism", "COUNTER-TERRORISM"])  # fmt: skip
def test_a_hyphenated_word_is_found_solid_apart_and_with_any_hyphen(text: str) -> None:
    assert finds("counter-terrorism", f"The {text} unit")
    assert finds('"the counter-terrorism unit"', f"The {text} unit")
    if text != "counter terrorism":
        assert finds("counterterrorism", f"The {text} unit")
        assert finds('"the counterterrorism unit"', f"The {text} unit")


@pytest.mark.parametrize(
    "query", ["counter", "terrorism", '"the counter"', '"terrorism unit"', "terror*", "counterterr*"]
)
def test_the_parts_of_a_hyphenated_word_are_words(query: str) -> None:
    assert finds(query, "the counter-terrorism unit")


@pytest.mark.parametrize("text", ["S-400", "S400", "S 400", "S‑400", "s-400s"])
def test_a_hyphen_before_a_number_is_one_too(text: str) -> None:
    assert finds("S-400", f"six {text} were sold")
    assert finds('"six S-400"', f"six {text} were sold")


@pytest.mark.parametrize("query", ["vice-president-elect", "vicepresidentelect", '"the president elect"', "elect"])
def test_words_of_several_hyphens(query: str) -> None:
    assert finds(query, "the vice-president-elect spoke") != query.startswith('"')


def test_a_phrase_steps_over_a_hyphenated_word_as_one_or_as_its_parts() -> None:
    text = "a low-cost long-range drone"
    assert finds('"low-cost long-range drone"', text)
    assert finds('"low cost long range drone"', text)
    assert finds('"lowcost longrange drone"', text)
    assert not finds('"lowcost drone"', text)


@pytest.mark.parametrize("text", ["Iran's", "Iran’s", "IRAN’S", "Iranʼs", "Iran"])
@pytest.mark.parametrize("query", ["Iran", "Iran's", '"Iran oil"', '"Iran’s oil"'])
def test_a_possessive_is_its_word(query: str, text: str) -> None:
    assert finds(query, f"of {text} oil")


@pytest.mark.parametrize(("query", "text"), [("state", "the states’ rights"), ('"states rights"', "the states’ rights"),
                                             ("James", "James’ ferry"), ("boss", "the boss's ferry")])  # fmt: skip
def test_a_possessive_plural_is_its_word(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    "text", ["1,200", "1200", "1\u00a0200", "1\u202f200", "1\u2009200", "1'200", "1’200", "$1,200", "١٢٠٠"]
)
@pytest.mark.parametrize("query", ["1200", "1,200", '"1,200 tonnes"'])
def test_thousands_are_one_however_parted(query: str, text: str) -> None:
    assert finds(query, f"some {text} tonnes")


def test_what_only_looks_like_thousands_is_not_joined() -> None:
    assert not finds("1200", "items 1, 200 and 12,00")
    assert not finds("35", "3.5 percent")
    assert finds("3.5", "3.5%")
    assert finds("1,200.50", "1200.50 crowns")
    assert finds("1200000", "1,200,000")


@pytest.mark.parametrize("query", ["和平", "协定", "平协", "和平协定", "和", '"和平协定"', "平协定"])
def test_a_run_of_chinese_is_found_by_any_part_of_it(query: str) -> None:
    assert finds(query, "签署了和平协定。")


def test_a_run_of_chinese_is_found_in_its_order_only() -> None:
    assert not finds("平和", "签署了和平协定。")
    assert not finds("和平定", "签署了和平协定。")
    assert not finds("和平协定", "和平 a 协定")


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("東京", "東京都の港"),
        ("フェリー", "新しいフェリーです"),
        ("ガス", "ｶﾞｽ"),
        ("평화", "평화협정에"),
        ("สันติ", "สันติภาพ"),
        ("2024年", "在2024年三月"),
    ],
)
def test_other_scripts_without_spaces_likewise(query: str, text: str) -> None:
    assert finds(query, text)


@pytest.mark.parametrize(
    ("query", "text"),
    [
        ("sanction", "sanctioned, sanctions, sanctioning"),
        ("санкция", "о санкциях"),
        ("санкции", "введение санкций"),
        ("переговоры", "на переговорах"),
        ("Россия", "в России"),
        ("κυρώσεις", "των κυρώσεων"),
        ("ΑΘΗΝΑ", "στην Αθήνα"),
        ("كتاب", "الكتاب"),
        ("مفاوضات", "المفاوضات"),
        ("المفاوضات", "والمفاوضات"),
        ("عقوبة", "بالعقوبات"),
        ("حكومة", "الحكومات"),
        ("وزير", "الوزير"),
        ("लड़का", "लड़के"),
        ("நாடு", "நாடுகள்"),
        ("ещё", "еще"),
    ],
)
def test_each_script_has_its_stemmer(query: str, text: str) -> None:
    assert finds(query, text)


def test_letters_that_are_no_accents_stay() -> None:
    assert not finds("їжак", "іжак")
    assert not finds("が", "か")
    assert finds("Київ", "у Київ")


def test_a_phrase_ends_with_its_paragraph() -> None:
    assert found('"price cap"', "the price\ncap", "the price cap", "the price. Cap") == [1, 2]
    assert found("price NEAR/40 cap", "the price\ncap", "the price of a cap") == [1]
    assert set(found("price cap", "the price\ncap", "the price cap")) == {0, 1}


def test_a_title_is_no_part_of_the_first_paragraph(tmp_path: Path) -> None:
    index = SearchIndex(tmp_path / "index")
    run(index.rebuild([IndexRow("b", "The price", "cap on oil")]))
    assert index.search('"price cap"').total == 0
    assert index.search("price cap").total == 1
    index.close()


@pytest.mark.parametrize(
    ("typed", "text", "fits"),
    [
        ("toll~", "tolls", True), ("toll~", "tool", True), ("toll~", "tlol", True), ("toll~", "tall", True),
        ("toll~", "tells", False), ("toll~", "tlo", False),
        ("fleet~", "flat", False), ("kestrel~", "kestler", True), ("kestrel~", "ketsrle", True),
        ("kestrel~", "kstral", True), ("kestrel~", "kstrals", False),
        ("kestrel~1", "kstral", False), ("kestrel~1", "ketsrel", True), ("zurich~", "Zürcih", True),
    ],
)  # fmt: skip
def test_a_tilde_allows_one_slip_up_to_five_letters_and_two_from_six(typed: str, text: str, fits: bool) -> None:
    assert finds(typed, f"the {text} of the harbour") == fits


def test_stop_words_are_in_the_index() -> None:
    assert found('"to be or not to be"', "To be, or not to be: that is it", "to be or to be not", "whether") == [0]
    assert found('"the who"', "saw The Who play", "the man who played the part") == [0]
    assert set(found("to be", "to be", "be it so", "to")) == {0}


def test_stop_words_are_not_in_the_ranking(tmp_path: Path) -> None:
    rows = [
        IndexRow("plain", "", "grain levy"),
        IndexRow("wordy", "", "the grain and the levy of it is a to be or not"),
    ]
    index = SearchIndex(tmp_path / "index")
    run(index.rebuild([*rows, IndexRow("other", "", "ferry")]))
    assert dict(index.search("the grain").ranked) == dict(index.search("grain").ranked)
    scores = dict(index.search("grain").ranked)
    assert scores["plain"] == scores["wordy"]  # what says nothing does not make a text long
    assert dict(index.search("the grain of it").ranked) == scores
    index.close()


@pytest.mark.parametrize(
    ("query", "fitting"),
    [
        ("-grain", ["The levy at example.org/ferry-times; foo bar; n 3"]),
        ("levy -grain", ["The levy at example.org/ferry-times; foo bar; n 3"]),
        ("n:>3", ["The levy at example.org/ferry-times; foo bar; n 3"]),
        ("foo:bar", ["The levy at example.org/ferry-times; foo bar; n 3"]),
        ("https://example.org/ferry-times", []),
        ("example.org/ferry-times", ["The levy at example.org/ferry-times; foo bar; n 3"]),
    ],
)
def test_what_stock_whoosh_misreads_is_read_as_it_looks(query: str, fitting: list[str], tmp_path: Path) -> None:
    texts = ["The levy at example.org/ferry-times; foo bar; n 3", "grain levy"]
    rows = [IndexRow(text, "", text) for text in texts]
    assert [id_ for id_, _ in scan(parse(query), rows).ranked] == fitting
