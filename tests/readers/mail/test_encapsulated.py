from hypothesis import given
from hypothesis import strategies as st

from briefreader.readers.mail.encapsulated import html_in, text_in

HEAD = rb"{\rtf1\ansi\ansicpg1251\fromhtml1 \deff0{\fonttbl{\f0 Arial;}}{\colortbl\red0;}\uc1\pard "


def page(body: bytes) -> str:
    return html_in(HEAD + body + b"}")


def test_tags_and_text() -> None:
    body = rb"{\*\htmltag64 <p class=\'22a\'22>}{\*\mhtmltag no}"
    body += rb"\htmlrtf {\b\htmlrtf0 The quay\htmlrtf }\htmlrtf0 {\*\htmltag72 </p>}"
    assert page(body) == '<p class="a">The quay</p>'


def test_characters() -> None:
    body = rb"a < b\par{\*\htmltag84 &nbsp;}\'cf\lquote x\rquote\tab \{\}\~\u8364?\uc2\u8364??\u-10179??\u-8704??."
    assert page(body) == "a &lt; b\r\n&nbsp;П‘x’\t{}\u00a0€€😀."


def test_plain_text() -> None:
    data = (
        rb"{\rtf1\ansi\ansicpg1252\fromtext \fbidis\deff0{\fonttbl{\f0 Arial;}}\pard The quay\par"
        + b"\r\n"
        + rb"is long.}"
    )
    assert text_in(data) == "The quay\r\nis long."
    assert html_in(data) == ""
    assert text_in(rb"{\rtf1 \b x}") == ""


def test_groups_without_an_end() -> None:
    assert page(b"{" * 5000 + b"x") == "x"
    assert page(b"}" * 5000 + b"x") == "x"


PARTS = (b"{", b"}", rb"\*", rb"\htmltag1 ", rb"\htmlrtf ", rb"\htmlrtf0 ", rb"\u-1 ", rb"\'e9", b"x", rb"\uc3 ", b"\\",
         rb"\par", b"\r\n")  # fmt: skip


@given(st.lists(st.sampled_from(PARTS)))
def test_any_order(parts: list[bytes]) -> None:
    assert isinstance(page(b"".join(parts)), str)
