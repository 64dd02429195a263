"""One brief that the analysis fails on keeps no other from being understood."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import Any

import pytest

from briefreader import analysis
from briefreader.jobs import run
from briefreader.service.inspecting import inspect
from briefreader.service.library import Library
from briefreader.service.understanding import UNFINISHED

_analyse = analysis.analyse


def fails_on_ferries(document: Any, model: Any) -> Any:
    return _analyse(document, None) if "ferry" not in document.text else 1 / 0


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    (briefs / "ferry.txt").write_text("Ferry times\n\nThe ferry leaves at nine, said Tormod Akselrud.\n")
    (briefs / "grain.txt").write_text('Grain\n\n"We have enough," said Tormod Akselrud of Norway.\n')
    monkeypatch.setattr(analysis, "analyse", fails_on_ferries)
    return briefs


def test_the_others_are_understood_and_the_log_says_where_it_failed(
    folder: Path, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.ERROR, "briefreader")
    with Library.open(tmp_path / "data") as library:
        run(library.ingest([folder]))
        ferry, grain = library.brief("ferry.txt").id, library.brief("grain.txt").id
        assert [quote.quote.text for quote in library.quotes(grain)] == ["We have enough,"]
        assert library.brief(ferry).notice == UNFINISHED
        assert run(library.understand()) == 0
    (record,) = caplog.records
    assert ferry in record.getMessage()
    assert "test_understanding.py" in record.getMessage()
    assert "leaves at nine" not in record.getMessage()


def test_a_file_inspected_alone_is_shown_without_findings(folder: Path, caplog: pytest.LogCaptureFixture) -> None:
    document, findings = inspect(folder / "ferry.txt")
    assert document.text.startswith("Ferry times")
    assert (findings.notice, findings.mentions) == (UNFINISHED, ())
    assert len(caplog.records) == 1
