"""The bridge with real workers."""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from briefreader import jobs
from briefreader.records import SearchResult
from briefreader.service.asking import Answer, NamesWanted
from briefreader.service.library import Library
from briefreader.ui.bridge import Bridge

SLOW = 120_000


@pytest.fixture
def bridge(library: Library, qapp: QObject) -> Iterator[Bridge]:
    made = Bridge(library.folder)
    yield made
    made.stop()


def test_a_search_is_answered_with_the_latest_question(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.found, timeout=SLOW) as answer:
        bridge.search("trains")
        bridge.search("harbour fees")
    result = answer.args[0]
    assert isinstance(result, SearchResult)
    assert result.query == "harbour fees"
    assert result.total == 1


def test_a_lost_index_is_made_anew_by_itself(bridge: Bridge, qtbot: QtBot, library: Library) -> None:
    shutil.rmtree(library.folder / "index")
    with qtbot.waitSignal(bridge.idle, timeout=SLOW), qtbot.waitSignal(bridge.found, timeout=SLOW) as answer:
        bridge.search("harbour")
    assert answer.args[0].scanned
    with qtbot.waitSignal(bridge.found, timeout=SLOW) as answer:
        bridge.search("harbour")
    assert (answer.args[0].scanned, answer.args[0].total) == (False, 1)


def test_a_look_at_the_folders_that_finds_nothing_new_says_nothing(
    bridge: Bridge, qtbot: QtBot, library: Library
) -> None:
    with qtbot.assertNotEmitted(bridge.reported), qtbot.waitSignal(bridge.idle, timeout=SLOW):
        bridge.catch_up([str(path) for path in library.folders()])


def test_hits_are_found_in_a_brief(bridge: Bridge, qtbot: QtBot, harbour: str, library: Library) -> None:
    with qtbot.waitSignal(bridge.highlighted, timeout=SLOW) as answer:
        bridge.highlight(harbour, "Norway")
    brief, query, spans = answer.args
    text = library.document(harbour).text
    assert (brief, query) == (harbour, "Norway")
    assert [text[start:end] for start, end in spans] == ["Norway", "Norway"]


def test_an_empty_question_is_refused_in_a_sentence(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.not_found, timeout=SLOW) as answer:
        bridge.search("!!!")
    assert answer.args[0] == "!!!"
    assert answer.args[1].endswith(".")


def test_a_brief_is_forgotten_elsewhere(bridge: Bridge, qtbot: QtBot, harbour: str, library: Library) -> None:
    with qtbot.waitSignal(bridge.forgotten, timeout=SLOW):
        bridge.forget(harbour, passages=True)
    assert harbour not in {brief.id for brief in library.briefs()}


@pytest.mark.skipif(sys.platform == "win32", reason="signals are POSIX")
def test_a_killed_worker_is_reported_started_again_and_asked_again(bridge: Bridge, qtbot: QtBot) -> None:
    bridge.start()
    (first,) = bridge.pids
    with qtbot.waitSignal(bridge.failed, timeout=SLOW) as told, qtbot.waitSignal(bridge.found, timeout=SLOW) as answer:
        os.kill(first, signal.SIGSTOP)
        bridge.search("harbour")
        os.kill(first, signal.SIGKILL)
    assert "started again" in told.args[0]
    assert answer.args[0].total == 1
    assert bridge.pids != [first]


def test_what_is_cancelled_does_not_begin_again(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(f"Brief {number} about ports.\n\n" + "The fees rise. " * 400)
    with qtbot.waitSignal(bridge.progressed, timeout=SLOW):
        bridge.ingest([tmp_path])
    with qtbot.waitSignals([bridge.idle, bridge.stopped], timeout=SLOW):
        bridge.cancel()
    qtbot.wait(300)
    assert not bridge.busy


def test_after_cancel_the_brief_that_is_opened_is_understood_and_no_other(
    bridge: Bridge, qtbot: QtBot, library: Library, tmp_path: Path
) -> None:
    for name in ("one", "two", "three"):
        (tmp_path / f"{name}.txt").write_text(f"Number {name}\n\nThe fees rise, said Mara Okonjo.\n")
    jobs.run(library.ingest([tmp_path / f"{name}.txt" for name in ("one", "two", "three")], analyse=False))
    waiting = {Path(brief.path).stem: brief.id for brief in library.briefs() if not brief.analysed}
    assert {"one", "two", "three"} <= set(waiting)
    bridge.cancel()
    bridge.understand()
    assert not bridge.busy
    with qtbot.waitSignal(bridge.idle, timeout=SLOW):
        bridge.understand(waiting["two"])
    done = {brief.id for brief in library.briefs() if brief.analysed}
    assert waiting["two"] in done
    assert not done & {waiting["one"], waiting["three"]}


def test_stopping_leaves_no_process(bridge: Bridge, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "one.txt").write_text("A brief about ports.\n")
    with qtbot.waitSignal(bridge.changed, timeout=SLOW):
        bridge.ingest([tmp_path / "one.txt"])
    pids = bridge.pids
    assert pids
    bridge.stop()
    bridge.search("ports")
    assert bridge.pids == []
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_what_is_asked_of_all_briefs_is_answered_by_a_worker_of_its_own(
    bridge: Bridge, qtbot: QtBot, tmp_path: Path
) -> None:
    answers: dict[int, Answer] = {}
    bridge.answered.connect(answers.__setitem__)
    names = bridge.ask("names", NamesWanted(words="norway"))
    with qtbot.waitSignal(bridge.unanswered, timeout=SLOW) as refused:
        wrong = bridge.ask("names", None, "colour")
    assert refused.args[0] == wrong
    assert [one.name for one in answers[names].rows] == ["Norway"]
    with qtbot.waitSignal(bridge.written, timeout=SLOW) as written:
        bridge.write_answer("quotes", None, "", tmp_path / "quotes.csv")
    assert written.args[2] == 2
    assert "Nobody has shown us" in (tmp_path / "quotes.csv").read_text(encoding="utf-8-sig")


def test_a_question_is_asked_again_when_its_worker_has_died(bridge: Bridge, qtbot: QtBot) -> None:
    with qtbot.waitSignal(bridge.answered, timeout=SLOW):
        bridge.ask("names")
    worker = bridge._seats["across"].worker
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGSTOP)
    number = bridge.ask("quotes")
    with qtbot.waitSignal(bridge.answered, timeout=SLOW) as answer:
        os.kill(worker.pid, signal.SIGKILL)
    assert answer.args[0] == number
    assert answer.args[1].total == 2
