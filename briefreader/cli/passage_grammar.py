"""The grammar of the verbs about passages, tags and what becomes of them."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

VERBS = ("tags", "mark", "undo", "redo", "backups", "restore")
STRENGTHS = ("fact", "claim", "opinion")
New = Callable[[str, str], argparse.ArgumentParser]


def add(verb: New) -> None:
    """Add these verbs by `verb(name, what it does)`."""
    _tags(verb("tags", "List the tags as an outline; or change it: see briefreader tags --help."))
    one = verb("mark", "Tag a whole brief, or say that it is to be dealt with, and until when.")
    one.add_argument("brief", metavar="BRIEF")
    one.add_argument("--tag", action="append", default=[], metavar="PATH")
    one.add_argument("--untag", action="append", default=[], metavar="PATH")
    one.add_argument("--due", default="", metavar="DAY", help="until when, as 2026-03-12; makes it a to-do")
    state = one.add_mutually_exclusive_group()
    for name, what in (("todo", "it is still to be dealt with"), ("done", "it has been"), ("clear", "neither")):
        state.add_argument(f"--{name}", dest="state", action="store_const", const=name, help=what)
    verb("undo", "Take back the last change to passages and tags.")
    verb("redo", "Do again what was taken back last.")
    verb("backups", "List the copies of the library, and whether each is sound.")
    one = verb("restore", "Put a copy in the library's place; what is there now is kept as a copy.")
    one.add_argument("copy", metavar="COPY", help="its name, as listed by: briefreader backups")


def choose_passages(one: argparse.ArgumentParser) -> None:
    """The options that choose among all passages."""
    one.add_argument("--brief", action="append", default=[], metavar="BRIEF", help="only this brief (may be repeated)")
    one.add_argument("--tag", action="append", default=[], metavar="TAG", help="this tag or one beneath it")
    one.add_argument("--strength", action="append", default=[], choices=STRENGTHS, metavar="STRENGTH")
    one.add_argument("--since", default="", metavar="DAY", help="made on that day or later, as 2026-03-12")
    one.add_argument("--until", default="", metavar="DAY")
    one.add_argument("--person", default="", metavar="NAME", help="named in it, or speaking in it")
    one.add_argument("--by", default="", metavar="READER", help="made by this reader")
    one.add_argument("--words", default="", metavar="TEXT", help="in the passage or its note")
    one.add_argument("--attention", action="store_true", help="only those without a certain place")
    one.add_argument("--order", default="brief", choices=("brief", "newest", "oldest"))


def _tags(one: argparse.ArgumentParser) -> None:
    common = [common_of(one)]
    acts = one.add_subparsers(dest="act", metavar="ACTION", parser_class=type(one))

    def act(name: str, what: str, *operands: tuple[str, str]) -> argparse.ArgumentParser:
        made = acts.add_parser(name, help=what, description=what, parents=common, allow_abbrev=False)
        for operand, metavar in operands:
            made.add_argument(operand, metavar=metavar)
        return made

    tag = ("tag", "TAG")
    act("rename", "Give a tag another name; those beneath it follow.", tag, ("new", "NEW"))
    act("move", 'Put a tag under another, with those beneath it; "" is the top.', tag, ("parent", "PARENT"))
    act("merge", "What bears the one tag bears the other instead.", tag, ("into", "INTO"))
    made = act("split", "Some passages bear another tag instead.", tag, ("new", "NEW"))
    made.add_argument("passages", nargs="+", metavar="PASSAGE")
    made = act("remove", "Delete a tag; its passages stay.", tag)
    made.add_argument("--branch", action="store_true", help="with all tags beneath it")
    act("define", "Say what a tag means; makes it when it is new.", tag, ("definition", "TEXT"))
    act("colour", "Give a tag another marker.", tag, ("colour", "COLOUR"))
    made = act("write", "Write all tags to a .csv or .qdc.")
    made.add_argument("file", type=Path, metavar="FILE")
    made = act("read", "Bring in the tags of a .csv or .qdc.")
    made.add_argument("file", type=Path, metavar="FILE")


def common_of(one: argparse.ArgumentParser) -> argparse.ArgumentParser:
    """`--json` and `--data-dir` for the actions of a verb: said there, they count; unsaid, what the verb was told."""
    common = type(one)(add_help=False, allow_abbrev=False)
    common.add_argument("--json", action="store_true", default=argparse.SUPPRESS, help=argparse.SUPPRESS)
    common.add_argument("--data-dir", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    return common
