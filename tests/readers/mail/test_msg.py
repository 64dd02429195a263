import importlib.util
import struct
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.builder import TooManyBlocks
from briefreader.readers.mail import eml
from briefreader.readers.mail.msg import letter, read
from briefreader.readers.members import Member, Refused, members
from briefreader.text.document import Document

_SPEC = importlib.util.spec_from_file_location("compound_maker", Path(__file__).with_name("compound_maker.py"))
assert _SPEC
assert _SPEC.loader
maker = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(maker)

Tree = dict[str, object]
MOMENT = datetime(2026, 5, 12, 8, 30, tzinfo=UTC)
TICKS = int((MOMENT - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def texts(**values: str) -> Tree:
    return {f"__substg1.0_{number[1:]}001F": value.encode("utf-16-le") for number, value in values.items()}


def fixed(head: int, *values: tuple[int, int]) -> Tree:
    packed = b"".join(struct.pack("<IIQ", number << 16 | 3, 6, value) for number, value in values)
    return {"__properties_version1.0": bytes(head) + packed}


def recipient(kind: int, name: str, address: str) -> Tree:
    return fixed(8, (0x0C15, kind)) | texts(x3001=name, x39FE=address)


def attachment(name: str, data: bytes, method: int = 1) -> Tree:
    return fixed(8, (0x3705, method)) | texts(x3707=name) | {"__substg1.0_37010102": data}


def mail(head: int = 32, **more: object) -> Tree:
    return (
        texts(
            x0037="The quay",
            x001A="IPM.Note",
            x0042="Ada Bright",
            x5D02="ada@example.org",
            x1000="The quay is long.\r\n",
        )
        | fixed(head, (0x0039, TICKS), (0x0036, 3))
        | {
            "__recip_version1.0_#00000000": recipient(1, "Bo Stone", "bo@example.org"),
            "__recip_version1.0_#00000001": recipient(2, "'c@example.org'", "c@example.org"),
        }
        | more
    )


def rows(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def test_a_mail() -> None:
    document = read(maker.compound(mail()), "quay.msg")
    assert rows(document) == [
        ("heading", "The quay"),
        (
            "paragraph",
            "From: Ada Bright <ada@example.org>\nTo: Bo Stone <bo@example.org>\nCc: c@example.org\n"
            "Date: Tue, 12 May 2026 08:30:00 +0000",
        ),
        ("paragraph", "The quay is long."),
    ]
    about = document.metadata
    assert (about.title, about.author, about.date, about.format) == ("The quay", "Ada Bright", "2026-05-12", "msg")
    assert about.extra["marking"] == "Company-Confidential"


def test_the_headers_it_travelled_with_tell_the_senders_time() -> None:
    tree = mail() | texts(x007D="Date: Wed, 13 May 2026 01:30:00 +0900\r\nFrom: x@example.org\r\n")
    about = read(maker.compound(tree), "a.msg").metadata
    assert (about.date, about.author) == ("2026-05-13", "Ada Bright")


def test_addresses_of_an_exchange_server_are_not_shown() -> None:
    tree = mail()
    del tree["__substg1.0_5D02001F"]
    tree |= texts(x0065="/O=PORT/OU=OFFICE/CN=ADA")
    assert str(letter(maker.compound(tree), "a.msg").senders[0]) == "Ada Bright"


def test_old_mails_have_a_code_page() -> None:
    tree = {"__substg1.0_0037001E": "Причал".encode("koi8-r"), "__substg1.0_1000001E": b"x"} | fixed(
        32, (0x3FDE, 20866)
    )
    assert read(maker.compound(tree), "a.msg").metadata.title == "Причал"


def test_html_is_read_when_there_is_no_plain_text() -> None:
    tree = mail() | {"__substg1.0_10130102": b"<html><body><p>The <b>berth</b> is free.</body></html>"}
    del tree["__substg1.0_1000001F"]
    document = read(maker.compound(tree), "a.msg")
    assert rows(document)[-1] == ("paragraph", "The berth is free.")
    assert document.inlines


def test_html_within_rich_text() -> None:
    rich = rb"{\rtf1\ansi\fromhtml1 {\*\htmltag64 <p>}The berth\htmlrtf \b\htmlrtf0  is free.{\*\htmltag72 </p>}}"
    packed = struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich
    tree = mail() | {"__substg1.0_10090102": packed}
    assert rows(read(maker.compound(tree), "a.msg"))[-1] == ("paragraph", "The quay is long.")
    del tree["__substg1.0_1000001F"]
    assert rows(read(maker.compound(tree), "a.msg"))[-1] == ("paragraph", "The berth is free.")


def test_rich_text_is_read_when_there_is_nothing_else() -> None:
    rich = rb"{\rtf1\ansi The \b berth\b0  is free.\par}"
    tree = mail() | {"__substg1.0_10090102": struct.pack("<II4sI", len(rich) + 12, len(rich), b"MELA", 0) + rich}
    del tree["__substg1.0_1000001F"]
    assert rows(read(maker.compound(tree), "a.msg"))[-1] == ("paragraph", "The berth is free.")


def test_attachments_and_mails_within() -> None:
    inner = mail(24) | texts(x0037="Käne: the inner", x1000="Käne is free.")
    inner |= {"__attach_version1.0_#00000000": attachment("deep.txt", b"deep")}
    tree = mail(
        **{
            "__attach_version1.0_#00000000": attachment("note.txt", b"Not of the mail."),
            "__attach_version1.0_#00000001": fixed(8, (0x3705, 5)) | {"__substg1.0_3701000D": inner},
            "__attach_version1.0_#00000002": attachment("far.txt", b"", 7),
            "__attach_version1.0_#00000003": attachment("a.png", b"x") | texts(x3712="a@b"),
        }
    )
    data = maker.compound(tree)
    assert read(data, "a.msg").metadata.extra["attachments"] == "note.txt; Käne: the inner.eml; far.txt"
    note, within, far = members(data, "a.msg")
    assert note == Member("note.txt", b"Not of the mail.")
    assert far == Refused("far.txt", "It is not in the mail, only a link to it.")
    assert isinstance(within, Member)
    document = eml.read(within.data, within.name)
    assert rows(document)[0] == ("heading", "Käne: the inner")
    assert rows(document)[-1] == ("paragraph", "Käne is free.")
    assert (document.metadata.author, document.metadata.date) == ("Ada Bright", "2026-05-12")
    assert list(members(within.data, within.name)) == [Member("deep.txt", b"deep")]


def test_what_is_sealed_is_said() -> None:
    tree = mail() | texts(x001A="IPM.Note.SMIME")
    assert "encrypted" in read(maker.compound(tree), "a.msg").metadata.extra["notice"]


def test_what_is_no_mail() -> None:
    for data in (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", maker.compound(mail())[:700], b"words"):
        with pytest.raises(ReadError):
            read(data, "a.msg")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_damage_ends_in_a_mail_or_a_sentence(data: st.DataObject) -> None:
    whole = bytearray(maker.compound(mail(**{"__attach_version1.0_#00000000": attachment("note.txt", b"x" * 200)})))
    for _ in range(data.draw(st.integers(1, 12))):
        place = data.draw(st.integers(0, len(whole) - 1))
        noise = data.draw(st.binary(min_size=1, max_size=4))
        whole[place : place + len(noise)] = noise
    try:
        read(bytes(whole), "a.msg")
        list(members(bytes(whole), "a.msg"))
    except (ReadError, TooManyBlocks) as error:
        assert str(error)  # noqa: PT017 - reading is as good an outcome
