from __future__ import annotations

import pytest

from briefreader.records import Brief, Hit, Snippet
from briefreader.ui.search.rows import facts
from briefreader.ui.search.rows import opening as _opening
from briefreader.ui.search.rows import shown as _shown

LONG = "The ferry was late again and the council met to talk of tolls, tides and the price of rope, as it had done in "


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The ferry was late.", "The ferry was late."),
        ("12 March 2026", "12 March 2026"),
        ("of the ferry board.", "…of the ferry board."),
        (f"{LONG}May", f"{LONG}May…"),
        (f"{LONG}May.", f"{LONG}May."),
    ],
)
def test_words_taken_out_of_a_sentence_say_so(text: str, shown: str) -> None:
    snippet = Snippet(text, 10, 10 + len(text), (), 1, None)
    assert _shown(snippet) == shown
    assert len(_opening(snippet)) == len(shown) - len(shown.lstrip("…"))


def test_the_line_under_a_title_says_which_draft_it_is() -> None:
    brief = Brief("b", "/briefs/ferry.md", "Ferry", "markdown", "", "", "en", 9, None, "ready", None, "", "")
    assert facts(Hit("b", brief.path, "Ferry", 1.0, (), draft="draft 2 of 3"), brief).endswith("draft 2 of 3")
    assert "draft" not in facts(Hit("b", brief.path, "Ferry", 1.0, ()), brief)
