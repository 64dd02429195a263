"""A worker that ends as soon as it is started is not started for ever."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from briefreader.service.messages import Died, Message, Request
from briefreader.text.draft import Draft
from briefreader.ui.bridge import Bridge
from briefreader.ui.seat import DEATHS, Seat


class Mortal:
    """Stands in for a worker: dead at once, whatever it is asked."""

    def __init__(self, role: str = "query") -> None:
        self.role = role
        self.pid: int | None = None
        self.starts = 0
        self._end: int | None = None

    def start(self) -> None:
        self.starts += 1
        self._end, other = os.pipe()
        os.close(other)

    def fileno(self) -> int:
        assert self._end is not None
        return self._end

    def send(self, request: Request) -> bool:
        return False

    def receive(self) -> list[Message]:
        self.stop()
        return [Died("It ended.")]

    def cancel(self, job: int) -> None:
        pass

    def stop(self, timeout: float = 0) -> None:
        if self._end is not None:
            os.close(self._end)
        self._end = None


@pytest.fixture
def bridge(tmp_path: Path, qapp: object) -> Iterator[Bridge]:
    """All its workers are mortal."""
    made = Bridge(tmp_path)
    for role, seat in made._seats.items():
        seat.worker = Mortal(role)  # type: ignore[assignment]
    yield made
    made.stop()


def starts(seat: Seat) -> int:
    worker = seat.worker
    assert isinstance(worker, Mortal)
    return worker.starts


@pytest.mark.parametrize("role", ["ingest", "query"])
def test_it_is_given_up_and_stays_so(bridge: Bridge, qtbot: QtBot, tmp_path: Path, role: str) -> None:
    said: list[str] = []
    bridge.failed.connect(lambda sentence, _: said.append(sentence))
    with qtbot.waitSignal(bridge.idle):
        bridge.ingest([tmp_path]) if role == "ingest" else bridge.back_up()
    qtbot.wait(50)
    assert [starts(seat) for name, seat in bridge._seats.items()] == [
        DEATHS + 1 if name == role else 0 for name in bridge._seats
    ]
    assert not bridge.busy
    assert "keeps ending" in said[-1]
    assert sum("started again." in sentence for sentence in said) == DEATHS


def test_who_waits_is_told_that_no_answer_will_come(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignals([bridge.not_found, bridge.export_failed]):
        bridge.search("ports")
        bridge.export_draft(Draft(), "html", tmp_path / "summary.html", "")


def test_asked_again_it_is_tried_again(bridge: Bridge, qtbot: QtBot) -> None:
    for _ in range(2):
        before = starts(bridge._seats["query"])
        with qtbot.waitSignal(bridge.not_found):
            bridge.search("ports")
        assert starts(bridge._seats["query"]) > before
