"""The verbs about kept searches, the watch list, quotations and drafts, as another program uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefreader.cli.main import main

NOTE = """The ferry question

The harbour board of Skarvik met in March. The ferry will sail as before, says the board, and nobody pays more for it.
"""
OTHER = """Fares

Ferries of Skarvik cost more from May. The harbour board has said why in a letter to everyone who asked.
"""


@pytest.fixture
def folder(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFREADER_DATA", str(tmp_path / "data"))
    folder = tmp_path / "briefs"
    folder.mkdir()
    (folder / "ferry.txt").write_text(NOTE)
    (folder / "ferry-2.txt").write_text(NOTE.replace("March", "April"))
    (folder / "fares.txt").write_text(OTHER)
    assert main(["index", str(folder)]) == 0
    capsys.readouterr()
    return folder


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*arguments: str | Path, code: int = 0, json_: bool = True) -> Any:
        got = main([*map(str, arguments), *(["--json"] if json_ else [])])
        out = capsys.readouterr()
        assert got == code, out.err
        return json.loads(out.out) if json_ else out.out

    return ask


def test_a_search_is_kept_and_says_what_is_new(folder: Path, call: Any) -> None:
    assert call("searches", json_=False).strip() == "No search is kept yet."
    kept = call("searches", "--keep", "ferry", "--name", "Ferries")
    assert (kept["name"], kept["query"], kept["new"]) == ("Ferries", "ferry", 0)
    (folder / "new.txt").write_text("Notice\n\nThe ferry is late today, and tomorrow too.\n")
    call("index", folder)
    assert [row["new"] for row in call("searches")] == [1]
    assert "1 new" in call("searches", json_=False)
    (new,) = call("searches", "--seen", "ferries")
    assert new["path"].endswith("new.txt")
    assert call("searches", "--seen", "Ferries", json_=False).strip() == "Nothing is new."
    call("searches", "--remove", "Ferries")
    assert call("searches") == []
    call("undo")
    assert len(call("searches")) == 1
    assert "error" in call("searches", "--remove", "none", code=1)
    assert "error" in call("searches", "--name", "none", code=2)


def test_the_watch_list(folder: Path, call: Any, tmp_path: Path) -> None:
    assert "empty" in call("watch", json_=False)
    (tmp_path / "terms").write_text("Skarvik\nharbour board # who else\n")
    assert call("watch", "--terms", tmp_path / "terms") == {"terms": ["Skarvik", "harbour board"]}
    assert call("watch", "--list", json_=False).split("\n")[0] == "Skarvik"
    hits = call("watch")
    assert len(hits) == 6
    assert {hit["term"] for hit in call("watch", folder / "fares.txt")} == {"Skarvik", "harbour board"}
    assert "para" in call("watch", json_=False)


def test_a_quotation_is_checked(folder: Path, call: Any) -> None:
    exact = call("check", "The ferry will sail as before")
    assert (exact["verdict"], len(exact["places"])) == ("verbatim", 2)
    near = call("check", "The ferry must sail as before, says the board")
    assert near["verdict"] == "nearly"
    assert {"kind": "changed", "query": "must", "text": "will"} in near["places"][0]["differences"]
    assert "changed: “must” / “will”" in call("check", "The ferry must sail as before, says the board", json_=False)
    assert call("check", "Zebras graze under violet clouds", json_=False).strip() == "It stands in no brief."
    assert "error" in call("check", "the", code=1)


def test_drafts_and_passages_alike(folder: Path, call: Any) -> None:
    (draft,) = call("alike", folder / "ferry.txt")
    assert draft["likeness"] > 0.5
    assert "ferry" in call("alike", folder / "ferry.txt", json_=False)
    assert call("alike", folder / "fares.txt") == []
    found = call("alike", folder / "fares.txt", "--exact", "The harbour board has said why")
    assert any("harbour board" in row["text"] for row in found)
    assert "harbour board" in call("alike", folder / "fares.txt", "--exact", "The harbour board", json_=False)
