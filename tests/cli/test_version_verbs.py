"""The verbs about what a brief said before, as another program uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefreader.cli.main import main

NOTE = """The ferry question

The harbour board of Skarvik met in March. The ferry will sail as before, says the board, and nobody pays more for it.

The pilots wait for 3 lamps.
"""


@pytest.fixture
def note(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFREADER_DATA", str(tmp_path / "data"))
    path = tmp_path / "ferry.txt"
    path.write_text(NOTE)
    assert main(["index", str(path)]) == 0
    capsys.readouterr()
    return path


@pytest.fixture
def call(capsys: pytest.CaptureFixture[str]) -> Any:
    def ask(*arguments: str | Path, code: int = 0, json_: bool = True) -> Any:
        assert main([*map(str, arguments), *(["--json"] if json_ else [])]) == code
        out = capsys.readouterr()
        return json.loads(out.out) if json_ and not code else out.out + out.err

    return ask


def again(path: Path, call: Any) -> None:
    path.write_text(NOTE.replace("March", "April").replace("3 lamps", "4 lamps") + "\nNobody else came to the pier.\n")
    call("index", path)


def test_versions_are_listed_and_shown(note: Path, call: Any) -> None:
    assert [one["current"] for one in call("versions", note)] == [True]
    again(note, call)
    now, before = call("versions", note)
    assert (now["current"], before["current"]) == (True, False)
    assert "in March" in call("versions", note, "--show", before["version"])["text"]
    assert "no version 999" in call("versions", note, "--show", 999, code=2)


def test_what_changed_since_the_last_version(note: Path, call: Any) -> None:
    assert "no earlier text" in call("changes", note, code=2)
    call("tag", note, "--exact", "says the board", "--tag", "port")
    again(note, call)
    found = call("changes", note)
    assert [one["kind"] for one in found["paragraphs"]] == ["changed", "changed", "added"]
    words = [(one["kind"], one["old"] or one["new"]) for one in found["paragraphs"][0]["words"]]
    assert words == [("gone", "March"), ("new", "April")]
    assert [one["touch"] for one in found["passages"]] == ["around"]
    told = call("changes", note, json_=False)
    assert "met in[- March-]{+ April+}." in told
    assert "+ Nobody else came to the pier." in told


def test_changes_since_a_day_a_version_or_from_another_brief(note: Path, call: Any, tmp_path: Path) -> None:
    again(note, call)
    old = call("versions", note)[1]["version"]
    assert call("changes", note, "--version", old) == call("changes", note) == call("changes", note, "--since", "2020")
    other = tmp_path / "other.txt"
    other.write_text(NOTE)
    call("index", other)
    assert len(call("changes", note, other)["paragraphs"]) == 3
    assert call("changes", note, "--since", "2999-01-01")["paragraphs"] == []
    assert "Nothing has changed." in call("changes", note, note, json_=False)
