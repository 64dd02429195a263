from __future__ import annotations

import logging
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader import log
from briefreader.errors import StoreError


@pytest.fixture
def diary(tmp_path: Path) -> Iterator[Path]:
    log.start(tmp_path / "logs", "test")
    yield tmp_path / "logs" / "test.log"
    log.stop()


def test_the_message_of_an_unexpected_error_stays_out_of_the_log(diary: Path) -> None:
    try:
        raise ValueError("the minister's secret sentence")
    except ValueError:
        logging.getLogger("briefreader.test").exception("job failed")
    written = diary.read_text()
    assert "ValueError" in written
    assert "test_log.py" in written
    assert "secret" not in written


def test_our_own_sentences_are_kept() -> None:
    assert log.describe(StoreError("The library is newer.")).endswith("StoreError: The library is newer.")


def test_only_the_user_may_read_it(diary: Path) -> None:
    assert stat.S_IMODE(diary.stat().st_mode) == 0o600


def test_a_folder_that_cannot_be_made_does_not_stop_the_program(tmp_path: Path) -> None:
    (tmp_path / "logs").write_text("in the way")
    log.start(tmp_path / "logs", "test").info("hello")
    log.stop()


def test_an_uncaught_error_is_one_sentence(diary: Path, capsys: pytest.CaptureFixture[str]) -> None:
    log.log_uncaught(ValueError, ValueError("secret"), None)
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    assert "secret" not in said + diary.read_text()
