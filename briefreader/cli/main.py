"""Runs one verb: exit code 0 done, 1 something asked was not done, 2 usage."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from collections.abc import Sequence
from io import TextIOWrapper

from briefreader import log
from briefreader.cli import passage_verbs, rows
from briefreader.cli.answer import Answer, write
from briefreader.cli.parser import verb_parser, with_left_out_words
from briefreader.cli.verbs import VERBS
from briefreader.config import data_dir
from briefreader.errors import Ambiguous, BriefReaderError, ReadError, UsageError
from briefreader.service.inspecting import inspect
from briefreader.service.library import Library

_STOPPED = BriefReaderError("Stopped; what was done till now is kept.")


def main(arguments: Sequence[str]) -> int:
    """Run the verb that `arguments` (without the program's name) ask for; prints, and returns the exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.excepthook = log.log_uncaught
    try:
        code = _run(arguments)
    except KeyboardInterrupt:
        _refuse(_STOPPED, "--json" in arguments)
        code = 130
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # the reader of our output has had enough
        code = 1
    log.stop()  # not in a `finally`: what is unexpected goes on to the hook, which writes it down
    return code


def _run(arguments: Sequence[str]) -> int:
    try:
        asked = verb_parser().parse_args(with_left_out_words(arguments))
    except UsageError as error:
        return _refuse(error, "--json" in arguments)
    try:
        return write(_answer(asked), asked.json, sys.stdout, sys.stderr)
    except BriefReaderError as error:
        return _refuse(error, asked.json)


def _answer(asked: Namespace) -> Answer:
    if asked.verb == "inspect":
        document, findings = inspect(asked.file)
        complaints = [findings.notice] if findings.notice else []
        return Answer(rows.inspected(document, findings), rows.inspected_text(document, findings), complaints)
    folder = data_dir(asked.data_dir)
    if asked.verb == "backups":
        return passage_verbs.backups(folder)
    if asked.verb == "restore":
        return passage_verbs.restore(folder, asked.copy)
    with Library.open(folder) as library:
        log.start(folder / "logs", "command-line")
        return VERBS[asked.verb](library, asked)


def _refuse(error: BriefReaderError, as_json: bool) -> int:
    sentence = f"{error.path}: {error}" if isinstance(error, ReadError) else str(error)
    print(f"briefreader: {sentence}", file=sys.stderr)
    places = error.places if isinstance(error, Ambiguous) else ()
    for place in places:
        print(f"  {place}", file=sys.stderr)
    if as_json:
        print(
            json.dumps(
                {"error": sentence, "places": list(places)} if places else {"error": sentence}, ensure_ascii=False
            )
        )
    return 2 if isinstance(error, UsageError) else 1
