"""The grammar of the verbs about colleagues' readings, and what was marked elsewhere."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from briefreader.cli.passage_grammar import common_of

VERBS = ("reading",)
DECISIONS = ("mine", "theirs", "both")
New = Callable[[str, str], argparse.ArgumentParser]


def add(verb: New) -> None:
    """Add these verbs by `verb(name, what it does)`."""
    one = verb("reading", "Give your reading to a colleague, and take over theirs: see briefreader reading --help.")
    acts = one.add_subparsers(dest="act", metavar="ACTION", parser_class=type(one), required=True)
    common = [common_of(one)]

    def act(name: str, what: str) -> argparse.ArgumentParser:
        return acts.add_parser(name, help=what, description=what, parents=common, allow_abbrev=False)

    made = act("name", "Say who you are: the name signs your passages.")
    made.add_argument("name", metavar="NAME")
    made = act("export", "Write passages, tags, notes and corrections to one file.")
    made.add_argument("file", type=Path, metavar="FILE")
    made.add_argument("--brief", action="append", default=[], metavar="BRIEF", help="only this brief")
    made.add_argument("--own", action="store_true", help="without what came from others")
    made = act("import", "Take over a colleague's reading; with --dry-run only say what it would do.")
    made.add_argument("file", type=Path, metavar="FILE")
    decide(made)
    made = act("agreement", "How far you and another reader agree, tag by tag.")
    made.add_argument("reader", metavar="READER", help="the name that signs their passages")


def decide(one: argparse.ArgumentParser) -> None:
    """How conflicts are decided."""
    one.add_argument("--dry-run", action="store_true", help="change nothing")
    one.add_argument("--rest", choices=DECISIONS, metavar="WHOSE", help="all conflicts: mine, theirs or both")
    one.add_argument(
        "--decide", action="append", default=[], metavar="ID=WHOSE", help="this conflict, as listed by --dry-run"
    )
