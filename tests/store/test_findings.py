"""Findings: a cache tied to one text and one analyzer."""

from __future__ import annotations

import pytest

from briefreader.text.findings import Findings, KeySentence, Mention, Quote

ANALYZER = "test"


@pytest.fixture
def brief(shelf, harbour: str) -> str:
    return shelf.put("/b/port.txt", harbour)


def _found(text: str, version: int = 1) -> Findings:
    def span(words: str) -> tuple[int, int, str]:
        start = text.index(words)
        return start, start + len(words), words

    speaker = span("Ilse Brandvold")
    return Findings(
        (
            Mention(*span("Osterhaven"), "place", "Osterhaven", "model", "VM"),
            Mention(*speaker, "person", "Ilse Brandvold", "rule"),
            Mention(*span("Karsund"), "place", "Karsund", "model"),
        ),
        (
            Quote(*span("raised its dues"), "fragment", None, "none"),
            Quote(*span("unavoidable"), "speech", "Ilse Brandvold", "explicit", "called", *speaker[:2]),
        ),
        (KeySentence(*span("raised its dues by a tenth"), 0.75),),
        ANALYZER,
        version,
        "A notice.",
    )


def _put(shelf, brief: str, version: int = 1) -> object:
    document = shelf.store.briefs.document(brief)
    return shelf.store.findings.put(
        brief, shelf.store.briefs.text_hash(brief), document, _found(document.text, version)
    )


def test_findings_come_back_as_they_were_made(shelf, brief: str, harbour: str) -> None:
    assert shelf.store.findings.get(brief) is None
    assert _put(shelf, brief).findings == {brief}
    assert shelf.store.findings.get(brief) == _found(harbour)
    found = shelf.store.briefs.get(brief)
    assert (found.analysed, found.notice, found.quotes) == (True, "A notice.", 2)
    assert [quote.paragraph for quote in shelf.store.findings.quotes(brief)] == [1, 2]


def test_the_same_findings_have_the_same_ids(shelf, brief: str) -> None:
    _put(shelf, brief)
    before = [one.id for one in (*shelf.store.findings.mentions(brief), *shelf.store.findings.quotes(brief))]
    _put(shelf, brief, version=2)
    after = [one.id for one in (*shelf.store.findings.mentions(brief), *shelf.store.findings.quotes(brief))]
    assert before == after
    assert len(set(after)) == 5


def test_findings_of_a_text_that_has_changed_meanwhile_are_dropped(shelf, brief: str, grain: str) -> None:
    document, digest = shelf.store.briefs.document(brief), shelf.store.briefs.text_hash(brief)
    shelf.put("/b/port.txt", grain)
    assert not shelf.store.findings.put(brief, digest, document, _found(document.text))
    assert shelf.store.findings.get(brief) is None
    assert not shelf.store.findings.put("stranger", digest, document, _found(document.text))


def test_findings_of_an_earlier_text_do_not_count(shelf, brief: str, harbour: str, grain: str) -> None:
    _put(shelf, brief)
    shelf.put("/b/port.txt", grain)
    assert shelf.store.findings.get(brief) is None
    assert shelf.store.findings.mentions(brief) == []
    assert shelf.store.findings.quotes() == []
    assert shelf.store.findings.key_sentences(brief) == []
    assert not shelf.store.briefs.get(brief).analysed
    assert shelf.store.briefs.get(brief).quotes == 0
    assert shelf.store.findings.pending(ANALYZER, 1) == [brief]


def test_what_waits_for_which_analyzer(shelf, brief: str, grain: str) -> None:
    other = shelf.put("/b/grain.txt", grain, date="2026-03-12")
    pending = shelf.store.findings.pending
    assert pending(ANALYZER, 1) == [other, brief]
    _put(shelf, brief)
    assert pending(ANALYZER, 1) == [other]
    assert pending(ANALYZER, 2) == [other, brief]
    assert pending("another", 1) == [other, brief]
    shelf.store.briefs.remove_places(["/b/grain.txt"])
    assert pending(ANALYZER, 1) == []


def test_quotes_of_a_speaker(shelf, brief: str) -> None:
    _put(shelf, brief)
    assert [one.quote.text for one in shelf.store.findings.quotes(speaker="ilse BRANDVOLD")] == ["unavoidable"]
    assert shelf.store.findings.quotes(brief, "nobody") == []


def test_entities_are_mentions_under_their_names(shelf, brief: str, harbour: str) -> None:
    _put(shelf, brief)
    second = shelf.put("/b/second.txt", harbour + "\nA second note.")
    _put(shelf, second)
    found = [(one.type, one.name, len(one.mentions)) for one in shelf.store.findings.entities()]
    assert found == [("person", "Ilse Brandvold", 2), ("place", "Karsund", 2), ("place", "Osterhaven", 2)]
    assert {len(one.mentions) for one in shelf.store.findings.entities(second)} == {1}


def test_cleared_findings_are_made_again(shelf, brief: str) -> None:
    _put(shelf, brief)
    shelf.store.findings.clear()
    assert shelf.store.findings.get(brief) is None
    assert shelf.store.findings.mentions() == []
    assert shelf.store.findings.pending(ANALYZER, 1) == [brief]
