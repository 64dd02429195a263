"""The Markdown shows every word as it is, and a reader finds every part of the summary in it."""

from __future__ import annotations

from dataclasses import replace

import markdown
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from lxml import html

from briefreader.export import Cover, Point, render
from briefreader.export.escaping import block, inline
from briefreader.text.normalize import canonical

EXTENSIONS = ["extra", "admonition", "sane_lists", "toc"]
MARKUP = st.lists(
    st.one_of(
        st.sampled_from(list("#*_`~-+=|<>[](){}!\\/&;:.,\"'$^@%1a2 \t\u00a0é")),
        st.sampled_from(
            ["1. ", "- ", "# ", "> ", "[^1]", "[^1]: ", "*[x]: ", "---", "***", "```", "~~~",
             "<script>alert(1)</script>", "&amp;", "&#35;", "http://x.y/z", "www.a.bc", "![i](u)",
             "{: #id}", "!!! note", "$$", "    code", "(a) ",
             "iv. ", "| a | b |", "<!-- x -->", '<div markdown="1">', "[TOC]", "1) ", "++", "--", "\n", "\x02", "\x03"]
        ),
        st.text(max_size=3),
    ),
    min_size=1,
    max_size=8,
).map("".join)  # fmt: skip


def shown(source: str) -> str:
    """The words a reader of the rendered `source` sees, white space aside."""
    rendered = markdown.markdown(source, extensions=EXTENSIONS)
    return " ".join(html.fromstring(f"<div>{rendered}</div>").text_content().split())


def plain(text: str) -> str:
    return " ".join(canonical(text).split())


@settings(max_examples=400, deadline=None)
@given(MARKUP)
@example("1. one")
@example("# not a heading")
@example("a | b | c")
@example("<script>alert(1)</script>")
@example("[^1]: a foot")
@example("closing #")
@example("Setext\n===")
def test_any_text_is_shown_as_it_is(text: str) -> None:
    escaped = inline(text)
    assert "\n" not in escaped
    assert shown(escaped) == plain(text)
    assert shown(f"> {escaped}") == plain(text)
    assert shown(f"## {escaped}") == plain(text)
    assert shown(f"| {escaped} | x |\n|---|---|\n| b | c |") == plain(f"{text} x b c")
    if plain(text):
        assert shown(f"1. **{escaped}**. {escaped}") == plain(f"{text}") + ". " + plain(text)


def test_ordinary_words_stay_readable() -> None:
    text = "The fee rose by 3.5% (to $40) – “far too much”, said Ms. O'Hara-Lind: no."
    assert inline(text) == text


def test_paragraphs_of_a_note() -> None:
    assert block("one\n\n  # two\n") == ["one", "\\# two"]


def test_the_whole_summary(desk) -> None:
    assert render("md", desk.report()) == (
        """\
# Annotated summary

22 November 2026 · 4 passages from 2 briefs

- 1 passage needs attention: listed below the evidence, and not used in it.
- In 1 passage a speaker is inferred; each is marked.
- Without a readable file now: “grain.md”; see Sources.

## Evidence by tag

### port

*What the harbour asks for.*

> Vellin needs a second crane before the winter.

— A crane for Vellin, 12 Mar 2026, para 1 \\[1\\]

**Note:** Ask Oda.

\\# when

> “We have promised it three times,” said Oda Brekke.

— **Oda Brekke (inferred)** · A crane for Vellin, 12 Mar 2026, para 2 \\[1\\]

Also tagged: Promises

1 passage under this heading: see “Needs attention”.

#### money

> Nobody pays for waiting.

— grain.md, Apr 2026, para 2 \\[2\\]

### Promises

> “We have promised it three times,” said Oda Brekke.

— **Oda Brekke (inferred)** · A crane for Vellin, 12 Mar 2026, para 2 \\[1\\]

Also tagged: port

## Needs attention

> The bridge took the money.

— no longer found in the brief; it was saved from A crane for Vellin, 12 Mar 2026, para 3 \\[1\\]

Tagged: port

## Sources

1. **A crane for Vellin**. Harbour desk. 12 Mar 2026. File crane.md. Cited: para 1; para 2; para 3. No marking found.
2. **grain.md**. Apr 2026. File grain.md. Cited: para 2. No marking found. The file is no longer at its place; the \
text is as it was last read.

## Tags used

| Tag | Definition | Passages |
|---|---|---:|
| port | What the harbour asks for. | 3 |
| port / money |  | 1 |
| Promises |  | 1 |

## About this summary

"""
        + inline(desk.report().provenance)
        + "\n"
    )


@settings(max_examples=60, deadline=None)
@given(passage=MARKUP, note=MARKUP, title=MARKUP, tag=MARKUP)
def test_hostile_words_change_nothing_around_them(new_desk, passage: str, note: str, title: str, tag: str) -> None:
    made = new_desk()
    text = canonical(passage).replace("\n", " ").strip() or "x"
    made.brief("b", text, title=title)
    made.passage("b", text, tag.replace("/", "") or "t", note=note)
    tree = html.fromstring(f"<div>{markdown.markdown(render('md', made.report()), extensions=EXTENSIONS)}</div>")
    assert [heading.text_content() for heading in tree.iter("h2")][-2:] == ["Tags used", "About this summary"]
    assert {element.tag for element in tree.iter()} <= {
        "div", "h1", "h2", "h3", "p", "blockquote", "ol", "ul", "li", "strong", "em", "table", "thead", "tbody", "tr",
        "th", "td",
    }  # fmt: skip
    assert " ".join(tree.find("blockquote").text_content().split()) == plain(text)


def test_no_summary_without_passages_is_broken(empty_desk) -> None:
    text = render("md", empty_desk.report())
    assert text.startswith("# Annotated summary\n\n22 November 2026 · 0 passages from 0 briefs\n")
    assert "## Sources" not in text


@pytest.mark.parametrize("form", ["md", "html"])
def test_equal_reports_give_equal_bytes(desk, form: str) -> None:
    assert render(form, desk.report()) == render(form, desk.report())


def test_cover_bottom_line_and_points(desk) -> None:
    report = replace(
        desk.report(digests={"crane": "0123456789abcdef"}),
        cover=Cover("the Mayor", marking="HARBOUR *ONLY*"),
        bottom_line=(Point("Buy it."),),
        points=(Point("The crane is late.", (1, 3)), Point("Nobody pays.")),
    )
    text = render("md", report)
    assert text.startswith(
        "**HARBOUR \\*ONLY\\***\n\n# Annotated summary\n\nFor the Mayor · 22 November 2026 · 4 passages"
    )
    assert text.endswith("\n\n**HARBOUR \\*ONLY\\***\n")
    assert (
        "## Bottom line\n\nBuy it.\n\n## Key points\n\n1. The crane is late. "
        "\\[1\\] \\[2\\]\n2. Nobody pays. **No source**" in text
    )
    assert "sha256 0123456789ab. No marking found." in text
