"""The verbs about tags and passages, as another program uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefreader.cli.main import main

NOTE = "The ferry question\n\nThe harbour board met in March. The ferry will sail as before, says the board.\n"


@pytest.fixture
def brief(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFREADER_DATA", str(tmp_path / "data"))
    path = tmp_path / "ferry.txt"
    path.write_text(NOTE)
    assert main(["index", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*arguments: str | Path, code: int = 0) -> Any:
        got = main([*map(str, arguments), "--json"])
        out = capsys.readouterr()
        assert got == code, out.err
        return json.loads(out.out)

    return ask


def test_tags_are_rearranged_and_it_is_taken_back(brief: Path, call: Any) -> None:
    first = call("tag", brief, "--exact", "harbour board", "--tag", "people/board")["id"]
    call("tag", brief, "--exact", "The ferry will sail", "--tag", "ships")
    call("tags", "define", "ships", "What floats.")
    call("tags", "colour", "ships", "teal")
    call("tags", "move", "ships", "trade")
    call("tags", "split", "people/board", "bodies", first)
    found = {row["path"]: row for row in call("tags")}
    assert list(found) == ["bodies", "people", "people/board", "trade", "trade/ships"]
    assert found["trade/ships"]["definition"] == "What floats."
    assert (found["trade"]["passages"], found["trade"]["passages_beneath"]) == (0, 1)
    call("tags", "merge", "bodies", "people/board")
    call("tags", "rename", "people/board", "people/boards")
    assert call("undo")["done"] == "Rename people/board"
    assert call("redo")["done"] == "Rename people/board"
    call("tags", "remove", "people", "--branch")
    assert [row["path"] for row in call("tags")] == ["trade", "trade/ships"]
    assert [row["tags"] for row in call("passages")] == [[], ["trade/ships"]]
    assert "error" in call("tags", "move", "none", "trade", code=1)


def test_a_codebook_is_written_and_read(brief: Path, call: Any, tmp_path: Path) -> None:
    call("tags", "define", "ships", "What floats.")
    assert call("tags", "write", tmp_path / "tags.qdc")["tags"] == 1
    call("tags", "remove", "ships")
    assert call("tags", "read", tmp_path / "tags.qdc") == {"new": 1, "described": 0, "unchanged": 0}
    assert call("tags")[0]["definition"] == "What floats."


def test_passages_are_chosen(brief: Path, call: Any) -> None:
    call("tag", brief, "--exact", "harbour board", "--tag", "people")
    call("tag", brief, "--exact", "The ferry will sail", "--tag", "ships", "--note", "Will it?")
    assert [row["exact"] for row in call("passages", "--tag", "ships", "--brief", brief)] == ["The ferry will sail"]
    assert [row["exact"] for row in call("passages", "--words", "will it")] == ["The ferry will sail"]
    assert call("passages", "--attention") == []
    assert call("passages", "--strength", "fact", "--since", "2020-01-01", "--order", "newest") == []


def test_a_brief_is_marked(brief: Path, call: Any) -> None:
    assert call("mark", brief, "--due", "2026-12-01", "--tag", "urgent")["due"] == "2026-12-01"
    marked = call("mark", brief, "--done", "--untag", "urgent")
    assert (marked["todo"], marked["tags"], marked["due"]) == ("done", [], "")
    call("mark", brief, code=2)
    call("mark", brief, "--done", "--due", "2026-12-01", code=2)
    assert call("undo")["done"].startswith("Done")


def test_a_copy_is_put_back_even_in_the_place_of_a_damaged_library(brief: Path, call: Any, tmp_path: Path) -> None:
    call("tag", brief, "--exact", "harbour board", "--tag", "people")
    assert call("backups") == []
    call("doctor")
    (copy,) = call("backups")
    assert (copy["passages"], copy["sound"]) == (1, True)
    call("tag", brief, "--exact", "The ferry", "--occurrence", "1", "--tag", "ships")
    done = call("restore", copy["name"])
    assert (done["passages"], len(call("passages"))) == (1, 1)
    call("restore", done["kept"])
    assert len(call("passages")) == 2
    (tmp_path / "data" / "library.db").write_bytes(b"spoilt" * 9999)
    assert "briefreader restore" in call("passages", code=1)["error"]
    call("restore", copy["name"])
    assert len(call("passages")) == 1
    assert call("search", "ferry")["total"] == 1
    assert "error" in call("restore", "none", code=1)
