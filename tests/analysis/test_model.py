from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefreader.analysis import model


@pytest.fixture(scope="module")
def loaded() -> model.Model:
    result = model.load()
    if result.model is None:
        pytest.skip(result.notice)
    assert result.notice == ""
    return result.model


def test_spans_are_offsets_into_each_text(loaded: model.Model) -> None:
    texts = ["Nothing here.", "", "She flew from Paris to Kenya.", "She flew from Paris to Kenya."]
    spans = loaded.spans(texts)
    assert [len(found) for found in spans] == [0, 0, 2, 2]
    assert [texts[2][start:end] for start, end, _ in spans[2]] == ["Paris", "Kenya"]


def test_long_texts_are_read_in_pieces_with_offsets_into_the_whole(loaded: model.Model) -> None:
    text = "The talks went on without result in the old town hall. " * 200 + "Then they flew to Kenya."
    [spans] = loaded.spans([text])
    assert [text[start:end] for start, end, _ in spans][-1] == "Kenya"
    assert loaded.spans(["a" * 10_000]) is not None


def test_a_missing_folder_gives_a_notice(tmp_path: Path) -> None:
    result = model.load(tmp_path / "nowhere")
    assert result.model is None
    assert "not installed" in result.notice


def test_altered_weights_are_not_used(tmp_path: Path) -> None:
    for part in model.CHECKSUMS:
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / part).write_bytes(b"other weights")
    result = model.load(tmp_path)
    assert result.model is None
    assert "not the one that was checked" in result.notice


def test_a_model_that_cannot_be_loaded_gives_a_notice(tmp_path: Path, loaded: model.Model) -> None:
    folder = model._folder()
    assert folder is not None
    for part in model.CHECKSUMS:
        (tmp_path / part).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / part, tmp_path / part)
    result = model.load(tmp_path)
    assert result.model is None
    assert "could not be loaded" in result.notice


def test_importing_the_analysis_does_not_import_spacy() -> None:
    code = "import briefreader.analysis.entities, sys; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
