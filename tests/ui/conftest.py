"""A library of three small briefs, and a window on it whose questions are answered by the test."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefreader import analysis, jobs
from briefreader.service.library import Library
from briefreader.ui.bridge import Bridge
from briefreader.ui.main_window import MainWindow
from briefreader.ui.reading import Reading
from briefreader.ui.state import State
from briefreader.ui.theme import interface_font

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

HARBOUR = """# Harbour fees: where the two ministries stand

The fees are to rise in March. Mara Okonjo of the Port Authority said: "We have the tools, and we will use them."

The Port Authority asked Norway and Sudmark for their figures. See [the table](https://example.org/table).

"Nobody has shown us the figures," said Ivo Varga. Norway answered in April.
"""
RAIL = "Night trains and who pays\n\nThe trains run at night. The fees are paid by Norway.\n"


@dataclass
class Answers:
    """Stands in for the questions: gives what the test has laid out, and keeps what was told."""

    chosen_folder: Path | None = None
    chosen_files: list[Path] = field(default_factory=list)
    save_to: Path | None = None
    open_from: Path | None = None
    device: object = None
    forgetting: tuple[bool, bool] = (True, True)
    restoring: bool = True
    links: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    confirmed: str | None = ""
    asked: list[str] = field(default_factory=list)
    replacing: bool = True
    given: str | None = ""
    office: Path | None = None

    def folder(self) -> Path | None:
        return self.chosen_folder

    def files(self) -> list[Path]:
        return self.chosen_files

    def save_as(self, name: str, kinds: str) -> Path | None:
        return self.save_to

    def save_file(self, title: str, name: str, kinds: str) -> Path | None:
        return self.save_to

    def open_file(self, title: str, kinds: str) -> Path | None:
        return self.open_from

    def marking(self, found: str, last: str) -> str | None:
        self.asked.append(found)
        return self.confirmed

    def replace(self, name: str) -> bool:
        return self.replacing

    def words(self, question: str, before: str = "") -> str | None:
        return self.given

    def template(self) -> Path | None:
        return self.office

    def printer(self, name: str) -> object:
        return self.device

    def forget(self, title: str, passages: int) -> tuple[bool, bool]:
        return self.forgetting

    def restore(self, made: str) -> bool:
        return self.restoring

    def link(self, address: str) -> None:
        self.links.append(address)

    def details(self, sentence: str, detail: str) -> None:
        self.told.append((sentence, detail))


@pytest.fixture(scope="session")
def stocked(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with two briefs that were read and analysed by rules, and a file that could not be read."""
    root = tmp_path_factory.mktemp("stocked")
    files = root / "files"
    files.mkdir()
    (files / "harbour.md").write_text(HARBOUR, encoding="utf-8")
    (files / "rail.txt").write_text(RAIL, encoding="utf-8")
    (files / "annual.ppt").write_bytes(b"slides")
    with Library.open(root / "data") as library:
        jobs.run(library.ingest([files], analyse=False))
        for brief in library.briefs():
            if brief.state == "ready":
                document = library.document(brief.id)
                digest = library._store.briefs.text_hash(brief.id)
                library._store.findings.put(brief.id, digest, document, analysis.analyse(document, None))
    return root / "data"


@pytest.fixture
def library(stocked: Path, tmp_path: Path) -> Iterator[Library]:
    shutil.copytree(stocked, tmp_path / "data")
    with Library.open(tmp_path / "data") as opened:
        yield opened


@pytest.fixture
def state(library: Library, qapp: QApplication) -> State:
    made = State(library)
    made.change(appearance="light")
    return made


@pytest.fixture
def reading(state: State) -> Reading:
    return Reading(state)


@pytest.fixture
def harbour(library: Library) -> str:
    return next(brief.id for brief in library.briefs() if brief.path.endswith("harbour.md"))


@pytest.fixture
def answers() -> Answers:
    return Answers()


@pytest.fixture
def window(state: State, answers: Answers, qtbot: QtBot, qapp: QApplication) -> Iterator[MainWindow]:
    """The window with no worker started yet: one starts when it is first asked something."""
    # The windows of earlier tests: no event loop has deleted them, and each new style sheet would go through them all.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    qapp.setStyle("Fusion")
    qapp.setFont(interface_font())
    made = MainWindow(state, Bridge(state.library.folder, state), answers)
    qtbot.addWidget(made)
    made.resize(1300, 800)
    made.show()
    made.library.load()
    made.show_place()
    yield made
    made.close()
    # Without a desktop Qt frees what was copied after Python has ended, which ends the process with a fault.
    qapp.clipboard().clear()


@pytest.fixture
def reader_window(window: MainWindow, harbour: str, qtbot: QtBot) -> MainWindow:
    """The window with the harbour brief open."""
    window.reading.open(harbour)
    qtbot.waitUntil(lambda: window.page.reader.is_built)
    return window
