"""All passages, chosen by brief, tag, day, person, strength and words."""

from __future__ import annotations

import pytest

from briefreader.errors import NotFound
from briefreader.records import PassageQuery
from briefreader.text.findings import Findings, Mention, Quote


@pytest.fixture
def filled(shelf, harbour: str, grain: str):
    port, silo = (
        shelf.put("/b/port.txt", harbour, date="2026-02-01"),
        shelf.put("/b/silo.txt", grain, date="2026-03-01"),
    )
    shelf.tag(port, "raised its dues", "trade/ports")
    shelf.tag(port, "Minister Ilse Brandvold called the rise unavoidable.", "people", note="Ask her.")
    shelf.tag(silo, "four months", "Trade")
    name = harbour.index("Ilse")
    said = harbour.index("called")
    findings = Findings(
        (Mention(name, name + 14, "Ilse Brandvold", "person", "Ilse Brandvold", "model"),),
        (Quote(said, said + 6, "called", "indirect", "Odd Berge", "explicit", "rule"),),
        (),
        "test",
        1,
    )
    store = shelf.store
    store.findings.put(port, store.briefs.text_hash(port), store.briefs.document(port), findings)
    return shelf


@pytest.mark.parametrize(
    ("query", "words"),
    [
        (PassageQuery(), ["four", "raised", "Minister"]),
        (PassageQuery(tags=("trade",)), ["four", "raised"]),
        (PassageQuery(tags=("TRADE/ports", "people")), ["raised", "Minister"]),
        (PassageQuery(person="ilse brandvold"), ["Minister"]),
        (PassageQuery(person="Odd Berge"), ["Minister"]),
        (PassageQuery(person="Nobody"), []),
        (PassageQuery(words="ASK"), ["Minister"]),
        (PassageQuery(words="months"), ["four"]),
        (PassageQuery(order="oldest", limit=2), ["raised", "Minister"]),
        (PassageQuery(order="newest", limit=1, offset=1), ["Minister"]),
        (PassageQuery(author="Tester"), ["four", "raised", "Minister"]),
        (PassageQuery(author="someone else"), []),
        (PassageQuery(since="2000-01-01", until="2099-12-31", tags=("people",)), ["Minister"]),
        (PassageQuery(until="2000-01-01"), []),
        (PassageQuery(attention=True), []),
        (PassageQuery(strengths=("claim",)), []),
    ],
)
def test_what_fits(filled, query: PassageQuery, words: list[str]) -> None:
    found, total = filled.store.passages.some(query)
    assert [one.exact.split()[0] for one in found] == words
    assert total == len(words) or query.limit is not None


def test_all_are_counted_where_some_are_given(filled) -> None:
    found, total = filled.store.passages.some(PassageQuery(limit=1, order="newest"))
    assert (len(found), total) == (1, 3)


def test_one_day_is_from_its_morning_to_its_night(filled) -> None:
    day = filled.store.passages.all()[0].created[:10]
    assert filled.store.passages.some(PassageQuery(since=day, until=day))[1] == 3


def test_a_tag_that_is_not_there_is_said(filled) -> None:
    with pytest.raises(NotFound):
        filled.store.passages.some(PassageQuery(tags=("no such",)))


def test_strength_of_several_at_once_is_one_step(filled) -> None:
    ids = [one.id for one in filled.store.passages.all()]
    filled.store.passages.set_strength(ids[:2], "claim")
    assert [one.strength for one in filled.store.passages.all()] == ["claim", "claim", ""]
    assert {one.id for one in filled.store.passages.some(PassageQuery(strengths=("claim",)))[0]} == set(ids[:2])
    filled.undo()
    assert [one.strength for one in filled.store.passages.all()] == ["", "", ""]
