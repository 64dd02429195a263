import os
import pickle
from pathlib import Path

import pytest

from briefreader import readers
from briefreader.errors import ReadError
from briefreader.readers import reading


def refusal(path: Path) -> ReadError:
    with pytest.raises(ReadError) as caught:
        readers.read(path)
    assert caught.value.path == str(path)
    assert caught.value.message.endswith(".")
    return caught.value


def test_each_format_by_its_name(tmp_path: Path) -> None:
    for name, text, form in (
        ("a.txt", "A line.", "text"),
        ("b.md", "# Head", "markdown"),
        ("c.html", "<p>Words</p>", "html"),
        ("d.txt", "<!doctype html><title>T</title><p>Words</p>", "html"),
        ("no-ending", "A line.", "text"),
    ):
        path = tmp_path / name
        path.write_text(text, encoding="utf-8")
        assert readers.read(path).metadata.format == form


def test_what_cannot_be_read_says_why(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (tmp_path / "blank.txt").write_text(" \n\t\n")
    (tmp_path / "binary.txt").write_bytes(bytes(range(256)) * 8)
    (tmp_path / "slides.ppt").write_bytes(b"anything")
    (tmp_path / "disguised.txt").write_bytes(b"\x89PNG\r\n and more")
    assert "empty" in refusal(tmp_path / "empty.txt").message
    assert "no text" in refusal(tmp_path / "blank.txt").message
    assert "not text" in refusal(tmp_path / "binary.txt").message
    assert refusal(tmp_path / "slides.ppt").message == "BriefReader cannot read old PowerPoint files."
    assert refusal(tmp_path / "slides.ppt").remedy
    assert "PNG image" in refusal(tmp_path / "disguised.txt").message
    assert "folder" in refusal(tmp_path).message
    assert "no such file" in refusal(tmp_path / "absent.txt").message


def test_a_file_that_may_not_be_opened(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "locked.txt"
    path.write_text("secret")

    def refuse(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    assert "may not be opened" in refusal(path).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "ordinary" in refusal(tmp_path / "pipe.txt").message


def test_too_big(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reading, "MAX_BYTES", 10)
    (tmp_path / "long.txt").write_text("eleven char")
    assert "MB" in refusal(tmp_path / "long.txt").message
    with pytest.raises(ReadError):
        readers.read_bytes(b"eleven char", "long.txt")


def test_a_file_that_changes_while_it_is_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text("one two")
    plain_open = Path.open

    def open_and_write(self: Path, mode: str = "r") -> object:
        file = plain_open(self, mode)
        with plain_open(path, "a") as other:
            other.write(" three")
        return file

    monkeypatch.setattr(Path, "open", open_and_write)
    assert "changed while" in refusal(path).message


def test_a_refusal_survives_the_way_between_processes() -> None:
    error = ReadError("a.txt", "The file is empty.", "Look again.")
    copy = pickle.loads(pickle.dumps(error))
    assert (copy.path, copy.message, copy.remedy) == ("a.txt", "The file is empty.", "Look again.")


def test_a_password_of_an_office_file_is_said_to_be_the_reason(tmp_path: Path) -> None:
    path = tmp_path / "a.docx"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"))
    assert refusal(path).message == "It is protected by a password."
