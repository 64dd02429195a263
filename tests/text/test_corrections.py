"""Findings and corrections give findings shown: each kind, each scope, and what follows by itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.text.corrections import Correction, CorrectionKind, Scope, apply, is_whole
from briefreader.text.document import Span
from briefreader.text.findings import ENTITY_TYPES, Findings, Mention, Quote

TEXT = (
    'Signe Thalbitzer met the Harbour Fund in Ruse. "We wait," said Thalbitzer. The Fund of Galatz paid. '
    "Galatz and Ruse agreed; Galatz lost. Thalbitzer left."
)


def mention(words: str, type_: str, name: str = "", nth: int = 0) -> Mention:
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(words, start + 1)
    return Mention(start, start + len(words), words, type_, name or words, "model")  # type: ignore[arg-type]


def quote(words: str, speaker: str | None, at: str = "") -> Quote:
    start = TEXT.index(words)
    where = (TEXT.index(at), TEXT.index(at) + len(at)) if at else (None, None)
    return Quote(
        start, start + len(words), words, "speech", speaker, "inferred" if speaker else "none", "before", *where
    )


FOUND = Findings(
    mentions=tuple(
        sorted(
            [
                mention("Harbour Fund", "organisation"),
                mention("Ruse", "place"),
                mention("Galatz", "person"),
                mention("Galatz", "person", nth=1),
                mention("Galatz", "person", nth=2),
                mention("Ruse", "place", nth=1),
            ],
            key=lambda m: m.start,
        )
    ),
    quotes=(quote("We wait,", "Galatz", "Thalbitzer."),),
)


def correct(
    kind: CorrectionKind, scope: Scope, type_: str = "person", name: str = "Galatz", **more: object
) -> Correction:
    base = Correction("1", kind, scope, type_, name, "", "b" if scope != "library" else None)  # type: ignore[arg-type]
    return replace(base, **more)


def shown(*placed: tuple[Correction, Span | None], found: Findings = FOUND) -> Findings:
    return apply(found, TEXT, placed)[0]


def names(findings: Findings, type_: str) -> list[str]:
    return [m.name for m in findings.mentions if m.type == type_]


def test_nothing_is_changed_by_nothing() -> None:
    assert apply(FOUND, TEXT, []) == (FOUND, frozenset())


def test_a_wrong_place_is_struck_and_the_others_stay() -> None:
    where = Span(FOUND.mentions[2].start, FOUND.mentions[2].end)
    now = shown((correct("wrong", "place", text="Galatz"), where))
    assert names(now, "person") == ["Galatz", "Galatz"]
    assert where.start not in [m.start for m in now.mentions]


def test_a_wrong_name_is_struck_in_the_whole_brief() -> None:
    assert names(shown((correct("wrong", "brief", text="Galatz"), None)), "person") == []


def test_what_is_confirmed_here_stays_when_the_name_is_wrong_elsewhere() -> None:
    first = FOUND.mentions[2]
    now = shown(
        (correct("confirm", "place", text="Galatz"), Span(first.start, first.end)),
        (correct("wrong", "library", id="2", text="Galatz"), None),
    )
    assert [(m.start, m.source) for m in now.mentions if m.name == "Galatz"] == [(first.start, "user")]


def test_another_type_for_all_mentions_of_a_name() -> None:
    now = shown((correct("retype", "brief", to_type="place"), None))
    assert names(now, "person") == []
    assert names(now, "place").count("Galatz") == 3


def test_a_renamed_person_takes_the_quotes_along() -> None:
    now, applied = apply(FOUND, TEXT, [(correct("rename", "brief", to_name="Galați"), None)])
    assert names(now, "person") == ["Galați"] * 3
    assert now.quotes[0].speaker == "Galați"
    assert applied == {"1"}


def test_merging_gives_name_and_type_of_the_other() -> None:
    now = shown((correct("merge", "library", to_name="Harbour Fund", to_type="organisation"), None))
    assert names(now, "organisation") == ["Harbour Fund", *["Harbour Fund"] * 3]


def test_a_later_correction_sees_what_an_earlier_one_did() -> None:
    now = shown(
        (correct("rename", "brief", to_name="Galați"), None),
        (correct("retype", "library", id="2", name="Galați", to_type="place"), None),
    )
    assert names(now, "place").count("Galați") == 3


def test_a_split_concerns_only_what_is_written_so() -> None:
    found = replace(FOUND, mentions=tuple(replace(m, name="Ruse") if m.text == "Galatz" else m for m in FOUND.mentions))
    now = shown((correct("split", "brief", name="Ruse", text="Galatz", to_name="Galatz"), None), found=found)
    assert names(now, "person") == ["Galatz"] * 3
    assert names(now, "place") == ["Ruse", "Ruse"]


def test_a_resized_mention_is_named_by_its_new_words() -> None:
    start = TEXT.index("The Fund of Galatz")
    span = Span(start + 4, start + 18)
    now = shown((correct("resize", "place", text="Galatz", to_name="Fund of Galatz"), span))
    assert [(m.text, m.name) for m in now.mentions if m.start == span.start] == [("Fund of Galatz", "Fund of Galatz")]
    wide = shown((correct("resize", "brief", to_name="Fund of Galatz"), None))
    assert wide.mentions == now.mentions


def test_an_added_person_takes_the_bare_surname_along_and_no_place_that_was_struck() -> None:
    added = correct("add", "library", name="", text="Signe Thalbitzer", to_name="Signe Thalbitzer", to_type="person")
    now = shown((added, None))
    assert [m.text for m in now.mentions if m.name == "Signe Thalbitzer"] == [
        "Signe Thalbitzer", "Thalbitzer", "Thalbitzer"
    ]  # fmt: skip
    galatz = FOUND.mentions[2]
    struck = shown(
        (correct("wrong", "place", id="2", text="Galatz"), Span(galatz.start, galatz.end)),
        (correct("add", "library", name="", text="Galatz", to_name="Galatz", to_type="place"), None),
    )
    assert [m.type for m in struck.mentions if m.text == "Galatz"] == ["place", "place"]


def test_a_word_does_not_break_a_longer_name() -> None:
    added = correct("add", "library", name="", text="Fund", to_name="Fund of Ruse", to_type="organisation")
    texts = [m.text for m in shown((added, None)).mentions if m.name == "Fund of Ruse"]
    assert texts == ["Fund"]
    assert "Harbour Fund" in names(shown((added, None)), "organisation")


def test_the_speaker_as_the_user_says() -> None:
    said = FOUND.quotes[0]
    span = Span(said.start, said.end)
    one = correct("speaker", "place", type_="", text=said.text, to_name="Signe Thalbitzer")
    assert (shown((one, span)).quotes[0].speaker, shown((one, span)).quotes[0].attribution) == (
        "Signe Thalbitzer", "explicit"
    )  # fmt: skip
    nobody = shown((replace(one, to_name=""), span)).quotes[0]
    assert (nobody.speaker, nobody.attribution, nobody.rule) == (None, "none", "user")


def test_words_that_are_no_quote_are_shown_as_none() -> None:
    one = correct("not a quote", "library", type_="", text="We wait,")
    assert shown((one, None)).quotes == ()


def test_a_place_that_is_not_found_changes_nothing() -> None:
    assert apply(FOUND, TEXT, [(correct("wrong", "place", text="Galatz"), None)]) == (FOUND, frozenset())


@pytest.mark.parametrize(("text", "span", "whole"), [("Rusesk", (0, 4), False), ("in Ruse.", (3, 7), True)])
def test_whole_words(text: str, span: tuple[int, int], whole: bool) -> None:
    assert is_whole(text, *span) is whole


KINDS: list[CorrectionKind] = ["confirm", "wrong", "retype", "resize", "merge", "split", "rename", "add"]


@given(
    st.lists(
        st.tuples(
            st.sampled_from(KINDS),
            st.sampled_from(["place", "brief", "library"]),
            st.sampled_from([m.name for m in FOUND.mentions]),
            st.integers(0, len(TEXT) - 2),
            st.integers(1, 30),
            st.sampled_from(ENTITY_TYPES),
        ),
        max_size=6,
    )
)
def test_mentions_never_overlap_and_say_what_stands_there(
    made: list[tuple[CorrectionKind, Scope, str, int, int, str]],
) -> None:
    placed = []
    for number, (kind, scope, name, start, length, type_) in enumerate(made):
        span = Span(start, min(len(TEXT), start + length))
        words = TEXT[span.start : span.end]
        one = correct(
            kind, scope, name=name, id=str(number), text=words if kind == "add" else "", to_name=words.strip() or "x"
        )
        placed.append((replace(one, to_type=type_), span if scope == "place" and kind != "add" else None))
    now = shown(*placed)
    assert all(TEXT[m.start : m.end] == m.text and m.start < m.end for m in now.mentions)
    assert all(a.end <= b.start for a, b in zip(now.mentions, now.mentions[1:], strict=False))
