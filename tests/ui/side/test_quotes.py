from __future__ import annotations

from briefreader.records import FoundQuote
from briefreader.text.findings import Quote
from briefreader.ui.side.quotes import by_speaker


def quote(start: int, speaker: str | None) -> FoundQuote:
    how = "explicit" if speaker else "none"
    return FoundQuote(f"q{start}", "b", Quote(start, start + 4, "Well", "speech", speaker, how), 1, None)


def test_who_says_most_comes_first_and_the_nameless_last() -> None:
    rows = by_speaker([quote(0, None), quote(10, "Varga"), quote(20, "Okonjo"), quote(30, "Okonjo"), quote(40, None)])
    assert [(row.text, row.item) for row in rows if row.heading] == [
        ("Okonjo", 2), ("Varga", 1), ("Without a speaker", 2)
    ]  # fmt: skip
