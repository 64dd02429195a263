from __future__ import annotations

from briefreader.records import FoundQuote
from briefreader.text.findings import Attribution, Quote, QuoteKind
from briefreader.ui.side.quotes import _how, _name, by_speaker


def quote(
    start: int, speaker: str | None, kind: QuoteKind = "speech", attribution: Attribution = "explicit"
) -> FoundQuote:
    how: Attribution = attribution if speaker else "none"
    return FoundQuote(f"q{start}", "b", Quote(start, start + 4, "Well", kind, speaker, how), 1, None)


def test_who_says_most_comes_first_and_the_nameless_last() -> None:
    rows = by_speaker([quote(0, None), quote(10, "Varga"), quote(20, "Okonjo"), quote(30, "Okonjo"), quote(40, None)])
    assert [(row.text, row.item) for row in rows if row.heading] == [
        ("Okonjo", 2), ("Varga", 1), ("Without a speaker", 2)
    ]  # fmt: skip


def test_a_card_says_only_what_is_not_plain() -> None:
    assert _how(quote(0, "Varga")) == ""
    assert _how(quote(0, "Varga", attribution="inferred")) == "inferred"
    assert _how(quote(0, "Varga", "indirect", "inferred")) == "inferred · reported speech"
    assert _name(quote(0, "The Chair", attribution="inferred")) == "Chair"
    assert _name(quote(0, None)) == "No speaker named"
