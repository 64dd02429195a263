"""A file and what is in it."""

from __future__ import annotations

import io
import zipfile
from email.message import EmailMessage
from pathlib import Path

import pytest

from briefreader.errors import ReadError
from briefreader.readers.parts import MAX_DEPTH, Part, bytes_of, parts

NOTE = b"The ferry leaves Lindesund at nine.\n"


def packed(**members: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as file:
        for name, data in members.items():
            file.writestr(name.replace("__", "/").replace("_", "."), data)
    return stream.getvalue()


def mail(attachment: bytes, name: str) -> bytes:
    letter = EmailMessage()
    letter["Subject"], letter["From"], letter["To"] = "The ferry", "Mara Okonjo <m@example.org>", "i@example.org"
    letter.set_content("The table is attached.\n")
    letter.add_attachment(attachment, maintype="application", subtype="octet-stream", filename=name)
    return bytes(letter)


def read(tmp_path: Path, name: str, data: bytes) -> dict[str, Part]:
    (tmp_path / name).write_bytes(data)
    return {part.inner: part for part in parts(tmp_path / name) if not part.is_pack}


def test_a_file_is_one_part(tmp_path: Path) -> None:
    found = read(tmp_path, "note.txt", NOTE)
    assert list(found) == [""]
    document = found[""].document
    assert document is not None
    assert document.text == NOTE.decode().strip()
    (again,) = parts(tmp_path / "note.txt", found[""].digest)
    assert (again.document, again.refusal) == (None, "")


def test_a_pack_is_what_is_in_it(tmp_path: Path) -> None:
    found = read(tmp_path, "pack.zip", packed(a_txt=NOTE, deep__b_md=b"# Head\n\nWords.\n", picture_png=b"\x89PNG"))
    assert set(found) == {"a.txt", "deep/b.md"}
    assert all(part.document for part in found.values())
    assert bytes_of(str(tmp_path / "pack.zip!/a.txt")) == NOTE


def test_a_pack_itself_is_known_again_by_its_bytes(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(packed(a_txt=NOTE))
    (itself,) = [part for part in parts(tmp_path / "pack.zip") if part.is_pack]
    (again,) = parts(tmp_path / "pack.zip", itself.digest)
    assert (again.inner, again.document, again.refusal) == ("", None, "")


def test_a_mail_comes_before_what_is_attached(tmp_path: Path) -> None:
    found = read(tmp_path, "letter.eml", mail(packed(inner_txt=NOTE), "tables.zip"))
    assert list(found) == ["", "tables.zip!/inner.txt"]
    assert bytes_of(str(tmp_path / "letter.eml!/tables.zip!/inner.txt")) == NOTE


def test_what_lies_too_deep_is_said_to(tmp_path: Path) -> None:
    data = packed(a_txt=NOTE)
    for _ in range(MAX_DEPTH):
        data = packed(inner_zip=data)
    found = read(tmp_path, "deep.zip", data)
    assert [part.document for part in found.values()] == [None]
    assert "too deep" in next(iter(found.values())).refusal


def test_an_empty_or_damaged_pack_is_refused_itself(tmp_path: Path) -> None:
    assert "no file in it" in read(tmp_path, "empty.zip", packed(a_png=b"\x89PNG"))[""].refusal
    assert read(tmp_path, "bad.zip", packed(a_txt=NOTE)[:40])[""].refusal


def test_bytes_that_are_not_there(tmp_path: Path) -> None:
    (tmp_path / "pack.zip").write_bytes(packed(a_txt=NOTE))
    with pytest.raises(ReadError, match="no longer"):
        bytes_of(str(tmp_path / "pack.zip!/b.txt"))
    with pytest.raises(ReadError, match="no such file"):
        bytes_of(str(tmp_path / "absent.zip!/b.txt"))


def test_a_folder_may_be_called_as_if_it_were_a_pack(tmp_path: Path) -> None:
    (tmp_path / "loud!").mkdir()
    (tmp_path / "loud!" / "a.txt").write_bytes(NOTE)
    assert bytes_of(str(tmp_path / "loud!/a.txt")) == NOTE
