import io
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.epub import read
from briefreader.text.document import Document

CONTAINER = (
    "<container xmlns='urn:oasis:names:tc:opendocument:xmlns:container'><rootfiles>"
    "<rootfile full-path='b/book.opf'/></rootfiles></container>"
)
DESCRIPTION = (
    "<dc:title>The Quay</dc:title><dc:creator>Ada Bright</dc:creator><dc:creator>Bo Stone</dc:creator>"
    "<dc:date>2026-05-12</dc:date><dc:language>en-GB</dc:language><dc:publisher>Port Office</dc:publisher>"
)


def package(*pages: str, beside: tuple[str, ...] = (), more: str = "", toc: str = "") -> str:
    names = (*pages, *beside)
    items = "".join(
        f"<item id='i{n}' href='{name}' media-type='application/xhtml+xml'/>" for n, name in enumerate(names)
    )
    refs = "".join(
        f"<itemref idref='i{n}'{' linear=' + repr('no') if name in beside else ''}/>" for n, name in enumerate(names)
    )
    return (
        "<package xmlns='http://www.idpf.org/2007/opf' xmlns:dc='http://purl.org/dc/elements/1.1/' version='3.0'>"
        f"<metadata>{DESCRIPTION}</metadata><manifest>{items}{more}</manifest><spine{toc}>{refs}</spine></package>"
    )


def page(body: str) -> str:
    return (
        "<?xml version='1.0' encoding='utf-8'?><html xmlns='http://www.w3.org/1999/xhtml' "
        f"xmlns:epub='http://www.idpf.org/2007/ops'><head><title/></head><body>{body}</body></html>"
    )


def book(opf: str | None, container: str | None = CONTAINER, **members: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/epub+zip")
        if container is not None:
            archive.writestr("META-INF/container.xml", container)
        if opf is not None:
            archive.writestr("b/book.opf", opf)
        for name, body in members.items():
            path = name.replace("__", "/").replace("_", ".")
            archive.writestr(path, body if body.startswith(("<ncx", "<?", "<enc")) else page(body))
    return out.getvalue()


def rows(document: Document) -> list[tuple[str, int, str]]:
    return [(block.kind, block.level, document.text[block.start : block.end]) for block in document.blocks]


def test_pages_in_the_order_of_the_spine_each_once() -> None:
    opf = package("two.xhtml", "one.xhtml").replace("</spine>", "<itemref idref='i0'/></spine>")
    document = read(book(opf, b__one_xhtml="<p>One.</p>", b__two_xhtml="<h1>Two</h1><p>x</p>"), "a.epub")
    assert rows(document) == [("heading", 1, "Two"), ("paragraph", 0, "x"), ("paragraph", 0, "One.")]
    about = document.metadata
    assert (about.title, about.author, about.date, about.format) == (
        "The Quay",
        "Ada Bright, Bo Stone",
        "2026-05-12",
        "epub",
    )
    assert about.extra["publisher"] == "Port Office"


NAV = (
    "<nav epub:type='toc'><h1>Contents</h1><ol><li><a href='one.xhtml'>Part one</a><ol>"
    "<li><a href='one.xhtml#s'>Berths</a></li></ol></li><li><a href='two.xhtml#t'>Part two</a></li></ol></nav>"
    "<nav epub:type='page-list'><ol><li><a href='one.xhtml#p1'>iv</a></li>"
    "<li><a href='two.xhtml#p2'>5</a></li></ol></nav>"
)
NAV_ITEM = "<item id='n' href='nav.xhtml' properties='nav' media-type='application/xhtml+xml'/>"
ONE = (
    "<h3>Part one</h3><p>First <span id='p1' epub:type='pagebreak' title='iv'/>words.</p><p id='s' class='h'>Berths</p>"
    "<p>Berths are free.</p>"
)
TWO = "<p class='title' id='t'>Part two</p><p>More. <span id='p2' epub:type='pagebreak'>5</span>Fifth.</p><h4>Deep</h4>"


@pytest.mark.parametrize("listed", [True, False])
def test_contents_and_printed_pages(listed: bool) -> None:
    nav = NAV if listed else NAV.partition("<nav epub:type='page")[0]
    opf = package("nav.xhtml", "one.xhtml", "two.xhtml", more=NAV_ITEM)
    document = read(book(opf, b__nav_xhtml=nav, b__one_xhtml=ONE, b__two_xhtml=TWO), "a.epub")
    assert rows(document) == [
        ("heading", 1, "Part one"),
        ("paragraph", 0, "First words."),
        ("heading", 2, "Berths"),
        ("paragraph", 0, "Berths are free."),
        ("heading", 1, "Part two"),
        ("paragraph", 0, "More. Fifth."),
        ("heading", 2, "Deep"),
    ]
    text = document.text
    assert [(c.level, c.title, text[c.start :].partition("\n")[0], c.page) for c in document.outline] == [
        (1, "Part one", "Part one", 0),
        (2, "Berths", "Berths", 0),
        (1, "Part two", "Part two", 0),
    ]
    assert [(p.label, p.start, p.end) for p in document.paging] == [
        ("iv", 0, text.index("Fifth") - 1),
        ("5", text.index("Fifth") - 1, len(text)),
    ]
    assert document.blocks[0].page == "iv"
    assert document.page_at(len(text)) == "5"


def test_the_older_contents_file() -> None:
    ncx = (
        "<ncx xmlns='http://www.daisy.org/z3986/2005/ncx/'><navMap><navPoint><navLabel><text>Part <b>one</b></text>"
        "</navLabel><content src='one.xhtml'/><navPoint><navLabel><text>Berths</text></navLabel>"
        "<content src='one.xhtml#s'/></navPoint></navPoint></navMap><pageList><pageTarget value='4'><navLabel>"
        "<text>4</text></navLabel><content src='one.xhtml#p1'/></pageTarget></pageList></ncx>"
    )
    item = "<item id='ncx' href='toc.ncx' media-type='application/x-dtbncx+xml'/>"
    data = book(package("one.xhtml", more=item, toc=" toc='ncx'"), b__toc_ncx=ncx, b__one_xhtml=ONE)
    document = read(data, "a.epub")
    assert [(c.level, c.title) for c in document.outline] == [(1, "Part one"), (2, "Berths")]
    assert [page.label for page in document.paging] == ["4"]


def test_footnotes_stand_where_they_are_and_have_their_label() -> None:
    one = (
        "<p>The quay<a epub:type='noteref' href='#f1'>1</a> is long"
        "<a epub:type='noteref' href='notes.xhtml#f2'>*</a>.</p>"
        "<aside epub:type='footnote' id='f1'><p>By the map.</p></aside><p>More.</p>"
    )
    notes = "<p><a id='f2' href='one.xhtml#r2'>*</a> By the chart.</p>"
    document = read(
        book(package("one.xhtml", beside=("notes.xhtml",)), b__notes_xhtml=notes, b__one_xhtml=one), "a.epub"
    )
    assert [(b.kind, b.label, document.text[b.start : b.end]) for b in document.blocks] == [
        ("paragraph", "", "The quay[1] is long[*]."),
        ("footnote", "1", "By the map."),
        ("paragraph", "", "More."),
        ("footnote", "*", "By the chart."),
    ]


def test_a_title_page_that_says_nothing_new_is_left_out() -> None:
    title = "<h1>The Quay</h1><p>Ada Bright</p><p>Port Office</p>"
    members = {"b__t_xhtml": title, "b__one_xhtml": "<h1>The Quay</h1><p>Words.</p>"}
    assert read(book(package("t.xhtml", "one.xhtml"), **members), "a.epub").text == "The Quay\nWords."
    assert read(book(package("t.xhtml"), b__t_xhtml=title), "a.epub").text == "The Quay\nAda Bright\nPort Office"


@pytest.mark.parametrize(
    ("opf", "container"),
    [(None, CONTAINER), (None, None), ("<package", CONTAINER), (package("gone.xhtml"), CONTAINER), (None, "<?xml ")],
)
def test_a_book_without_a_sound_package_is_read_by_its_pages(opf: str | None, container: str | None) -> None:
    document = read(book(opf, container, b__2_xhtml="<p>Two.</p>", b__1_xhtml="<p>One.</p>"), "a.epub")
    assert document.text == "One.\nTwo."


def test_no_page_outside_the_book_is_read() -> None:
    opf = package("../../../etc/passwd", "/etc/hostname", "one.xhtml")
    assert read(book(opf, b__one_xhtml="<p>One.</p>"), "a.epub").text == "One."


def test_a_locked_book() -> None:
    lock = (
        "<encryption><EncryptedData><CipherData><CipherReference URI='{}'/></CipherData></EncryptedData></encryption>"
    )
    members = {"b__one_xhtml": "<p>One.</p>", "META-INF__encryption_xml": lock.format("b/one.xhtml")}
    with pytest.raises(ReadError, match="locked"):
        read(book(package("one.xhtml"), **members), "a.epub")
    members["META-INF__encryption_xml"] = lock.format("b/font.otf")
    assert read(book(package("one.xhtml"), **members), "a.epub").text == "One."


def test_no_book() -> None:
    with pytest.raises(ReadError, match="damaged"):
        read(b"PK\x03\x04 and no more", "a.epub")


PARTS = ("<h1>", "</h1>", "<p id='s'>", "</p>", "<a href='#s'>1</a>", "words ", "<aside epub:type='footnote' id='f'>",
         "</aside>", "<sup>", "</sup>", "<a epub:type='noteref' href='two.xhtml#s'>2</a>", "<li>", "<table><tr><td>",
         "<span epub:type='pagebreak' title='3'/>")  # fmt: skip


@settings(max_examples=80, deadline=None)
@given(st.lists(st.sampled_from(PARTS), max_size=25), st.lists(st.sampled_from(PARTS), max_size=25))
def test_any_pages(one: list[str], two: list[str]) -> None:
    opf = package("nav.xhtml", "one.xhtml", "two.xhtml", more=NAV_ITEM)
    document = read(book(opf, b__nav_xhtml=NAV, b__one_xhtml="".join(one), b__two_xhtml="".join(two)), "a.epub")
    size = len(document.text)
    assert "\n".join(document.text[block.start : block.end] for block in document.blocks) == document.text
    assert all(0 <= chapter.start <= size for chapter in document.outline)
    assert all(0 <= page.start <= page.end <= size for page in document.paging)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 2000), st.binary(min_size=1, max_size=6))
def test_damage_ends_in_a_book_or_a_sentence(place: int, noise: bytes) -> None:
    whole = bytearray(book(package("one.xhtml"), b__one_xhtml=ONE))
    place %= len(whole)
    whole[place : place + len(noise)] = noise
    try:
        read(bytes(whole), "a.epub")
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
