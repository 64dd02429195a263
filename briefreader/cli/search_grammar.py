"""The grammar of the verbs about searches that are kept, the watch list, and what is like what."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

VERBS = ("searches", "watch", "check", "alike")
New = Callable[[str, str], argparse.ArgumentParser]


def add(verb: New) -> None:
    """Add these verbs by `verb(name, what it does)`."""
    one = verb("searches", "List the searches that are kept, and what is new in each; or keep or remove one.")
    act = one.add_mutually_exclusive_group()
    act.add_argument("--keep", metavar="QUERY", help="keep this search, under --name")
    act.add_argument("--remove", metavar="SEARCH", help="its name or id")
    act.add_argument("--seen", metavar="SEARCH", help="list what is new in it, which is not new any more then")
    one.add_argument("--name", default="", help="what to keep it as, else its own words")
    one = verb("watch", "Where the names and terms of the watch list stand; or set the list.")
    one.add_argument("brief", metavar="BRIEF", nargs="?", help="only in this brief")
    change = one.add_mutually_exclusive_group()
    change.add_argument("--terms", type=Path, metavar="FILE", help="watch for these: a text file, a term a line")
    change.add_argument("--list", action="store_true", help="list the terms")
    one = verb("check", "Whether a quotation stands in the briefs, word for word or nearly.")
    one.add_argument("text", metavar="TEXT")
    one = verb("alike", "The other drafts of a brief; or, with --exact, passages that are like one of its.")
    one.add_argument("brief", metavar="BRIEF")
    one.add_argument("--exact", metavar="TEXT", help="a text that stands in it")
    one.add_argument("--occurrence", type=int, metavar="N")
