"""The other side of the reading room: a process that reads files and nothing else, and may be killed at any time."""

from __future__ import annotations

import sys
from pathlib import Path

from briefreader import readers
from briefreader.readers.parts import parts, recognised
from briefreader.service import pipes
from briefreader.service.confinement import answers, confine
from briefreader.text import language

MEMORY_LIMIT = 1024**3  # bytes of its own data; a report of 200 pages takes under 200 MB


def main() -> None:
    """Read each file asked for and answer with its parts, then None; end when the caller does."""
    language.prepare()
    confine(int(sys.argv[1]), MEMORY_LIMIT)
    out = answers()
    pipes.send(out, readers.VERSION)  # ready
    while True:
        try:
            place, known, recognise = pipes.receive(sys.stdin.buffer)
            for part in recognised(place) if recognise else parts(Path(place), known):
                pipes.send(out, part)
            pipes.send(out, None)
        except pipes.BROKEN:
            return


if __name__ == "__main__":
    main()
