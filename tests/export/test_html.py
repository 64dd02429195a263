"""The HTML is one safe file: words stay words, links lead somewhere, nothing is fetched."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from briefreader.errors import UsageError
from briefreader.export import FORMATS, Cover, Point, render, restyled
from briefreader.records import Tag
from briefreader.text.normalize import canonical

HOSTILE = st.one_of(
    st.text(min_size=1, max_size=20),
    st.sampled_from(
        [
            "</blockquote><script>alert(1)</script>",
            '"><img src=x onerror=alert(1)>',
            "' onmouseover='alert(1)",
            "</style><script>alert(1)</script>",
            "<!--",
            "]]>",
            "&lt;b&gt;",
            "javascript:alert(1)",
            "\u202egnp.exe",
        ]
    ),
)


def page(report) -> html.HtmlElement:
    return html.document_fromstring(render("html", report).encode())


def words(element: html.HtmlElement) -> str:
    return " ".join(element.text_content().split())


def test_the_parts_of_the_page(desk) -> None:
    tree = page(desk.report())
    headings = [(element.tag, words(element)) for element in tree.iter("h1", "h2", "h3", "h4")]
    assert headings == [
        ("h1", "Annotated summary"),
        ("h2", "Evidence by tag"),
        ("h3", "port"),
        ("h4", "money"),
        ("h3", "Promises"),
        ("h2", "Needs attention"),
        ("h2", "Sources"),
        ("h2", "Tags used"),
    ]
    passages = tree.xpath("//article[contains(@class, 'passage')]")
    assert [words(passage.find("blockquote")) for passage in passages] == [
        "Vellin needs a second crane before the winter.",
        "“We have promised it three times,” said Oda Brekke.",
        "Nobody pays for waiting.",
        "“We have promised it three times,” said Oda Brekke.",
        "The bridge took the money.",
    ]
    assert words(passages[0].xpath(".//p[@class='cited']")[0]) == "A crane for Vellin, 12 Mar 2026, para 1 [1]"
    assert words(passages[0].xpath(".//div[@class='note']")[0]) == "Note Ask Oda.# when"
    assert words(passages[1].xpath(".//span[@class='speaker']")[0]) == "Oda Brekke (inferred)"
    assert words(tree.xpath("//li[@id='s2']")[0]) == (
        "grain.md, Apr 2026 grain.md Cited: para 2 No marking found "
        "The file is no longer at its place; the text is as it was last read."
    )


def test_links_lead_from_lines_to_sources_and_back(desk) -> None:
    tree = page(desk.report())
    identities = [element.get("id") for element in tree.xpath("//*[@id]")]
    assert len(identities) == len(set(identities))
    targets = [link.get("href") for link in tree.iter("a")]
    assert {"#s1", "#s2", "#p1", "#attention"} <= set(targets)
    assert all(target.startswith("#") and target[1:] in identities for target in targets)


def test_many_sections_have_a_table_of_contents(desk) -> None:
    assert page(desk.report()).find(".//nav") is None
    for index in range(4):
        desk.passage("grain", "The grain waits.", f"topic {index}")
    contents = page(desk.report()).find(".//nav")
    assert [words(link) for link in contents.iter("a")] == [
        "port",
        "Promises",
        *(f"topic {index}" for index in range(4)),
    ]


def test_nothing_is_fetched_and_nothing_runs(desk) -> None:
    text = render("html", desk.report())
    tree = html.document_fromstring(text.encode())
    assert not tree.xpath("//script | //link | //img | //iframe | //object | //embed | //form | //base")
    assert not tree.xpath("//@src | //@style | //@*[starts-with(name(), 'on')]")
    assert not re.search(r"url\(|@import|https?://|//[a-z]", text)
    policy = tree.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy[0].startswith("default-src 'none'")


def test_language_and_direction(empty_desk) -> None:
    empty_desk.brief("b", "قال الوزير إن الاتفاق قريب.", title="ملف المياه", language="ar")
    empty_desk.passage("b", "الاتفاق قريب", "water")
    tree = page(empty_desk.report())
    assert tree.get("lang") == "en"
    quotation = tree.find(".//blockquote")
    assert (quotation.get("lang"), quotation.get("dir")) == ("ar", "rtl")
    title = tree.xpath("//li[@id='s1']/span[@class='title']")[0]
    assert (title.get("lang"), title.get("dir")) == ("ar", "rtl")


def test_the_style_knows_print_and_dark(desk) -> None:
    style = page(desk.report()).find(".//style").text
    assert "@media print" in style
    assert "prefers-color-scheme: dark" in style


@settings(max_examples=120, deadline=None)
@given(passage=HOSTILE, note=HOSTILE, title=HOSTILE, tag=HOSTILE, file=HOSTILE, colour=HOSTILE)
def test_hostile_words_stay_words(new_desk, passage: str, **others: str) -> None:
    made = new_desk()
    text = canonical(passage).replace("\n", " ").strip() or "x"
    tag = others["tag"].replace("/", "") or "t"
    made.brief("b", text, title=others["title"], path=others["file"], author=others["note"])
    made.tags = [Tag("1", tag, others["colour"], others["note"])]
    made.passage("b", text, tag, note=others["note"])
    made.quote("b", text, others["title"] or "x", "explicit")
    tree = page(made.report())
    assert not tree.xpath("//script | //img | //@onerror | //@onmouseover | //comment()")
    assert {link.get("href") for link in tree.iter("a")} <= {"#s1", "#p1"}
    assert words(tree.find(".//blockquote")) == " ".join(text.split())
    assert [words(heading) for heading in tree.iter("h2")] == ["Evidence by tag", "Sources", "Tags used"]


def test_another_style_changes_no_word(desk) -> None:
    whole = render("html", desk.report())
    other = restyled(whole, "p { color: red }\n")
    tree = html.document_fromstring(other.encode())
    assert tree.find(".//style").text.strip() == "p { color: red }"
    assert words(tree.find("body")) == words(page(desk.report()).find("body"))
    assert restyled(other, whole.partition("<style>\n")[2].partition("</style>")[0]) == whole


def test_a_summary_without_passages(empty_desk) -> None:
    tree = page(empty_desk.report())
    assert words(tree.xpath("//ul[@class='remarks']")[0]) == "No passage is tagged yet."
    assert not tree.xpath("//section")


def test_unknown_formats_are_refused(desk) -> None:
    assert set(FORMATS) == {"md", "html"}
    with pytest.raises(UsageError, match="docx"):
        render("docx", desk.report())


def test_cover_bottom_line_and_points(desk) -> None:
    points = (Point("The crane is late.", (1, 3)), Point("Nobody <pays>."))
    report = replace(
        desk.report(),
        cover=Cover("the Mayor", marking='HARBOUR "</style>" ONLY'),
        bottom_line=(Point("Buy it."),),
        points=points,
    )
    text = render("html", report)
    tree = html.document_fromstring(text.encode())
    assert [words(one) for one in tree.xpath("//p[@class='marking']")] == ['HARBOUR "</style>" ONLY'] * 2
    assert words(tree.xpath("//header/p[@class='about']")[0]).startswith(
        "For the Mayor · 22 November 2026 · 4 passages"
    )
    assert [words(item) for item in tree.xpath("//section[@id='points']//li")] == [
        "The crane is late. [1] [2]",
        "Nobody <pays>. No source",
    ]
    assert words(tree.xpath("//section[@id='bottom-line']/p")[0]) == "Buy it."
    printed = tree.xpath("//style[@media='print']")[0].text
    assert re.fullmatch(
        r'@page \{ (@(top|bottom)-center \{ content: "(\\[0-9a-f]{6})+"; color: #8a1f1b; \} ?){2}\}', printed
    )


def test_without_a_confirmed_marking_no_page_bears_one(desk) -> None:
    about = replace(desk.documents["crane"].metadata, extra={"marking": "QUIET"})
    desk.documents["crane"] = replace(desk.documents["crane"], metadata=about)
    tree = page(desk.report())
    assert not tree.xpath("//p[@class='marking'] | //style[@media]")
    assert "Marking: QUIET" in words(tree.xpath("//li[@id='s1']")[0])
