"""The verbs about colleagues' readings, as another program uses them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefreader.cli.main import main

NOTE = "The ferry question\n\nThe harbour board of Skarvik met in March.\n\nThe ferry will sail as before.\n"


@pytest.fixture
def call(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Any:
    """Calls a verb as one of two readers, each with a library and a copy of the note."""
    for reader in ("ada", "ben"):
        (tmp_path / reader).mkdir()
        (tmp_path / reader / "ferry.txt").write_text(NOTE)

    def ask(reader: str, *arguments: str | Path, code: int = 0) -> Any:
        monkeypatch.setenv("BRIEFREADER_DATA", str(tmp_path / f"{reader}-data"))
        assert main([*map(str, arguments), "--json"]) == code
        out = capsys.readouterr()
        return json.loads(out.out) if not code else out.out + out.err

    for reader, name in (("ada", "Ada Veld"), ("ben", "Ben Roth")):
        ask(reader, "index", tmp_path / reader)
        ask(reader, "reading", "name", name)
    return ask


def test_two_readings_meet_by_file(call: Any, tmp_path: Path) -> None:
    note, file = tmp_path / "ada" / "ferry.txt", tmp_path / "ada.reading.json"
    call("ada", "tag", note, "--exact", "met in March", "--tag", "board", "--note", "why")
    call("ben", "tag", tmp_path / "ben" / "ferry.txt", "--exact", "sail as before", "--tag", "board")
    assert call("ada", "reading", "export", file)["passages"] == 1
    looked = call("ben", "reading", "import", file, "--dry-run")
    assert (looked["reader"], looked["new"], looked["exact"], looked["done"]) == ("Ada Veld", 1, 1, False)
    assert len(call("ben", "passages")) == 1
    assert call("ben", "reading", "import", file)["new"] == 1
    again = call("ben", "reading", "import", file)
    assert (again["new"], again["unchanged"]) == (0, 1)
    assert {one["exact"]: one["note"] for one in call("ben", "passages")} == {
        "met in March": "why",
        "sail as before": "",
    }
    call("ben", "undo")
    assert [one["exact"] for one in call("ben", "passages")] == ["sail as before"]


def test_what_is_wrong_is_said(call: Any, tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text("{}")
    assert "." in call("ben", "reading", "import", tmp_path / "x.json", code=1)
    assert "decides nothing" in call("ben", "reading", "import", tmp_path / "x.json", "--decide", "both", code=2)
    assert "needs a name" in call("ben", "reading", "name", " ", code=2)


def test_how_far_two_agree(call: Any, tmp_path: Path) -> None:
    file = tmp_path / "ada.reading.json"
    call("ada", "tag", tmp_path / "ada" / "ferry.txt", "--exact", "met in March", "--tag", "board")
    call("ada", "reading", "export", file)
    call("ben", "tag", tmp_path / "ben" / "ferry.txt", "--exact", "harbour board", "--tag", "board")
    assert "nobody yet" in call("ben", "reading", "agreement", "Ada Veld", code=2)
    call("ben", "reading", "import", file)
    (board,) = call("ben", "reading", "agreement", "Ada Veld")
    assert (board["tag"], board["both"], board["neither"], board["percent"]) == ("board", 1, 1, 100.0)
