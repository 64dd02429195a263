from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from briefreader.jobs import run
from briefreader.service.library import Library
from briefreader.service.patterns import Patterns


@pytest.fixture
def library(tmp_path: Path) -> Iterator[Library]:
    with Library.open(tmp_path / "data") as opened:
        yield opened


def test_patterns_fit_steps_of_the_path_beneath_the_folder() -> None:
    only = Patterns(include=("*.PDF", "2024/*"))
    assert only.want("/desk/a/b.pdf", "/desk")
    assert only.want("/desk/2024/b.txt", "/desk")
    assert only.want("/desk/x/2024/deep/b.txt", "/desk")
    assert not only.want("/desk/2023/b.txt", "/desk")
    assert not only.want("/2024/desk/b.txt", "/2024/desk")
    but = Patterns(exclude=("drafts", "old/*.txt"))
    assert not but.want("/desk/Drafts/b.pdf", "/desk")
    assert not but.want("/desk/old/b.txt", "/desk")
    assert but.want("/desk/old/b.pdf", "/desk")
    assert but.want("/desk/drafts.pdf", "/desk")
    assert not Patterns(exclude=("*.txt",)).want("/desk/pack.zip!/b.txt", "/desk")
    assert Patterns().want("anything")


def test_they_are_kept_and_what_is_no_longer_wanted_goes(library: Library, tmp_path: Path) -> None:
    folder = tmp_path / "briefs"
    (folder / "drafts").mkdir(parents=True)
    for name in ("one.txt", "drafts/two.txt", "three.md"):
        (folder / name).write_text(f"The {name} of Lindesund.")
    assert run(library.ingest([folder], analyse=False)).indexed == 3
    library.set_patterns(Patterns(exclude=("drafts", " ", "drafts")))
    assert library.patterns() == Patterns(exclude=("drafts",))
    report = run(library.ingest([folder], analyse=False))
    assert (report.unchanged, report.removed) == (2, 1)
    library.set_patterns(Patterns())
    assert run(library.ingest([folder], analyse=False)).unchanged + report.indexed == 2
    assert len([brief for brief in library.briefs() if brief.state == "ready"]) == 3


def test_a_file_named_outright_is_wanted(library: Library, tmp_path: Path) -> None:
    (tmp_path / "note.txt").write_text("The harbour of Lindesund.")
    library.set_patterns(Patterns(include=("*.pdf",)))
    assert run(library.ingest([tmp_path / "note.txt"], analyse=False)).indexed == 1
