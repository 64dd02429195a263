"""The process that draws pages: what it answers, and what becomes of one that ends or hangs."""

from __future__ import annotations

import hashlib
import queue
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType

import pytest

from briefreader.service.page_messages import Answer, Draw, Drawn, Opened, Refused
from briefreader.service.page_process import CHANGED
from briefreader.service.page_room import PageRoom

STUBBORN = """
import os, sys, time
from briefreader.service import page_process
from briefreader.service.page_messages import Draw
answer = page_process._Desk.answer
def stubborn(desk, request):
    if isinstance(request, Draw) and request.page == 1:
        time.sleep(600)
    if isinstance(request, Draw) and request.page == 2:
        os._exit(9)
    return answer(desk, request)
page_process._Desk.answer = stubborn
page_process.main()
"""


@pytest.fixture
def pages(tmp_path: Path, pdf_maker: ModuleType) -> Path:
    file = tmp_path / "dues.pdf"
    made = [pdf_maker.Page().put(72, 100, f"Harbour dues, part {number}.") for number in range(3)]
    file.write_bytes(pdf_maker.pdf(*made))
    return file


@pytest.fixture
def told() -> queue.Queue[Answer]:
    return queue.Queue()


@pytest.fixture
def room(told: queue.Queue[Answer]) -> Iterator[Callable[..., PageRoom]]:
    made: list[PageRoom] = []

    def new(patience: float = 60.0) -> PageRoom:
        made.append(PageRoom(told.put, patience, (sys.executable, "-c", STUBBORN)))
        return made[-1]

    yield new
    for one in made:
        one.close()


def opened(room: PageRoom, file: Path) -> None:
    room.open(str(file), hashlib.sha256(file.read_bytes()).hexdigest())


def test_a_page_is_drawn(room, pages: Path, told: queue.Queue[Answer]) -> None:
    one = room()
    opened(one, pages)
    assert told.get(timeout=60) == Opened(((612.0, 792.0),) * 3)
    one.ask(Draw(0, 0.5))
    drawn = told.get(timeout=60)
    assert isinstance(drawn, Drawn)
    assert (drawn.width, drawn.height) == (306, 396)


def test_a_page_that_hangs_is_given_up_and_the_others_are_drawn(room, pages: Path, told: queue.Queue[Answer]) -> None:
    one = room(patience=2.0)
    opened(one, pages)
    assert isinstance(told.get(timeout=60), Opened)
    one.ask(Draw(1, 0.5))
    assert told.get(timeout=60) == Refused("")
    assert one.revive()
    assert isinstance(told.get(timeout=60), Opened)
    one.ask(Draw(0, 0.5))
    assert isinstance(told.get(timeout=60), Drawn)


def test_a_file_that_ends_the_process_again_and_again_is_given_up(room, pages: Path, told: queue.Queue[Answer]) -> None:
    one = room()
    opened(one, pages)
    lives = 0
    while True:
        assert isinstance(told.get(timeout=60), Opened)
        one.ask(Draw(2, 0.5))
        assert told.get(timeout=60) == Refused("")
        if not one.revive():
            break
        lives += 1
    assert lives == 2


def test_what_is_not_in_the_file_keeps_nobody_waiting(room, pages: Path, told: queue.Queue[Answer]) -> None:
    one = room(patience=2.0)
    opened(one, pages)
    assert isinstance(told.get(timeout=60), Opened)
    one.ask(Draw(7, 0.5))
    one.ask(Draw(0, 0.5))
    assert isinstance(told.get(timeout=60), Drawn)
    with pytest.raises(queue.Empty):
        told.get(timeout=4)


def test_a_file_that_has_changed_is_refused(room, pages: Path, told: queue.Queue[Answer]) -> None:
    room().open(str(pages), "0" * 64)
    assert told.get(timeout=60) == Refused(CHANGED)
