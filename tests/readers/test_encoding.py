import codecs

import pytest

from briefreader.readers.encoding import BinaryData, decode

TEXT = "Señora Ossorio said: “No, not before Łódź.” — 12 €"
WESTERN = "Señora Ossorio said: “No.” – 12 €"


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        (TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF8 + TEXT.encode(), "utf-8"),
        (codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"), "utf-16-le"),
        (codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"), "utf-16-be"),
        (codecs.BOM_UTF32_LE + TEXT.encode("utf-32-le"), "utf-32-le"),
        (codecs.BOM_UTF32_BE + TEXT.encode("utf-32-be"), "utf-32-be"),
        (TEXT.encode("utf-16-le"), "utf-16-le"),
        (TEXT.encode("utf-16-be"), "utf-16-be"),
        (TEXT.encode("utf-32-le"), "utf-32-le"),
    ],
)
def test_unicode_encodings_with_and_without_a_mark(data: bytes, encoding: str) -> None:
    assert decode(data) == (TEXT, encoding)


def test_windows_and_latin_1_are_told_apart_by_bytes_that_only_one_defines() -> None:
    assert decode(WESTERN.encode("cp1252")) == (WESTERN, "cp1252")
    assert decode("Þorn é".encode("latin-1") + b"\x81") == ("Þorn é\x81", "latin-1")


def test_a_damaged_byte_does_not_turn_utf8_into_windows() -> None:
    data = ("Größe " * 20).encode() + b"\xff" + "Ärger".encode()
    assert decode(data) == ("Größe " * 20 + "�Ärger", "utf-8")


def test_a_character_cut_at_the_end_leaves_the_rest() -> None:
    assert decode("żółw żółw".encode()[:-1] + b"\xc5").text.startswith("żółw żół")


def test_the_declared_encoding_is_used_when_the_bytes_are_not_utf8() -> None:
    russian = "Совещание перенесено"
    assert decode(russian.encode("koi8-r"), "KOI8-R").text == russian
    assert decode(russian.encode(), "iso-8859-1").text == russian


@pytest.mark.parametrize("name", ["zlib", "punycode", "unicode_escape", "no-such", "utf-16"])
def test_a_declared_encoding_that_is_none_is_not_used(name: str) -> None:
    assert decode("café".encode("cp1252"), name).text == "café"


@pytest.mark.parametrize("data", [bytes(range(256)) * 4, b"\0" * 64, b"\x01\x02\x03\x04" * 40])
def test_binary_data_is_no_text(data: bytes) -> None:
    with pytest.raises(BinaryData):
        decode(data)


def test_a_few_nul_bytes_do_not_make_a_text_binary() -> None:
    assert decode(b"one two three\0 four five six seven").encoding == "utf-8"
