"""Real reading processes: what is good is read, whatever is bad ends as a sentence and nothing else."""

from __future__ import annotations

import gc
import os
import queue
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefreader.readers.parts import Part
from briefreader.service import processor_time, reading_room
from briefreader.service.processor_time import Use
from briefreader.service.reading_room import CRASHED, TOO_SLOW, ReadingRoom, Wanted

# A reader that does what the names of its files say.
PROGRAM = """
import os, signal, sys, time
from briefreader.service import reading_process
real = reading_process.parts
def parts(path, known):
    if "hang" in path.name:
        time.sleep(600)
    if "crash" in path.name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "print" in path.name:
        os.write(1, b"a library talks" * 1000)
    if "swell" in path.name:
        bytearray(4 * 1024**3)
    if "write" in path.name:
        with open(str(path) + ".new", "wb") as file:
            file.write(b"x")
    yield from real(path, known)
reading_process.parts = parts
sys.argv[1:] = sys.argv[-1:]
reading_process.main()
"""


def read(room: ReadingRoom, *paths: Path, known: str = "") -> dict[str, Part]:
    found: dict[str, Part] = {}
    ended = []
    for reading in room.read(Wanted(path, known) for path in paths):
        if reading.path is not None and reading.part is not None:
            found[reading.path.name] = reading.part
        if reading.ended and reading.path is not None:
            ended.append(reading.path)
    assert sorted(ended) == sorted(paths)
    return found


def write(folder: Path, *names: str) -> list[Path]:
    for name in names:
        (folder / name).write_text(f"The {name} lies in the harbour of Lindesund.\n")
    return [folder / name for name in names]


def test_files_are_read_and_refused(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    with ReadingRoom() as room:
        found = read(room, *write(tmp_path, "a.txt", "b.md"), tmp_path / "empty.txt", tmp_path / "absent.txt")
        again = read(room, tmp_path / "a.txt", known=found["a.txt"].digest)
    document = found["a.txt"].document
    assert document is not None
    assert "Lindesund" in document.text
    assert found["b.md"].document is not None
    assert found["empty.txt"].refusal == "The file is empty."
    assert "no such file" in found["absent.txt"].refusal
    assert again["a.txt"].document is None
    assert not again["a.txt"].refusal


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such signals and limits")
def test_a_bad_file_stops_nothing(tmp_path: Path) -> None:
    names = ["good-1.txt", "crash.txt", "hang.txt", "swell.txt", "print.txt", "good-2.txt", "good-3.txt"]
    with ReadingRoom(patience=3.0, program=(sys.executable, "-c", PROGRAM)) as room:
        found = read(room, *write(tmp_path, *names))
    assert found["crash.txt"].refusal == CRASHED
    assert found["hang.txt"].refusal == TOO_SLOW
    assert found["swell.txt"].document is None
    for name in ("good-1.txt", "good-2.txt", "good-3.txt", "print.txt"):
        assert found[name].document is not None, name


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such limit")
def test_a_reader_writes_no_file(tmp_path: Path) -> None:
    with ReadingRoom(readers=1, program=(sys.executable, "-c", PROGRAM)) as room:
        read(room, *write(tmp_path, "write.txt", "good.txt"))
    assert not any(path.stat().st_size for path in tmp_path.glob("*.new"))


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to see the processes")
def test_closing_in_the_middle_leaves_no_process(tmp_path: Path) -> None:
    paths = write(tmp_path, "hang-1.txt", "hang-2.txt")
    with ReadingRoom(program=(sys.executable, "-c", PROGRAM)) as room:
        steps = room.read(Wanted(path) for path in paths)
        assert next(steps).part is None  # time passes, and the caller may stop
        steps.close()
    gc.collect()
    end = time.monotonic() + 30
    while time.monotonic() < end and _children():
        time.sleep(0.05)
    assert _children() == []


def _children() -> list[str]:
    found = []
    for task in Path(f"/proc/{os.getpid()}/task").iterdir():
        for child in (task / "children").read_text().split():
            command = Path(f"/proc/{child}/cmdline")
            if command.exists() and b"reading_process" in command.read_bytes():
                found.append(child)
    return found


@pytest.mark.parametrize(
    ("now", "left", "starved"),
    [
        (Use(11.0, True), -0.1, True),  # had one second of thirty
        (Use(29.0, True), -0.1, False),  # had its share, and did not come to an end
        (Use(11.0, False), -0.1, False),  # waits for something
        (Use(11.0, True), -91.0, False),  # however busy the machine is
        (None, -0.1, False),
    ],
)
def test_a_process_that_is_not_let_gets_more_time(
    monkeypatch: pytest.MonkeyPatch, now: Use | None, left: float, starved: bool
) -> None:
    given = iter((Use(10.0, True), now))
    monkeypatch.setattr(processor_time, "use_of", lambda _process: next(given))
    reader = reading_room._Reader(queue.Queue(), ())
    with subprocess.Popen([sys.executable, "-c", "pass"], stdin=subprocess.PIPE) as process:
        reader._process = process
        reader.note_use()
        reader.left = left
        assert reader.is_starved(30.0) is starved
