"""The whole program as a process: it ends with 0 and leaves nothing behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from briefreader.service.library import Library

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="reads /proc")


def children(parent: int) -> list[int]:
    found: list[int] = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rsplit(")", 1)[1].split()
        except OSError:
            continue
        if int(fields[1]) == parent and fields[0] != "Z":
            found.append(int(status.parent.name))
    return found


def is_running(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except OSError:
        return False


def wait_until(test: object, seconds: float = 40) -> None:
    end = time.monotonic() + seconds
    while not test():  # type: ignore[operator]
        assert time.monotonic() < end, "it took too long"
        time.sleep(0.05)


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_signal_saves_ends_with_0_and_leaves_no_process(number: signal.Signals, tmp_path: Path) -> None:
    (tmp_path / "brief.txt").write_text("Ports and their fees\n\nThe fees rise in March.\n")
    data = tmp_path / "data"
    command = [sys.executable, "-m", "briefreader", "--data-dir", str(data), str(tmp_path / "brief.txt")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    with subprocess.Popen(command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as program:
        wait_until(lambda: (data / "library.db").exists() and len(children(program.pid)) >= 2)
        with Library.open(data) as library:
            wait_until(lambda: any(brief.state == "ready" for brief in library.briefs()))
        workers = children(program.pid)
        program.send_signal(number)
        out, _ = program.communicate(timeout=30)
    assert program.returncode == 0
    assert out == b""
    wait_until(lambda: not any(is_running(pid) for pid in workers), 10)
    with Library.open(data) as library:
        assert library.setting("window") is not None


def test_a_data_folder_that_cannot_be_used_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    command = [sys.executable, "-m", "briefreader", "--data-dir", str(tmp_path / "file")]
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    program = subprocess.run(command, env=environment, capture_output=True, text=True, timeout=60, check=False)
    assert program.returncode == 1
    assert "cannot be used" in program.stderr
    assert "Traceback" not in program.stderr


def test_the_window_starts_without_what_only_its_workers_need() -> None:
    heavy = "{'spacy', 'numpy', 'whoosh', 'lxml', 'markdown', 'py3langid'}"
    code = f"import sys, briefreader.ui.app; print(sorted({heavy} & set(sys.modules)))"
    program = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert program.stdout.strip() == "[]"
