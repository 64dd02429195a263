"""Killed in the middle of indexing, the program has an index that opens or is made anew, without loss: a seeded share
of `benchmarks/search_kills.py`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import briefreader

ROOT = Path(briefreader.__file__).parents[1]


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("kind", ["adding", "committing", "merging", "deleting", "rebuilding"])
def test_what_the_index_was_told_is_in_it_once_after_a_kill(tmp_path: Path, kind: str) -> None:
    command = [sys.executable, "-W", "ignore", str(ROOT / "benchmarks" / "search_kills.py"), str(tmp_path)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [*command, "--kills", "2", "--seed", "3", "--only", kind],
        capture_output=True,
        text=True,
        env=environment,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1].split()[:2] == [kind, "2"]
