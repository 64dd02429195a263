"""Real worker processes, spoken to as the window speaks to them."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest

from briefreader.records import Changes, IndexReport, SearchResult
from briefreader.service.library import Library
from briefreader.service.messages import (
    Changed,
    Died,
    Failed,
    Finished,
    Ingest,
    Message,
    Progressed,
    Search,
    Started,
    Stopped,
)
from briefreader.service.worker import Worker

LONGEST_WAIT = 60.0
M = TypeVar("M")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    briefs = tmp_path / "briefs"
    briefs.mkdir()
    for number in range(40):
        (briefs / f"note-{number:02}.txt").write_text(f"Note {number}\n\nThe harbour of Lindesund is quiet.\n")
    return briefs


@pytest.fixture
def worker(tmp_path: Path) -> Iterator[Worker]:
    made = Worker(tmp_path / "data", "ingest")
    made.start()
    yield made
    made.stop()


def until(worker: Worker, kind: type[M]) -> tuple[M, list[Message]]:
    """The first message of `kind`, and all that came with it and before."""
    heard: list[Message] = []
    end = time.monotonic() + LONGEST_WAIT
    while time.monotonic() < end:
        heard += worker.receive()
        for message in heard:
            if isinstance(message, kind):
                return message, heard
        time.sleep(0.01)
    raise AssertionError(f"no {kind.__name__} among {heard}")


def test_a_folder_is_read_step_by_step_and_can_then_be_searched(worker: Worker, folder: Path, tmp_path: Path) -> None:
    assert worker.send(Ingest(1, (str(folder),)))
    finished, heard = until(worker, Finished)
    assert finished.job == 1
    assert isinstance(finished.result, IndexReport)
    assert finished.result.indexed == 40
    assert Started(1) in heard
    assert any(isinstance(message, Progressed) and message.progress.label for message in heard)
    shown = Changes()
    for message in heard:
        if isinstance(message, Changed):
            shown |= message.changes
    assert len(shown.briefs) == 40
    worker.send(Search(2, "harbour", 5))
    answer, _ = until(worker, Finished)
    assert isinstance(answer.result, SearchResult)
    assert answer.result.total == 40
    with Library.open(tmp_path / "data") as library:
        assert len(library.briefs()) == 40


def test_a_job_is_stopped_and_the_next_is_done(worker: Worker, folder: Path) -> None:
    worker.send(Ingest(1, (str(folder),)))
    worker.cancel(1)
    worker.send(Search(2, "harbour"))
    stopped, _ = until(worker, Stopped)
    assert stopped.job == 1
    finished, _ = until(worker, Finished)
    assert finished.job == 2


def test_what_cannot_be_done_is_a_sentence(worker: Worker) -> None:
    worker.send(Search(1, "..."))
    failed, _ = until(worker, Failed)
    assert failed.sentence
    assert "Traceback" not in failed.sentence


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such signal")
def test_a_killed_worker_is_reported_and_no_file_suffers_from_it(worker: Worker, folder: Path, tmp_path: Path) -> None:
    worker.send(Ingest(1, (str(folder / "note-00.txt"), str(folder / "note-01.txt"))))
    until(worker, Progressed)
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    died, _ = until(worker, Died)
    assert "signal 9" in died.reason
    assert not worker.alive
    assert not worker.send(Search(2, "harbour"))
    worker.start()
    worker.send(Ingest(3, (str(folder / "note-00.txt"), str(folder / "note-01.txt"))))
    until(worker, Finished)
    with Library.open(tmp_path / "data") as library:
        assert {brief.state for brief in library.briefs()} == {"ready"}


def test_stopping_leaves_no_process(worker: Worker) -> None:
    pid = worker.pid
    assert pid is not None
    worker.stop()
    with pytest.raises(ProcessLookupError):
        os.kill(pid, 0)
    worker.stop()


def test_a_worker_loads_neither_qt_nor_spacy(tmp_path: Path) -> None:
    script = (
        "import sys, briefreader.service.worker_process\n"
        "loaded = {name.split('.')[0] for name in sys.modules}\n"
        "assert not loaded & {'PySide6', 'spacy', 'whoosh', 'lxml', 'numpy'}, loaded\n"
    )
    subprocess.run([sys.executable, "-c", script], check=True, timeout=60)


@pytest.mark.skipif(sys.platform != "linux", reason="asks /proc for the process")
def test_a_worker_ends_with_its_parent_however_that_ends(tmp_path: Path) -> None:
    script = (
        "import sys, time\n"
        "from pathlib import Path\n"
        "from briefreader.service.worker import Worker\n"
        "if __name__ == '__main__':\n"
        f"    worker = Worker(Path({str(tmp_path / 'data')!r}), 'query')\n"
        "    worker.start()\n"
        "    print(worker.pid, flush=True)\n"
        "    time.sleep(60)\n"
    )
    program = tmp_path / "program.py"
    program.write_text(script)
    parent = subprocess.Popen([sys.executable, str(program)], stdout=subprocess.PIPE, text=True)
    assert parent.stdout is not None
    child = int(parent.stdout.readline())
    parent.stdout.close()
    parent.kill()
    parent.wait()
    end = time.monotonic() + LONGEST_WAIT
    while _runs(child) and time.monotonic() < end:
        time.sleep(0.05)
    assert not _runs(child)


def _runs(pid: int) -> bool:
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return False
    return state not in ("Z", "X")
