import base64
from contextlib import suppress
from email.message import EmailMessage

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers.mail.eml import letter, read
from briefreader.text.document import Document

HEADERS = (
    b"From: Ada Bright <ada@example.org>\nTo: b@example.org\nSubject: Quay\nDate: Tue, 12 May 2026 08:00:00 +0200\n"
)
PROSE = "The quay was surveyed in May and found to be longer than the map says it is."


def rows(document: Document) -> list[tuple[str, str]]:
    return [(block.kind, document.text[block.start : block.end]) for block in document.blocks]


def plain(body: str, headers: bytes = HEADERS, kind: str = "text/plain; charset=utf-8") -> Document:
    return read(headers + f"Content-Type: {kind}\n\n{body}".encode(), "quay.eml")


def test_headers_are_metadata_and_text() -> None:
    document = read(
        b'From: =?utf-8?q?Ad=C3=A9la?= Bright <ada@example.org>\nTo: "Stone, Bo" <bo@example.org>,\n c@example.org\n'
        b"Cc: Port Office <port@example.org>\nDate: Tue, 12 May 2026 23:30:00 -0700\n"
        b"Subject: =?iso-8859-1?b?S+RuZQ==?=\n of the quay\nSensitivity: Company-Confidential\n\nThe quay is long.\n",
        "quay.eml",
    )
    assert rows(document) == [
        ("heading", "Käne of the quay"),
        (
            "paragraph",
            "From: Adéla Bright <ada@example.org>\nTo: Stone, Bo <bo@example.org>; c@example.org\n"
            "Cc: Port Office <port@example.org>\nDate: Tue, 12 May 2026 23:30:00 -0700",
        ),
        ("paragraph", "The quay is long."),
    ]
    about = document.metadata
    assert (about.title, about.author, about.date, about.format) == (
        "Käne of the quay",
        "Adéla Bright",
        "2026-05-12",
        "eml",
    )
    assert about.extra == {
        "to": "Stone, Bo <bo@example.org>; c@example.org",
        "cc": "Port Office <port@example.org>",
        "marking": "Company-Confidential",
    }


def test_a_mail_without_a_subject_or_a_date_or_anyone() -> None:
    document = read(b"From: ada@example.org\n\nThe quay is long.", "survey-of-quays.eml")
    assert rows(document) == [("paragraph", "From: ada@example.org"), ("paragraph", "The quay is long.")]
    assert (document.metadata.title, document.metadata.author) == ("Survey of quays", "ada@example.org")
    assert rows(read(b"The quay is long.", "a.eml")) == [("paragraph", "The quay is long.")]


def test_replies_are_quotations() -> None:
    document = plain(
        f"Yes.\n\nOn 3 May 2026, Bo Stone wrote:\n> {PROSE}\n>\n> > Is it?\n> It is.\n\nRegards,\nAda\n-- \n"
        "Ada Bright\nPort Office\n"
    )
    found = [(b.kind, b.quote, document.text[b.start : b.end]) for b in document.blocks[2:]]
    assert found == [
        ("paragraph", 0, "Yes."),
        ("paragraph", 0, "On 3 May 2026, Bo Stone wrote:"),
        ("paragraph", 1, PROSE),
        ("paragraph", 2, "Is it?"),
        ("paragraph", 1, "It is."),
        ("paragraph", 0, "Regards,\nAda"),
        ("rule", 0, ""),
        ("paragraph", 0, "Ada Bright\nPort Office"),
    ]


def test_a_forwarded_mail_keeps_its_headers_line_by_line() -> None:
    document = plain(
        "See below.\n\n-----Original Message-----\nFrom: Bo Stone\nSent: Monday, 4 May 2026 9:00\nTo: Ada Bright;\n"
        f" Port Office\nSubject: Quay\n\n{PROSE}\n"
    )
    assert rows(document)[2:] == [
        ("paragraph", "See below."),
        ("rule", ""),
        ("heading", "Original Message"),
        ("paragraph", "From: Bo Stone\nSent: Monday, 4 May 2026 9:00\nTo: Ada Bright; Port Office\nSubject: Quay"),
        ("paragraph", PROSE),
    ]
    assert document.metadata.author == "Ada Bright"


def test_lines_broken_for_the_wire_are_whole_again() -> None:
    text = "The quay was \nsurveyed in May.\n> It is \n> long.\n  indented\n"
    document = plain(text, kind="text/plain; charset=utf-8; format=flowed")
    assert [text for _, text in rows(document)[2:]] == ["The quay was surveyed in May.", "It is long.", "indented"]
    document = plain("The qu \nay.\n", kind="text/plain; format=flowed; delsp=yes")
    assert document.text.endswith("\nThe quay.")


def test_greetings_are_no_headings() -> None:
    document = plain(f"Dear Colleagues\n\n{PROSE}\n\nKind regards\n\nAda Bright\n\n{PROSE}\n")
    assert [kind for kind, _ in rows(document)] == ["heading", *["paragraph"] * 6]


def test_dashes_at_the_top_are_no_front_matter() -> None:
    assert "title: Trick" in plain("---\ntitle: Trick\n---\nWords of the mail.\n").text


def both(text: str, page: str) -> Document:
    message = EmailMessage()
    message["From"] = "Ada Bright <ada@example.org>"
    message["Subject"] = "Quay"
    message.set_content(text)
    message.add_alternative(page, subtype="html")
    return read(message.as_bytes(), "quay.eml")


def test_of_two_forms_the_plain_is_read_when_it_says_as_much() -> None:
    assert both(PROSE, f"<p><b>{PROSE}</b>").inlines == ()
    document = both("Your program cannot show this mail.", f"<p>{PROSE}<p><b>{PROSE}</b>")
    assert rows(document)[2:] == [("paragraph", PROSE), ("paragraph", PROSE)]
    assert document.inlines


def test_a_plain_form_made_of_the_other_is_not_read() -> None:
    document = both(
        PROSE.replace("quay", "quay <https://example.org/quay?a=1>"),
        f"<p>{PROSE.replace('quay', '<a href=/q>quay</a>')}",
    )
    assert rows(document)[-1] == ("paragraph", PROSE)
    assert [mark.kind for mark in document.inlines] == ["link"]


def test_tables_that_place_text_are_no_tables() -> None:
    page = f"<table><tr><td></td><td>{PROSE}</td></tr><tr><td>More.</td></tr></table>"
    assert [kind for kind, _ in rows(both("", page))[2:]] == ["paragraph", "paragraph"]
    page = f"<p>{PROSE}</p><table><tr><td>Berth</td><td>Free</td></tr><tr><td>1</td><td>yes</td></tr></table>"
    assert [kind for kind, _ in rows(both("", page))[2:]] == ["paragraph", *["cell"] * 4]


def test_html_of_office_programs() -> None:
    document = read(
        HEADERS + b"Content-Type: text/html\n\n<p>From <st1:place>Sorrel</st1:place> Quay<o:p></o:p></p>"
        b"<p style='mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span>&nbsp; </span>"
        b"</span><![endif]>One</p><p style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.</span>Two</p>"
        b"<p hidden>no</p><blockquote><p>Long.</p></blockquote>",
        "quay.eml",
    )
    assert rows(document)[2:] == [
        ("paragraph", "From Sorrel Quay"),
        ("item", "One"),
        ("item", "Two"),
        ("paragraph", "Long."),
    ]
    assert [b.place and (b.place.number, b.place.ordered) for b in document.blocks[3:5]] == [(1, True), (2, True)]
    assert len({b.place.list_id for b in document.blocks if b.place}) == 1
    assert document.blocks[-1].quote == 1


@pytest.mark.parametrize(
    ("charset", "text"),
    [
        ("iso-2022-jp", "埠頭は長い"),
        ("koi8-r", "Причал длинный"),
        ("windows-1252", "“Quay”"),
        ("nonsense-8", "The quay é"),
    ],
)
def test_encodings(charset: str, text: str) -> None:
    data = text.encode(charset if charset != "nonsense-8" else "utf-8")
    document = read(HEADERS + f"Content-Type: text/plain; charset={charset}\n\n".encode() + data, "a.eml")
    assert document.text.endswith(text)


@pytest.mark.parametrize("charset", ["\0", "utf-7\0", "iso-2022-\0", "hz-x", "idna", "zlib"])
def test_charsets_that_are_none(charset: str) -> None:
    document = read(
        HEADERS + f"Content-Type: text/plain; charset={charset}\n\nThe quay \xe9".encode("latin-1"), "a.eml"
    )
    assert "The quay" in document.text


def test_a_mail_in_utf_16() -> None:
    document = read((HEADERS + b"\nThe quay is long.").decode().encode("utf-16"), "a.eml")
    assert (document.metadata.title, document.text[-17:]) == ("Quay", "The quay is long.")


def test_bytes_in_headers_that_should_not_be_there() -> None:
    document = read("Subject: Käne\nFrom: Adéla <a@example.org>\n\nx".encode(), "a.eml")
    assert (document.metadata.title, document.metadata.author) == ("Käne", "Adéla")


def multipart(*parts: bytes, kind: str = "mixed") -> bytes:
    body = b"".join(b"--cut\n" + part + b"\n" for part in parts)
    return (
        HEADERS + f"MIME-Version: 1.0\nContent-Type: multipart/{kind}; boundary=cut\n\n".encode() + body + b"--cut--\n"
    )


def names(data: bytes) -> list[str]:
    return [enclosure.name for enclosure in letter(data).enclosures]


TEXT = b"Content-Type: text/plain\n\nThe quay is long."
PICTURE = b"Content-Type: image/png; name=a.png\nContent-ID: <a@b>\n\nxx"


def test_what_a_mail_encloses_is_listed() -> None:
    note = b'Content-Type: text/plain\nContent-Disposition: attachment; filename="note.txt"\n\nNot of the mail.'
    paper = b"Content-Type: application/pdf\nContent-Disposition: attachment; filename*=utf-8''K%C3%A4ne\n\n%PDF"
    data = multipart(TEXT, note, paper, b"Content-Type: text/plain\n\nSent from the list.")
    document = read(data, "a.eml")
    assert names(data) == ["note.txt", "Käne.pdf"]
    assert document.metadata.extra["attachments"] == "note.txt; Käne.pdf"
    assert [text for _, text in rows(document)[2:]] == ["The quay is long.", "Sent from the list."]


def test_pictures_shown_in_the_text_are_not_enclosed() -> None:
    page = b"Content-Type: text/html\n\n<p>Quay <img src='cid:a@b' alt='A pier'></p>"
    assert names(multipart(page, PICTURE, kind="related")) == []
    assert names(multipart(TEXT, PICTURE)) == ["a.png"]


@pytest.mark.parametrize("encoding", ["7bit", "base64", "quoted-printable"])
def test_a_mail_within_a_mail(encoding: str) -> None:
    inner = b"Subject: Inner = one\nFrom: bo@example.org\n\nThe berth is free.\n"
    coded = {"7bit": inner, "base64": base64.encodebytes(inner), "quoted-printable": inner.replace(b"=", b"=3D")}
    header = f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {encoding}\n\n".encode()
    (enclosure,) = letter(multipart(TEXT, header + coded[encoding])).enclosures
    assert enclosure.name.endswith(".eml")
    document = read(enclosure.content(), enclosure.name)
    assert (document.metadata.title, document.metadata.author) == ("Inner = one", "bo@example.org")
    assert rows(document)[-1] == ("paragraph", "The berth is free.")


def test_what_cannot_be_read_is_said() -> None:
    tnef = b"Content-Type: application/ms-tnef; name=winmail.dat\n\nxx"
    mail = letter(multipart(TEXT, tnef))
    assert mail.enclosures[0].refusal == mail.notice == "BriefReader cannot read what Outlook packs into winmail.dat."
    sealed = read(HEADERS + b"Content-Type: application/pkcs7-mime; name=smime.p7m\n\nxx", "a.eml")
    assert "encrypted" in sealed.metadata.extra["notice"]
    assert len(sealed.blocks) == 2


def test_parts_that_stand_too_deeply_in_each_other() -> None:
    head = HEADERS
    for depth in range(3000):
        head += f"Content-Type: multipart/mixed; boundary=b{depth}\n\n--b{depth}\n".encode()
    document = read(head + b"\nThe quay is long.", "a.eml")
    assert "too deeply" in document.metadata.extra["notice"]
    assert document.metadata.title == "Quay"
    assert document.text.endswith("The quay is long.")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_a_damaged_mail_is_read_nonetheless(data: st.DataObject) -> None:
    whole = bytearray(
        multipart(
            TEXT,
            PICTURE,
            b"Content-Type: text/html; charset=utf-8\n\n<p>a<p>b",
            b"Content-Type: message/rfc822\n\n" + HEADERS,
        )
    )
    for _ in range(data.draw(st.integers(1, 8))):
        place = data.draw(st.integers(0, len(whole) - 1))
        whole[place : place + data.draw(st.integers(0, 3))] = data.draw(st.binary(max_size=4))
    document = read(bytes(whole), "a.eml")
    for enclosure in letter(bytes(whole)).enclosures:
        with suppress(ReadError):
            enclosure.content()
    assert all(0 <= block.start <= block.end <= len(document.text) for block in document.blocks)
    assert "".join(document.text[b.start : b.end] + "\n" for b in document.blocks).rstrip("\n") == document.text.rstrip(
        "\n"
    )


@given(st.binary(max_size=300))
def test_any_bytes_are_some_mail(data: bytes) -> None:
    read(data, "a.eml")
