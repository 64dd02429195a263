"""What the system says of a process: whether it works, and how much processor time it has had."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from briefreader.service.processor_time import Use, use_of

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells it in /proc")


SLEEPS = """
import time
while time.process_time() < 0.2:
    pass
time.sleep(60)
"""


def eventually(program: str, wanted: bool) -> Use:
    """What is said of a process that works, or sleeps, once it does."""
    with subprocess.Popen([sys.executable, "-c", program]) as process:
        try:
            for _ in range(600):
                use = use_of(process.pid)
                if use is not None and use.works is wanted and use.seconds > 0:
                    return use
                time.sleep(0.02)
        finally:
            process.kill()
    raise AssertionError("never seen")


def test_a_process_that_works_and_one_that_sleeps_are_told_apart() -> None:
    assert eventually("while True: pass", True).seconds > 0
    assert not eventually(SLEEPS, False).works


def test_the_own_time_grows() -> None:
    before = use_of(os.getpid())
    deadline = time.process_time() + 0.1
    while time.process_time() < deadline:
        pass
    after = use_of(os.getpid())
    assert before is not None
    assert after is not None
    assert after.seconds > before.seconds


def test_nothing_is_known_of_a_process_that_is_not_there() -> None:
    assert use_of(2**30) is None
