"""What holds for every text, however odd: spans cover it, nothing overlaps, and only a ReadError is raised."""

import contextlib

from hypothesis import example, given, settings
from hypothesis import strategies as st

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.text.document import Document
from briefreader.text.normalize import canonical

NAMES = st.sampled_from(["a.txt", "b.md", "c.html"])
FRAGMENTS = st.sampled_from(
    (
        "<p>", "</p>", "<b>", "</b>", "<table>", "<tr>", "<td rowspan=3>", "<td colspan=0>", "</table>", "<ul>",
        "<li>", "</ul>", "<ol start=-4 type=a>", "<h1>", "</h2>", "<br>", "<br><br>", "<q>", "</q>", "<pre>",
        "</pre>", "<blockquote>", "<hr>", "<a href=#fn1>", "</a>", "<sup>", "</sup>", "<li id=fn:1>", "<caption>",
        "<img alt=x>", "<nav>", "<main>", "<script>", "<!--", "-->", "<dd>", "&amp;", "&#0;", "&#xD800;", "<svg>",
        "<div hidden>", "<math>", "<form>", "# ", "## ", "- ", "  - ", "1. ", "12) ", "> ", ">> ", "| a | b |",
        "|---|---|", "[^1]", "[^1]: ", "```", "    ", "---", "===", "**", "_", "[x](y)", "![", "`", "~~", "Title: x",
        "\\", "+++", "key: [a", "- - -", "\n", "\n\n", " ", "\t", "\r", "\x0c", "\x1b[1m", "\u2028", "\ufeff", "\xad",
        "\ud800", "\U0001f9ea", "\xe9", "\u202e", "word", "Words in a row that go on.", "THE CHAIR: ", "To: ",
        "12 March 2026", "(a) ", "\u2022  ", "4", "Page 3", "[[Page S7]]",
    )
)  # fmt: skip


def check(document: Document) -> None:
    text = document.text
    assert canonical(text) == text
    assert text.encode("utf-8")
    end = -1
    number = 0
    for block in document.blocks:
        assert block.start == end + 1, "blocks are joined by one line end"
        assert block.start <= block.end <= len(text)
        assert block.end == len(text) or text[block.end] == "\n"
        end = block.end
        if block.paragraph is not None:
            assert number <= block.paragraph <= number + 1
            number = block.paragraph
        if block.kind != "rule":
            assert text[block.start : block.end].strip()
        if block.kind == "heading":
            assert 1 <= block.level <= 6
        if block.cell is not None:
            rows, columns = document.tables[block.cell.table]
            assert block.cell.row + block.cell.row_span <= rows
            assert block.cell.column + block.cell.column_span <= columns
    assert end == len(text)
    for inline in document.inlines:
        assert 0 <= inline.start < inline.end <= len(text)


def attempt(data: bytes, name: str) -> None:
    with contextlib.suppress(ReadError):
        check(readers.read_bytes(data, name))


@settings(deadline=None, max_examples=150)
@given(st.binary(max_size=400), NAMES)
@example(b"\xff\xfe", "a.txt")
@example(b"<", "c.html")
@example(b"---\n---\n", "b.md")
def test_any_bytes(data: bytes, name: str) -> None:
    attempt(data, name)


@settings(deadline=None, max_examples=300)
@given(st.lists(FRAGMENTS, max_size=40).map("".join), NAMES)
@example("<table><tr><td rowspan=3>a<dd>b<td>c", "c.html")  # a cell within a cell
def test_any_mixture_of_what_documents_are_made_of(text: str, name: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), name)


@settings(deadline=None, max_examples=100)
@given(st.text(max_size=300), NAMES)
def test_any_text(text: str, name: str) -> None:
    attempt(text.encode("utf-8", "surrogatepass"), name)


@settings(deadline=None, max_examples=60)
@given(st.lists(st.text(alphabet="abcde fgh", min_size=1, max_size=30), min_size=1, max_size=12))
def test_no_word_of_a_plain_text_is_lost(lines: list[str]) -> None:
    try:
        document = readers.read_bytes("\n".join(lines).encode(), "a.txt")
    except ReadError:
        assert not "".join(lines).strip()
        return
    assert document.text.split() == " ".join(lines).split()


def test_the_same_bytes_give_the_same_document() -> None:
    data = b"# Head\n\nOne *two*.\n\n- a\n- b\n"
    assert readers.read_bytes(data, "a.md") == readers.read_bytes(data, "a.md")
