"""Killed in the middle of whatever it does for its user, the program loses nothing it said was saved: a seeded share of
`benchmarks/kills.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefreader

ROOT = Path(briefreader.__file__).parents[1]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("kind", ["tagging", "importing", "anchoring", "merging", "migrating"])
def test_what_was_said_to_be_saved_is_there_after_a_kill(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, str(ROOT / "benchmarks" / "kills.py"), str(tmp_path), "--kills", "3", "--seed", "7"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run([*command, "--only", kind], capture_output=True, text=True, env=environment, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[:2] == [kind, "3"]
