"""Starts the window and ends it: closing, Ctrl+Q and SIGTERM all save, leave no process behind and exit with 0."""

from __future__ import annotations

import logging
import signal
import socket
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from types import FrameType, TracebackType

from PySide6.QtCore import QMessageLogContext, QObject, QSocketNotifier, QtMsgType, Signal, Slot, qInstallMessageHandler
from PySide6.QtWidgets import QApplication

from briefreader import log
from briefreader.errors import BriefReaderError
from briefreader.service.library import Library
from briefreader.text import address
from briefreader.ui.bridge import Bridge
from briefreader.ui.icons import icon
from briefreader.ui.main_window import MainWindow
from briefreader.ui.state import State
from briefreader.ui.theme import interface_font

logger = logging.getLogger(__name__)
_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


class Signals(QObject):
    """Tells the event loop of SIGTERM, SIGINT and SIGHUP. Python's own handlers run only when the interpreter does,
    which Qt's loop may not let it for long: the signal's number also comes through a socket that wakes the loop."""

    asked_to_end = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._reader, self._writer = socket.socketpair()
        self._reader.setblocking(False)
        self._writer.setblocking(False)
        self._old_wakeup = signal.set_wakeup_fd(self._writer.fileno(), warn_on_full_buffer=False)
        names = ("SIGTERM", "SIGINT", "SIGHUP")
        self._old = {
            number: signal.signal(number, _leave_it_to_the_loop)
            for number in (getattr(signal, name) for name in names if hasattr(signal, name))
        }
        self._notifier = QSocketNotifier(self._reader.fileno(), QSocketNotifier.Type.Read, self)
        self._notifier.activated.connect(self._read)

    @Slot()
    def _read(self) -> None:
        try:
            self._reader.recv(64)
        except BlockingIOError:
            return
        self.asked_to_end.emit()

    def close(self) -> None:
        self._notifier.setEnabled(False)
        signal.set_wakeup_fd(self._old_wakeup)
        for number, handler in self._old.items():
            signal.signal(number, handler)
        self._reader.close()
        self._writer.close()


def run(data_dir: Path | str | None, paths: Sequence[Path]) -> int:
    """Open the window on the library in `data_dir` and read `paths` in; returns the exit code."""
    QApplication.setApplicationName("BriefReader")
    QApplication.setDesktopFileName("briefreader")
    app = QApplication.instance() or QApplication(sys.argv[:1])
    assert isinstance(app, QApplication)
    app.setStyle("Fusion")
    app.setFont(interface_font())
    app.setWindowIcon(icon("briefreader"))
    try:
        library = Library.open(data_dir)
    except BriefReaderError as error:
        print(f"briefreader: {error}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    with library:
        log.start(library.folder / "logs", "window")
        qInstallMessageHandler(_log_qt)
        signals = Signals()
        state = State(library)
        sys.excepthook = partial(_uncaught, state)
        window = MainWindow(state, Bridge(library.folder, state))
        signals.asked_to_end.connect(window.close)
        window.show()
        addresses = [str(path) for path in paths if address.is_address(str(path))]
        window.start([path.expanduser().absolute() for path in paths if str(path) not in addresses])
        for one in addresses:
            window.going.follow(one)
        code = app.exec()
        window.close()
        signals.close()
        qInstallMessageHandler(None)
        log.stop()
    return code


def _uncaught(state: State, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    """A fault of the program: the log gets the traceback, the user a sentence; the window stays."""
    log.log_uncaught(kind, error, trace)
    state.say("Something unexpected happened; what you marked is saved.", f"{kind.__name__}: the log tells more.")


def _leave_it_to_the_loop(_number: int, _frame: FrameType | None) -> None:
    """The socket tells."""


def _log_qt(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    logger.log(_LEVELS.get(kind, logging.WARNING), "Qt: %s", message)
