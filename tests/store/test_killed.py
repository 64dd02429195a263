"""Killed in the middle of its writing, a process loses nothing that it was told is saved."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from pathlib import Path

import pytest

import briefreader
from briefreader.store import Store

WRITER = """
import pathlib, sys
from briefreader.records import Changes
from briefreader.store import FileFacts, Store
from briefreader.text.anchor import describe
from briefreader.text.document import Block, Document
text = "Osterhaven" * 2_000  # no white space, which would be trimmed
document = Document(text, (Block("paragraph", 0, len(text), paragraph=1),))
with Store(pathlib.Path(sys.argv[1])) as store:
    brief = store.briefs.put(FileFacts("/b/port.txt", 1, 1, "hash", 1), document, lambda *_: Changes())[0]
    for number in range(1, 19_000):
        passage = store.passages.add(brief, describe(document, number, number + 9), ["Trade"], f"note {number}")[0]
        print("passage", passage, flush=True)
        store.settings.put("last", number)
        print("setting", number, flush=True)
        if number % 5 == 0:
            store.journal.undo()
            print("undone", passage, flush=True)
        if number % 7 == 0:
            store.leave_no_trace()
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is of POSIX")
@pytest.mark.parametrize("seed", range(3))
def test_what_was_said_to_be_saved_is_saved(library: Path, seed: int) -> None:
    with Store(library) as store:
        store.settings.put("last", 0)
    lines = random.Random(seed).randint(20, 90)
    environment = {**os.environ, "PYTHONPATH": str(Path(briefreader.__file__).parents[1])}
    with subprocess.Popen(
        [sys.executable, "-c", WRITER, str(library)], stdout=subprocess.PIPE, text=True, env=environment
    ) as writer:
        assert writer.stdout is not None
        told = [writer.stdout.readline().split() for _ in range(lines)]
        writer.kill()
        told += [words for words in map(str.split, writer.stdout.read().splitlines()) if len(words) == 2]
    assert len(told) >= lines
    undone = {what for kind, what in told if kind == "undone"}
    saved = {what for kind, what in told if kind == "passage"} - undone
    with Store(library) as store:
        assert store.complaints() == []
        there = {passage.id for passage in store.passages.all()}
        assert len(there - saved) <= 1  # the last one may have been saved and not yet told
        # One that was told may be undone without having been told so.
        assert len(saved - there) <= int(store.journal.redo_label() != "")
        assert not undone & there
        assert store.settings.get("last") >= max(int(what) for kind, what in told if kind == "setting")
        assert all(passage.tags == ("Trade",) and passage.note for passage in store.passages.all())
