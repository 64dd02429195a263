import io
import zipfile
from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefreader.errors import ReadError
from briefreader.readers import members as module
from briefreader.readers.members import Member, Refused, clean, has_members, members, read_pack


def pack(*files: tuple[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files:
            archive.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def mail(*files: tuple[str, bytes]) -> bytes:
    message = EmailMessage()
    message["Subject"] = "Quay"
    message.set_content("The quay is long.")
    for name, data in files:
        message.add_attachment(data, "application", "octet-stream", filename=name)
    return message.as_bytes()


def names(data: bytes, name: str = "pack.zip") -> list[str]:
    return [member.name for member in members(data, name)]


def test_the_files_of_a_pack_in_its_order() -> None:
    data = pack(("b/quay.txt", b"long"), ("a.md", b"short"), ("c/", b""))
    assert list(members(data, "pack.zip")) == [Member("b/quay.txt", b"long"), Member("a.md", b"short")]


def test_what_is_no_brief_is_left_out() -> None:
    listed = (".hidden.txt", "__MACOSX/a.txt", "a/.DS_Store", "Thumbs.db", "a.png", "~$a.docx", "a/.git/b.md", "b.doc")
    assert names(pack(*((name, b"x") for name in listed))) == ["b.doc"]


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("../../etc/quay.txt", "etc/quay.txt"),
        ("/etc/quay.txt", "etc/quay.txt"),
        ("C:\\Users\\ada\\quay.txt", "Users/ada/quay.txt"),
        ("\\\\host\\share\\quay.txt", "host/share/quay.txt"),
        ("a/./b//quay.txt. ", "a/b/quay.txt"),
        ("qu\x00ay\n\u202etxt.exe", "quaytxt.exe"),
        ("..", "unnamed"),
        ("", "unnamed"),
        ("K├ñne.txt", "Käne.txt"),
        ("Käne.txt", "Käne.txt"),
        ("a" * 300 + ".pdf", "a" * 108 + ".pdf"),
    ],
)
def test_names_are_cleaned(written: str, shown: str) -> None:
    assert clean(written) == shown


@given(st.text(st.characters(max_codepoint=127)) | st.text("aC:/\\. \x00") | st.text())
def test_no_name_leads_anywhere(name: str) -> None:
    steps = clean(name).split("/")
    assert all(step.strip(". ") and not step.endswith((".", " ")) and len(step) <= 120 for step in steps)
    assert not any(step[1:2] == ":" and step[0].isascii() and step[0].isalpha() for step in steps)
    if name.isascii():
        assert clean(clean(name)) == clean(name)


def test_members_of_one_name_are_told_apart() -> None:
    data = mail(("a.txt", b"1"), ("A.txt", b"2"), ("a.txt", b"3"), ("a (2).txt", b"4"))
    assert names(data, "a.eml") == ["a.txt", "A (2).txt", "a (3).txt", "a (2) (2).txt"]


def test_attachments_of_a_mail() -> None:
    data = mail(("papers/quay.txt", b"long"), ("seal.png", b"x"))
    assert list(members(data, "a.eml")) == [Member("papers-quay.txt", b"long")]


def test_what_outlook_packs_is_refused_in_a_sentence() -> None:
    (refused,) = members(mail(("winmail.dat", b"x")), "a.eml")
    assert isinstance(refused, Refused)
    assert refused.sentence.endswith("winmail.dat.")


def test_protected_and_swelling_members_are_refused_and_the_others_read() -> None:
    data = bytearray(pack(("secret.txt", b"x" * 50), ("bomb.txt", bytes(30_000_000)), ("quay.txt", b"long")))
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.find(mark) + offset] |= 1  # the flag of encryption of the first member
    secret, bomb, quay = members(bytes(data), "pack.zip")
    assert secret == Refused("secret.txt", "It is protected by a password.")
    assert isinstance(bomb, Refused)
    assert "unpacks" in bomb.sentence
    assert quay == Member("quay.txt", b"long")


def test_bounds(monkeypatch: pytest.MonkeyPatch) -> None:
    data = pack(*((f"{n}.txt", b"xxxx") for n in range(5)))
    monkeypatch.setattr(module, "MAX_MEMBERS", 3)
    assert [type(member) for member in members(data, "pack.zip")] == [Member, Member, Member, Refused]
    monkeypatch.setattr(module, "MAX_TOTAL", 9)
    assert [type(member) for member in members(data, "pack.zip")] == [Member, Member, Refused]
    monkeypatch.setattr(module, "MAX_MEMBER", 3)
    assert all(isinstance(member, Refused) for member in members(data, "pack.zip"))


def test_a_pack_is_no_brief() -> None:
    with pytest.raises(ReadError, match="one by one"):
        read_pack(pack(("quay.txt", b"x")), "pack.zip")
    with pytest.raises(ReadError, match="no file in it"):
        read_pack(pack(("a.png", b"x")), "pack.zip")
    with pytest.raises(ReadError, match="damaged"):
        read_pack(b"PK\x03\x04 and no more", "pack.zip")


def test_only_mails_and_packs_hold_others() -> None:
    assert has_members("zip")
    assert has_members("eml")
    assert not has_members("docx")
    assert list(members(b"words", "a.txt")) == []


@given(st.binary(max_size=200))
def test_a_damaged_pack_ends_in_a_sentence(noise: bytes) -> None:
    whole = pack(("a.txt", b"x" * 100), ("b.txt", b"y"))
    data = whole[:60] + noise + whole[60 + len(noise) :]
    try:
        assert len(list(members(data, "pack.zip"))) <= 2
    except ReadError as error:
        assert error.message.endswith(".")  # noqa: PT017 - listing is as good an outcome
