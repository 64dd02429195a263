"""How long the window does not answer while a folder is read in, indexed and analysed.

    QT_QPA_PLATFORM=offscreen python benchmarks/window_stall.py FOLDER [--seconds 60]

A timer of 1 ms runs in the window's event loop; the longest time between two of its ticks is the largest stall. While
the work goes on, a brief is opened every three seconds and a search asked. Prints the start of the window, too.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from briefreader.service.library import Library
from briefreader.ui.bridge import Bridge
from briefreader.ui.main_window import MainWindow
from briefreader.ui.state import State
from briefreader.ui.theme import interface_font


def wait(milliseconds: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seconds", type=float, default=60)
    asked = parser.parse_args()
    app = QApplication(sys.argv[:1])
    app.setStyle("Fusion")
    app.setFont(interface_font())
    with tempfile.TemporaryDirectory() as data, Library.open(data) as library:
        began = time.perf_counter()
        state = State(library)
        window = MainWindow(state, Bridge(library.folder, state))
        window.show()
        window.start()
        print(f"window after {1000 * (time.perf_counter() - began):.0f} ms")
        wait(1500)
        gaps: list[float] = []
        last = time.perf_counter()

        def tick() -> None:
            nonlocal last
            now = time.perf_counter()
            gaps.append(now - last)
            last = now

        timer = QTimer(interval=1)
        timer.timeout.connect(tick)
        timer.start()
        began = time.perf_counter()
        window.ingest([asked.folder.resolve()])
        opened = 0
        while window.bridge.busy and time.perf_counter() - began < asked.seconds:
            wait(500)
            briefs = window.library.briefs
            if briefs and time.perf_counter() - began > 3 * (opened + 1):
                window.reading.open(briefs[(7 * opened) % len(briefs)].id)
                window.bridge.search("council")
                opened += 1
        timer.stop()
        briefs = window.library.briefs
        longest = ", ".join(f"{1000 * gap:.0f}" for gap in sorted(gaps)[-5:])
        print(f"{len(briefs)} briefs read, {sum(brief.analysed for brief in briefs)} analysed, {opened} opened")
        print(f"longest stalls (ms): {longest}; over 16 ms: {sum(gap > 0.016 for gap in gaps)} of {len(gaps)} turns")
        window.close()
    return 0


if __name__ == "__main__":
    sys.exit(main())
