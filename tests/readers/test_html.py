from pathlib import Path

from briefreader.readers.html import declared_charset, read_text
from briefreader.text.document import Document


def read(body: str, head: str = "") -> Document:
    return read_text(f"<!doctype html><html lang=en><head>{head}</head><body>{body}</body></html>", "page.html")


def rows(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_blocks() -> None:
    document = read(
        "<h2>Head<br>line</h2><p>One <!-- no --> two\n three<p>four<div>loose <i>text</i><p>five</p>tail</div><hr>"
        "<pre>a\n  b</pre><dl><dt>Term<dd>Meaning</dl><figure><img alt='A pier'><figcaption>Pier</figcaption></figure>"
    )
    assert rows(document) == [
        ("heading", "Head line"),
        ("paragraph", "One two three"),
        ("paragraph", "four"),
        ("paragraph", "loose text"),
        ("paragraph", "five"),
        ("paragraph", "tail"),
        ("rule", ""),
        ("code", "a\n  b"),
        ("paragraph", "Term"),
        ("paragraph", "Meaning"),
        ("paragraph", "A pier"),
        ("caption", "Pier"),
    ]


def test_what_surrounds_the_content_is_left_out() -> None:
    words = "The quay was surveyed in May and found to be longer than the map says. " * 3
    document = read(
        "<header>Site</header><nav>Menu</nav><div class='cookie-banner'>We use cookies</div><div id=sideBar>Side</div>"
        f"<main><h1>Quay</h1><p>{words}</p><form><input value=x><button>Send</button></form>"
        "<p hidden>secret</p><p style='display: none'>gone</p><script>run()</script><style>p{}</style></main>"
        "<aside>Related</aside><footer>Imprint</footer>"
    )
    assert rows(document) == [("heading", "Quay"), ("paragraph", words.strip())]


def test_a_page_wholly_within_a_form_or_menu_class_is_kept() -> None:
    assert read("<form><p>All the words of this page stand in one form.</p></form>").text
    assert read("<div class='has menu'><p>All the words of this page stand here.</p></div>").text


def test_the_header_of_an_article_belongs_to_it() -> None:
    document = read("<article><header><h1>Quay</h1></header><p>Words of the article.</p></article>")
    assert rows(document)[0] == ("heading", "Quay")


def test_breaks_and_double_breaks() -> None:
    assert rows(read("<p>one<br>two<br><br>three</p>")) == [("paragraph", "one\ntwo"), ("paragraph", "three")]


def test_quotation_elements_show_their_marks() -> None:
    assert read("<p>She said <q>he said <q>no</q> twice </q>.</p>").text == "She said “he said ‘no’ twice” ."


def test_marks_have_exact_spans() -> None:
    document = read("<p>An <b> important <i>word</i></b> and<a href='/x'> link</a>.</p>")
    marks = [(m.kind, document.text[m.start : m.end], m.value) for m in document.inlines]
    assert marks == [("strong", "important word", ""), ("emphasis", "word", ""), ("link", "link", "/x")]
    assert document.text == "An important word and link."


def test_a_mark_around_blocks_is_laid_on_each() -> None:
    document = read("<a href=/x><div><p>one</p><p>two</p></div></a>")
    assert [document.text[m.start : m.end] for m in document.inlines] == ["one", "two"]


def test_lists() -> None:
    document = read("<ol type=a start=2><li>x<ul><li>y</ul><li value=7><p>z</p><p>more</p></ol>")
    places = [(b.level, b.place.ordered, b.place.number, b.place.opens, b.label) for b in document.blocks if b.place]
    assert places == [
        (1, True, 2, True, "b."),
        (2, False, 1, True, ""),
        (1, True, 7, True, "g."),
        (1, True, 7, False, ""),
    ]


def test_tables_with_spans() -> None:
    document = read(
        "<table><caption>Ports</caption><tr><th rowspan=2>Name<th colspan=2>Berths<tr><th>now<th>later"
        "<tr><td>Sorrel<td>3<td>4<tr><td><td><td></table>"
    )
    cells = {document.text[b.start : b.end]: b.cell for b in document.blocks if b.cell}
    assert rows(document)[0] == ("caption", "Ports")
    assert {text: (c.row, c.column, c.row_span, c.column_span, c.header) for text, c in cells.items()} == {
        "Name": (0, 0, 2, 1, True),
        "Berths": (0, 1, 1, 2, True),
        "now": (1, 1, 1, 1, True),
        "later": (1, 2, 1, 1, True),
        "Sorrel": (2, 0, 1, 1, False),
        "3": (2, 1, 1, 1, False),
        "4": (2, 2, 1, 1, False),
    }
    assert list(document.tables.values()) == [(3, 3)]


def test_a_table_that_lays_out_a_page_is_no_table() -> None:
    document = read("<table><tr><td><h2>Quay</h2><p>Words</p></td><td><p>More</p></td></tr></table>")
    assert rows(document) == [("heading", "Quay"), ("paragraph", "Words"), ("paragraph", "More")]


def test_footnotes() -> None:
    document = read(
        "<p>Quay<sup id=r1><a href='#fn1'>1</a></sup> is long.</p><div class=footnotes><ol><li id=fn1>"
        "<p>By the map. <a href='#r1'>↩</a></p></li></ol></div>"
    )
    assert document.text == "Quay[1] is long.\nBy the map."
    assert [(b.kind, b.label) for b in document.blocks] == [("paragraph", ""), ("footnote", "1")]


def test_a_page_that_is_one_preformatted_text_is_read_as_text() -> None:
    lines = "\n".join(
        f"  Sentence {n} is set on its own line of the record, as the\nprinter did it." for n in range(20)
    )
    document = read(f"<pre>\n          THE RECORD\n\n{lines}\n</pre>", "<title>Record (May 3, 2021)</title>")
    assert rows(document)[0] == ("heading", "THE RECORD")
    assert rows(document)[1][1] == "Sentence 0 is set on its own line of the record, as the printer did it."
    assert (document.metadata.format, document.metadata.date) == ("html", "2021-05-03")


def test_metadata() -> None:
    document = read(
        "<article><h1>The Quay</h1><p>Words.</p></article>",
        "<title>The Quay | Port Office</title><meta name=author content='Ada Bright'>"
        "<meta property='article:published_time' content='2026-03-12T08:00:00Z'>",
    )
    assert (document.metadata.title, document.metadata.author, document.metadata.date) == (
        "The Quay",
        "Ada Bright",
        "2026-03-12",
    )
    document = read(
        "<h2>a</h2><p>x", "<title>The Quay | Port Office</title><meta property=og:site_name content='Port Office'>"
    )
    assert document.metadata.title == "The Quay"


def test_entities_and_broken_markup() -> None:
    assert read("<p>&ldquo;We &amp; they&rdquo; &#x1F9EA; &bogus; <b>un<i>closed</p><p>next").text == (
        "“We & they” \U0001f9ea &bogus; unclosed\nnext"
    )


def test_external_entities_are_not_fetched(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("the secret")
    entity = f'<!DOCTYPE html [<!ENTITY x SYSTEM "file://{tmp_path}/secret.txt">]>'
    document = read_text(f'<?xml version="1.0"?>{entity}<html><body><p>a &x; b</p></body></html>', "a.html")
    assert "a &x; b" in document.text
    assert "the secret" not in document.text


def test_text_nested_deeper_than_the_parser_goes_is_read() -> None:
    deep = "<div>" * 5000 + "deep words" + "</div>" * 5000 + "<p>after</p>"
    assert rows(read(deep)) == [("paragraph", "deep words"), ("paragraph", "after")]


def test_declared_charset() -> None:
    assert declared_charset(b'<meta charset="windows-1251">') == "windows-1251"
    assert declared_charset(b"<meta http-equiv=x content='text/html; charset=koi8-r'>") == "koi8-r"
    assert declared_charset(b'<?xml version="1.0" encoding="iso-8859-2"?>') == "iso-8859-2"
    assert declared_charset(b"<p>charset=none") == ""
