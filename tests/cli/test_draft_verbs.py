from __future__ import annotations

import json
from pathlib import Path

import pytest

from briefreader.cli.main import main
from briefreader.service.library import Library


@pytest.fixture
def data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("BRIEFREADER_DATA", str(tmp_path / "data"))
    (tmp_path / "ports.txt").write_text("Port fees\n\nThe fees rise in March.\n")
    with Library.open(tmp_path / "data") as library:
        for _ in library.ingest([tmp_path / "ports.txt"], analyse=False):
            pass
        library.tag_text(str(tmp_path / "ports.txt"), "The fees rise", "money")
    return tmp_path


def said(capsys: pytest.CaptureFixture[str], *words: str) -> object:
    assert main([*words, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_draft_is_begun_listed_checked_and_removed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    made = said(capsys, "drafts", "--new", "one-page", "--title", "Fees", "--tag", "money")
    assert [one["title"] for one in said(capsys, "drafts")] == ["Fees"]
    checked = said(capsys, "drafts", "--check", "fees")
    assert checked["without_marking"] == 1 or checked["markings"] == []
    said(capsys, "drafts", "--remove", made["id"])
    assert said(capsys, "drafts") == []


def test_the_marking_has_to_be_confirmed(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said(capsys, "drafts", "--new", "two-page", "--title", "Fees")
    given = ["export", "--draft", "Fees", "--format", "md", "--output", str(data / "fees.md")]
    assert main(given) == 2
    assert "has to be confirmed" in capsys.readouterr().err
    assert not (data / "fees.md").exists()
    assert main([*given, "--marking", "QUIET", "--machine-copy"]) == 0
    capsys.readouterr()
    assert (data / "fees.md").read_text().startswith("**QUIET**")
    assert (data / "fees.jsonld").exists()
    assert main(given) == 2
    assert "It bore “QUIET” last." in capsys.readouterr().err
    assert main([*given, "--marking", "", "--title", "Other"]) == 2
