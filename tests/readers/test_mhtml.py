import base64

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.mhtml import read

HEAD = (
    b"From: <Saved by a browser>\r\nSnapshot-Content-Location: https://example.org/quay\r\nSubject: Quay survey\r\n"
    b"Date: Tue, 12 May 2026 08:00:00 -0000\r\nMIME-Version: 1.0\r\n"
)
PAGE = "<html><head><title>t</title></head><body><h1>Quay</h1><p>Long “quay” é.</p><img src=cid:a></body></html>"


def saved(*parts: bytes, start: bytes = b"") -> bytes:
    body = b"".join(b"--cut\r\n" + part + b"\r\n" for part in parts)
    return (
        HEAD
        + b'Content-Type: multipart/related; type="text/html"; boundary=cut'
        + start
        + b"\r\n\r\n"
        + body
        + b"--cut--\r\n"
    )


def page(text: str, charset: str = "utf-8", key: str = "a@b") -> bytes:
    data = base64.encodebytes(text.encode(charset))
    head = f"Content-Type: text/html; charset={charset}\r\nContent-ID: <{key}>\r\n"
    return head.encode() + b"Content-Transfer-Encoding: base64\r\n\r\n" + data


PICTURE = b"Content-Type: image/png\r\nContent-Location: https://example.org/a.png\r\n\r\nxx"


@pytest.mark.parametrize("charset", ["utf-8", "windows-1252", "utf-16"])
def test_the_page_and_where_it_was(charset: str) -> None:
    document = read(saved(PICTURE, page(PAGE, charset)), "quay.mhtml")
    assert document.text == "Quay\nLong “quay” é."
    about = document.metadata
    assert (about.title, about.format, about.date) == ("Quay", "mhtml", "")
    assert about.extra == {"source": "https://example.org/quay", "saved": "2026-05-12"}


def test_the_part_named_as_start_is_the_page() -> None:
    frame = page("<p>A frame.", key="f@b")
    assert read(saved(frame, page(PAGE), start=b'; start="<a@b>"'), "a.mht").text.startswith("Quay")
    assert read(saved(frame, page(PAGE)), "a.mht").text == "A frame."
    assert read(saved(frame), "a.mht").metadata.title == "Quay survey"


def test_a_page_without_other_parts() -> None:
    assert read(HEAD + b"Content-Type: text/html; charset=utf-8\r\n\r\n" + PAGE.encode(), "a.mht").text.startswith(
        "Quay"
    )


def test_no_page_in_it() -> None:
    for data in (b"words", saved(PICTURE), HEAD + b"\r\nwords"):
        with pytest.raises(ReadError, match="no page"):
            read(data, "a.mht")


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 1000), st.binary(max_size=6))
def test_damage_ends_in_a_page_or_a_sentence(place: int, noise: bytes) -> None:
    whole = bytearray(saved(PICTURE, page(PAGE)))
    place %= len(whole)
    whole[place : place + len(noise)] = noise
    try:
        read(bytes(whole), "a.mht")
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - reading is as good an outcome
