from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.analysis import model
from briefreader.analysis.entities import find_mentions
from briefreader.text.document import Block, Document
from briefreader.text.findings import Mention

SHARED = Path(__file__).resolve().parents[3] / "shared" / "data"


def document(text: str) -> Document:
    blocks = []
    offset = 0
    for line in text.split("\n"):
        blocks.append(Block("paragraph", offset, offset + len(line), paragraph=len(blocks) + 1))
        offset += len(line) + 1
    return Document(text, tuple(blocks))


def by_rules(text: str) -> tuple[Mention, ...]:
    return find_mentions(document(text), None)


def found(text: str) -> set[tuple[str, str, str]]:
    return {(mention.type, mention.text, mention.name) for mention in by_rules(text)}


@pytest.fixture(scope="module")
def small_model() -> model.Model:
    loaded = model.load()
    if loaded.model is None:
        pytest.skip(loaded.notice)
    return loaded.model


def test_spans_leave_out_article_honorific_possessive_and_head_noun() -> None:
    mentions = found(
        "The minister thanked Dr. Ilse Brandvold. Russia's army fired Shahed drones at the Kursk region.\n"
        "It was said that the European Union's envoy would come."
    )
    assert ("person", "Ilse Brandvold", "Ilse Brandvold") in mentions
    assert ("country", "Russia", "Russia") in mentions
    assert ("weapon", "Shahed", "Shahed") in mentions
    assert ("place", "Kursk", "Kursk") in mentions
    assert ("organisation", "European Union", "European Union") in mentions


def test_a_surname_leads_to_the_nearest_full_name_before_it() -> None:
    text = (
        "Minister Mara Ostrov opened the talks. Ostrov spoke for an hour.\n"
        "Senator Piet Ostrov disagreed. Later Ostrov left the room."
    )
    names = [mention.name for mention in by_rules(text) if mention.text == "Ostrov"]
    assert names == ["Mara Ostrov", "Piet Ostrov"]


def test_full_names_that_do_not_contradict_each_other_are_one_person() -> None:
    text = "President Anna B. Quill met Dr. Ben Quill. Anna Quill smiled, and Anna Quill left. Mr. A. Quill agreed."
    names = Counter(mention.name for mention in by_rules(text) if mention.type == "person")
    assert names == {"Anna Quill": 4, "Ben Quill": 1}


def test_a_double_surname_is_no_person_of_its_own() -> None:
    text = "Senator Peadar Ó Murchú-Lane spoke.\nÓ MURCHÚ-LANE: We agree.\nMr. Ó Murchú-Lane: And so do I."
    assert {m.name for m in by_rules(text)} == {"Peadar Ó Murchú-Lane"}


def test_the_bare_surname_is_not_the_juniors() -> None:
    text = "Mr. Otto Fenn and Mr. Otto Fenn Jr. spoke. Then Fenn left, and Fenn Jr. stayed."
    assert {(m.text, m.name) for m in by_rules(text)} >= {("Fenn", "Otto Fenn"), ("Fenn Jr.", "Otto Fenn Jr.")}


def test_a_closing_dash_names_the_speaker_of_a_quotation() -> None:
    text = "“We were never asked,” – Kestrin\nAnd Kestrin was right.\n'Not so.' — Tove Aldaine, harbour master"
    mentions = found(text)
    assert ("person", "Kestrin", "Kestrin") in mentions
    assert ("person", "Tove Aldaine", "Tove Aldaine") in mentions
    assert sum(mention.text == "Kestrin" for mention in by_rules(text)) == 2


def test_short_forms_lead_to_their_long_form_everywhere() -> None:
    text = (
        "The Northern Cable Authority (NCA) met in Oslo.\nThe NCA agreed. "
        "The Treaty on Seabed Lines (TSL) binds it, and the TSL is short."
    )
    names = {(m.type, m.text, m.name) for m in by_rules(text)}
    assert ("organisation", "NCA", "Northern Cable Authority") in names
    assert ("law", "TSL", "Treaty on Seabed Lines") in names
    assert sum(m.text == "NCA" for m in by_rules(text)) == 2


def test_groups_keep_their_country_and_share_a_name() -> None:
    groups = {
        (m.text, m.name, m.country) for m in by_rules("Iranian boats met Iranians. The US-led fleet and Americans.")
    }
    assert groups == {
        ("Iranian", "Iranian", "IR"),
        ("Iranians", "Iranian", "IR"),
        ("US", "United States", "US"),
        ("Americans", "American", "US"),
    }


def test_a_capital_stays_a_place_and_is_not_merged_into_its_country() -> None:
    [mention] = by_rules("It depends on what Moscow wants.")
    assert (mention.type, mention.name, mention.country) == ("place", "Moscow", "RU")


def test_headings_in_capitals_take_their_spelling_from_the_text() -> None:
    text = "IRAN AND THE FUTURE OF DEBT RELIEF\nThe future of debt relief is unclear to Iran, said Dr. Lena Marsh."
    mentions = by_rules(text)
    assert [(m.text, m.name) for m in mentions] == [("IRAN", "Iran"), ("Iran", "Iran"), ("Lena Marsh", "Lena Marsh")]


def test_a_name_in_another_script_is_the_same_person() -> None:
    first = "Лидия Ковтун (Lidia Kovtun) signed. Then Лидия Ковтун left."
    assert {m.name for m in by_rules(first)} == {"Lidia Kovtun"}
    text = "Minister Oleh Harasym (Олег Гарасим) signed. Олег Гарасим left. Dr. Rima Nasser (ريما ناصر) stayed."
    names = {m.text: m.name for m in by_rules(text)}
    assert names["Олег Гарасим"] == "Oleh Harasym"
    assert names["ريما ناصر"] == "Rima Nasser"
    assert sum(m.text == "Олег Гарасим" for m in by_rules(text)) == 2


def test_a_known_word_with_other_meanings_is_a_country_where_the_country_is_spoken_of() -> None:
    assert {m.type for m in by_rules("Mr. Pieter Jordan called. Jordan was late.")} == {"person"}
    assert {m.text: m.type for m in by_rules("Talks in Amman: Jordan agreed.")} == {
        "Amman": "place",
        "Jordan": "country",
    }


def test_names_that_differ_in_capitals_alone_are_one() -> None:
    names = {m.name for m in by_rules("Mr. DeVANE rose. Then Mr. DeVane sat down.")}
    assert names == {"DeVane"}


def test_each_type_is_found_by_rules_alone() -> None:
    text = (
        "On 12 March 2026 the Ministry of Harbours in Kenya bought S-400 batteries for $5.2 million under the "
        "Clean Harbours Act of 2019, after the Second World War, said Jane Ferrow of the Baltic Institute, a Muslim "
        "from Bergen."
    )
    assert {mention.type for mention in by_rules(text)} == {
        "person", "organisation", "country", "place", "group", "law", "weapon", "event", "date", "money",
    }  # fmt: skip


def test_common_words_that_open_sentences_are_no_names() -> None:
    text = "Fraud is costly. Managing fraud takes time. However, Officials agree. The Committee met. This Act is new."
    assert by_rules(text) == ()


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            ["Iran", "’s", " ", "\n", "Dr. ", "Jane Doe", "(JD)", "“", "”", " – ", "$5", " million", "Ministry of ",
             "and ", "12 March 2026", "the ", "THE UN AND IRAN", "Kursk region", ", ", ".", "\u00a0", "É", "😀",
             "F-16s", "State of "]
        ),
        max_size=40,
    )
)  # fmt: skip
def test_mentions_are_sorted_disjoint_and_say_what_the_text_says(pieces: list[str]) -> None:
    text = "".join(pieces)
    reached = 0
    for mention in by_rules(text):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.text == text[mention.start : mention.end]
        assert mention.name
        assert mention.text.strip() == mention.text
        assert "\n" not in mention.text
        reached = mention.end


def test_hostile_texts_are_read(small_model: model.Model) -> None:
    for text in ("x" * 1_000_000, '"' * 100_000, "A-" * 100_000, "Aa of " * 20_000, "(A" * 50_000, "Iran, " * 5_000):
        assert all(m.end <= len(text) for m in by_rules(text))
        short = text[:20_000]
        assert all(m.end <= len(short) for m in find_mentions(document(short), small_model))


def test_the_model_finds_what_rules_cannot_and_rules_mend_it(small_model: model.Model) -> None:
    text = (
        "Officials in Ravensholm said that Velmora Shipping would stay. Jean-Loup Aubrac, a senior fellow at the "
        "Baltic Institute, disagreed. The pro-Russia party fears several months of delay, until 3 May 2027."
    )
    mentions = {(m.type, m.text) for m in find_mentions(document(text), small_model)}
    assert ("person", "Jean-Loup Aubrac") in mentions
    assert ("country", "Russia") in mentions
    assert ("date", "3 May 2027") in mentions
    assert not any(kind == "date" and "months" in words for kind, words in mentions)


@pytest.mark.parametrize("with_model", [True, False])
def test_the_brief_the_program_was_imagined_from(small_model: model.Model, *, with_model: bool) -> None:
    path = SHARED / "briefs" / "russia-iran-partnership.txt"
    if not path.is_file():
        pytest.skip("the shared briefs are not beside the repository")
    text = path.read_text(encoding="utf-8")
    mentions = find_mentions(document(text), small_model if with_model else None)
    counts = Counter((m.type, m.text, m.name, m.country) for m in mentions)
    assert counts == {
        ("country", "Russia", "Russia", "RU"): 20,
        ("country", "Iran", "Iran", "IR"): 13,
        ("country", "Ukraine", "Ukraine", "UA"): 8,
        ("country", "United States", "United States", "US"): 3,
        ("country", "US", "United States", "US"): 1,
        ("country", "North Korea", "North Korea", "KP"): 1,
        ("group", "Iranian", "Iranian", "IR"): 5,
        ("group", "Iranians", "Iranian", "IR"): 2,
        ("group", "Russian", "Russian", "RU"): 1,
        ("group", "Russians", "Russian", "RU"): 1,
        ("group", "American", "American", "US"): 1,
        ("group", "Americans", "American", "US"): 1,
        ("group", "North Korean", "North Korean", "KP"): 1,
        ("organisation", "UN", "United Nations", ""): 1,
        ("organisation", "Atlantic Council", "Atlantic Council", ""): 1,
        ("person", "Alterman", "Alterman", ""): 5,
        ("person", "Smagin", "Smagin", ""): 2,
        ("person", "Jean-Loup Samaan", "Jean-Loup Samaan", ""): 1,
        ("person", "Trump", "Trump", ""): 1,
        ("place", "Moscow", "Moscow", "RU"): 3,
        ("place", "Tehran", "Tehran", "IR"): 2,
        ("place", "Kursk", "Kursk", "RU"): 1,
        ("place", "Tatarstan", "Tatarstan", "RU"): 1,
        ("weapon", "Shahed", "Shahed", ""): 2,
    }


def test_the_model_reads_letters_without_their_accents(small_model: model.Model) -> None:
    text = "Ferries were stopped at Galdeș for nine days."
    assert [(m.text, m.type) for m in find_mentions(document(text), small_model) if m.start == 24] == [
        ("Galdeș", "place")
    ]
