import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.readers.html import read_text
from briefreader.readers.notes import resolved, target
from briefreader.text.document import Document


def read(body: str) -> Document:
    return read_text(f"<!doctype html><html lang=en><body>{body}</body></html>", "page.html")


def rows(document: Document) -> list[tuple[str, str, str]]:
    return [(block.kind, block.label, document.text[block.start : block.end]) for block in document.blocks]


@pytest.mark.parametrize(
    "note",
    [
        "<p><a id=n7 href='#r7'><sup>7</sup></a> By the map.</p>",
        "<p id=n7>7. By the map.</p>",
        "<div><p id=n7>[7] By the <i>map</i>.</p></div>",
        "<p><span class=mark><a name=n7></a><sup>7</sup></span>By the map.</p>",
        "<ol><li id=n7><sup>7</sup> By the map.</li></ol>",
        "<aside role=doc-footnote id=n7><p>By the map.</p></aside>",
    ],
)
def test_a_footnote_has_its_label_once(note: str) -> None:
    document = read(f"<p>The quay<sup><a id=r7 href='#n7'>7</a></sup> is long.</p><hr>{note}")
    found = [row for row in rows(document) if row[0] != "rule"]
    assert found == [("paragraph", "", "The quay[7] is long."), ("footnote", "7", "By the map.")]


def test_a_link_to_a_section_is_no_mark() -> None:
    body = "<p>See <sup><a href='#s1'>1</a></sup>.</p><div id=s1><h2>Quay</h2><p>Long.</p></div>"
    assert [kind for kind, _, _ in rows(read(body))] == ["paragraph", "heading", "paragraph"]


def test_notes_lead_back_and_to_each_other() -> None:
    document = read(
        "<p>One<sup><a id=r1 href='#n1'>1</a></sup>, two<sup><a id=r2 href='#n2'>2</a></sup>.</p>"
        "<p><sup><a id=n1 href='#r1'>1</a></sup> See <sup><a href='#n2'>2</a></sup>.</p>"
        "<p><sup><a id=n2 href='#r2'>2</a></sup> Map.</p>"
    )
    assert rows(document) == [
        ("paragraph", "", "One[1], two[2]."),
        ("footnote", "1", "See [2]."),
        ("footnote", "2", "Map."),
    ]


@pytest.mark.parametrize(
    ("href", "found"),
    [
        ("#a", ("x/p.html", "a")),
        ("q.html#a%20b", ("x/q.html", "a b")),
        ("../q.html", ("q.html", "")),
        ("http://example.org/#a", ("", "")),
        ("javascript:run()#a", ("", "")),
        ("../../../etc/passwd#a", ("../../etc/passwd", "a")),
    ],
)
def test_where_a_link_leads(href: str, found: tuple[str, str]) -> None:
    assert target(href, "x/p.html") == found


@given(st.text(), st.text())
def test_paths_are_never_absolute(path: str, page: str) -> None:
    assert not resolved(path, page).startswith("/")
