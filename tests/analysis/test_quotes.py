"""Quotations of whole texts: spans, kinds, speakers. All people are fictional."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.analysis.entities import find_mentions
from briefreader.analysis.quotes import find_quotes
from briefreader.analysis.scene import lines_as_blocks
from briefreader.text.document import Document, Metadata, numbered
from briefreader.text.findings import Mention, Quote

NAMES = ("Mira Tolland", "Idris Fenn")


def mentions_of(text: str) -> tuple[Mention, ...]:
    """What the rules find, and the two persons of these texts wherever they stand."""
    named = [
        Mention(match.start(), match.end(), match.group(), "person", match.group(), "rule")
        for match in re.finditer("|".join(NAMES), text)
    ]
    others = [
        mention
        for mention in find_mentions(Document(text, numbered(lines_as_blocks(text))), None)
        if all(mention.end <= person.start or mention.start >= person.end for person in named)
    ]
    return tuple(sorted([*named, *others], key=lambda mention: mention.start))


def quotes_of(text: str, author: str = "") -> tuple[Quote, ...]:
    document = Document(text, numbered(lines_as_blocks(text)), metadata=Metadata(language="en", author=author))
    return find_quotes(document, mentions_of(text))


def only(text: str) -> Quote:
    (quote,) = quotes_of(text)
    return quote


@pytest.mark.parametrize(
    ("text", "speaker", "rule"),
    [
        ('"The gauge is late by an hour," said Mira Tolland, the minister.', "Mira Tolland", "verb-subject"),
        ('"The gauge is late by an hour," Mira Tolland said.', "Mira Tolland", "subject-verb"),
        ('"The gauge is late," Mira Tolland, the minister for water, said.', "Mira Tolland", "subject-verb"),
        ('"The gauge is late," said the board\'s counsel, Mira Tolland.', "Mira Tolland", "verb-subject"),
        ('Mira Tolland, an adviser to Idris Fenn, said: "The gauge is late."', "Mira Tolland", "introduction"),
        ('Mira Tolland told reporters that the gauge was "late by an hour".', "Mira Tolland", "before"),
        ('"The gauge is late by an hour," – Mira Tolland', "Mira Tolland", "dash"),
        ('"The gauge is late by an hour." — Mira Tolland, Institute of Tides', "Mira Tolland", "dash"),
        ('"The gauge is late by an hour."\n— Mira Tolland, Institute of Tides', "Mira Tolland", "dash"),
        ('"The gauge is late by an hour" (Mira Tolland, Institute of Tides)', "Mira Tolland", "brackets"),
        ('According to Mira Tolland, the gauge is "late by an hour".', "Mira Tolland", "according"),
        ('The gauge was described as "late by an hour" by Mira Tolland.', "Mira Tolland", "by"),
        ('Mira Tolland\'s remark that "the gauge is late" surprised the board.', "Mira Tolland", "words"),
        ('"The gauge is late by an hour," said one official.', "one official", "verb-subject"),
        (
            '"The gauge is late by an hour," said a spokesman for the board.',
            "a spokesman for the board",
            "verb-subject",
        ),
        ('The ministry said: "The gauge is late by an hour."', "The ministry", "introduction"),
        ('"The gauge is late by an hour," the European Commission said.', "European Commission", "subject-verb"),
        ('Mira Tolland visited Port Hale on Monday, saying the gauge was "late by an hour".', "Mira Tolland", "before"),
    ],
)
def test_a_speaker_named_with_the_quotation(text: str, speaker: str, rule: str) -> None:
    quote = only(text)
    assert (quote.speaker, quote.attribution, quote.rule) == (speaker, "explicit", rule)
    assert quote.text in text
    assert quote.speaker_start is not None
    assert quote.speaker_end is not None
    assert 0 <= quote.speaker_start < quote.speaker_end <= len(text)


def test_a_quotation_broken_by_its_speaker_is_two() -> None:
    first, second = quotes_of('"Wait," Mira Tolland said, "there is more to this gauge than water."')
    assert (first.text, first.speaker, first.kind) == ("Wait,", "Mira Tolland", "speech")
    assert (second.text, second.speaker) == ("there is more to this gauge than water.", "Mira Tolland")


def test_a_pronoun_means_the_person_named_before_outside_quotations() -> None:
    text = 'Mr Idris Fenn wrote to the board. "Ask Mira Tolland about the gauge," he said.'
    quote = only(text)
    assert (quote.speaker, quote.attribution) == ("Idris Fenn", "inferred")


def test_a_pronoun_does_not_mean_a_person_of_the_other_title() -> None:
    text = 'Ms Mira Tolland chaired. Mr Idris Fenn came late. "The gauge is broken again," she said.'
    assert only(text).speaker == "Mira Tolland"


def test_a_pronoun_that_means_nobody_leaves_the_quotation_without_speaker() -> None:
    quote = only('"The gauge is late by an hour," he said.')
    assert (quote.speaker, quote.attribution, quote.kind) == (None, "none", "speech")


def test_a_role_means_the_person_who_was_given_it() -> None:
    text = 'Mira Tolland, the minister for water, came late.\n"The gauge is late by an hour," the minister said.'
    quote = only(text)
    assert (quote.speaker, quote.attribution) == ("Mira Tolland", "inferred")


def test_the_speaker_of_the_paragraph_speaks_on() -> None:
    first, second = quotes_of('"The gauge is late," Mira Tolland said. "We shall mend it before the flood."')
    assert (first.attribution, second.attribution) == ("explicit", "inferred")
    assert second.speaker == "Mira Tolland"


def test_a_narrator_is_the_author() -> None:
    assert only('"The gauge is late by an hour," I said.').speaker == "the author"
    assert quotes_of('"The gauge is late by an hour," I said.', author="Ada Brook")[0].speaker == "Ada Brook"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ('Mira Tolland, of the Institute of Tides, describes the board as "lopsided," which it is.', "fragment"),
        ('"No," said Mira Tolland.', "speech"),
        ('Mira Tolland told the board: "Mend the gauge."', "speech"),
        ('The two ports are ready to sign a "shared gauge agreement" in May.', "term"),
        ('They met a so-called "water judge" in May.', "term"),
        ('Her essay "The Patience of Rivers" came out in May.', "title"),
        ('The report "Ground and Water: A Survey" came out in May.', "title"),
    ],
)
def test_kinds(text: str, kind: str) -> None:
    quote = only(text)
    assert quote.kind == kind
    assert (quote.speaker is None) == (kind in ("term", "title"))


def test_a_clause_that_only_leads_up_to_another_keeps_its_quotation() -> None:
    text = 'Although Mira Tolland admitted that the gauge was "late by an hour," Idris Fenn said it worked.'
    assert quotes_of(text)[0].speaker == "Mira Tolland"


def test_a_phrase_that_leads_in_names_no_speaker() -> None:
    text = 'Despite what Idris Fenn wrote of the gauge, Mira Tolland said it was "late by an hour".'
    assert only(text).speaker == "Mira Tolland"


def test_a_capital_that_the_sentence_gave_makes_no_name() -> None:
    assert only('Indeed called "late by an hour" by all.').speaker != "Indeed"


def test_people_speak_under_their_own_plural() -> None:
    assert only('"The gauge is late by an hour," Norwegians said.').speaker == "Norwegians"


def test_a_thing_that_is_called_so_speaks_not() -> None:
    assert only('The ship was called "Patient Anna" by nobody we met.').speaker is None


def test_every_row_of_one_text_is_sorted_and_exact() -> None:
    text = 'Mira Tolland said that the gauge was late.\n"It is late," she said. "It is broken," Idris Fenn said.'
    found = quotes_of(text)
    assert [quote.kind for quote in found] == ["indirect", "speech", "speech"]
    assert all(quote.text == text[quote.start : quote.end] for quote in found)


_PIECES = st.sampled_from(
    ['"', "“", "”", "‘", "’", "'", "„", "«", "»", "—", "-", "(", ")", ":", ",", ".", "\n", " ", " said ",
     " told us ", "Q: ",
     "according to ", "Mira Tolland", "the minister", "he", "She", "THE CHAIR: ",
     "calling it", " that ", "tide", "𝒳", "é"]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join) | st.text(max_size=120))
def test_any_text_gives_rows_that_keep_the_contract(text: str) -> None:
    document = Document(text, numbered(lines_as_blocks(text)))
    found = find_quotes(document, find_mentions(document, None))
    assert [quote.start for quote in found] == sorted(quote.start for quote in found)
    for quote in found:
        assert 0 <= quote.start < quote.end <= len(text)
        assert quote.text == text[quote.start : quote.end]
        assert (quote.speaker is None) == (quote.attribution == "none")
    marked = [quote for quote in found if quote.rule not in ("turn", "credit") and quote.kind != "block"]
    spans = [(q.start, q.end) for q in marked if q.rule != "paragraph"]
    assert all(first[1] <= second[0] for first, second in pairwise(spans))


def test_a_document_without_blocks_is_read_by_its_lines() -> None:
    document = Document('"The gauge is late," said Mira Tolland.')
    assert [quote.speaker for quote in find_quotes(document, find_mentions(document, None))] == ["Mira Tolland"]


@pytest.mark.parametrize("unit", ['"', "“a” said ", '"a," he said. ', "(", "a said b, ", "A: b\n"])
def test_a_bomb_is_read_through(unit: str) -> None:
    text = unit * 4_000
    document = Document(text, numbered(lines_as_blocks(text)))
    assert all(quote.end <= len(text) for quote in find_quotes(document, ()))


def test_marks_within_a_quotation_do_not_hide_its_pause() -> None:
    quote = only("\"They ask, 'Is the gauge late?'\" said Mira Tolland.")
    assert (quote.speaker, quote.rule) == ("Mira Tolland", "verb-subject")
    quote = only("“You say you ‘trust the gauge,’” Mira Tolland said.")
    assert (quote.speaker, quote.rule) == ("Mira Tolland", "subject-verb")


def test_a_short_sentence_goes_on_with_the_speaker_before_it() -> None:
    found = quotes_of('"Does anybody know the tide?" Mira Tolland asked. "Neither do I."')
    assert [(quote.text, quote.speaker) for quote in found][1:] == [("Neither do I.", "Mira Tolland")]
    found = quotes_of('"Does anybody know the tide?" Mira Tolland asked. The rest is a "Grey Zone".')
    assert found[1].speaker is None


def test_the_name_of_a_programme_is_not_what_its_guest_said() -> None:
    found = quotes_of(
        'In an interview on Harbour One\'s "Morning Tide," Mira Tolland said the gauge was "late by an hour".'
    )
    assert [(quote.kind, quote.speaker) for quote in found] == [("title", None), ("fragment", "Mira Tolland")]


def test_a_number_may_open_the_role_of_who_spoke() -> None:
    assert only('"We wait for the tide," said 11/4 widow Mira Tolland.').speaker == "Mira Tolland"


def test_following_is_nobody() -> None:
    found = only(
        'Following a brief, late meeting, the Harbour Council issued a note calling the gauge "a clear danger".'
    )
    assert found.speaker is None
    assert only('Mira Tolland made the following comment:\n"The gauge is late by an hour."').speaker == "Mira Tolland"


def test_what_somebody_treats_as_is_theirs_but_inferred() -> None:
    quote = only('Mira Tolland dismissed the new gauge as a "waste of brass".')
    assert (quote.speaker, quote.rule, quote.attribution) == ("Mira Tolland", "as", "inferred")
    assert only('It is seen as a "waste of brass".').speaker is None


def test_a_sentence_may_end_in_who_said_it() -> None:
    quote = only('A pilot who "reads the gauge at noon" is held to it, Mira Tolland said.')
    assert (quote.speaker, quote.rule) == ("Mira Tolland", "tail")
    assert only('A pilot who "reads the gauge at noon" is held to it, if at all.').speaker is None
