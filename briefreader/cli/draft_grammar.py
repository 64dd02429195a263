"""The grammar of the verbs about drafts of the summary."""

from __future__ import annotations

import argparse

from briefreader.cli.passage_grammar import New

VERBS = ("drafts",)


def add(verb: New) -> None:
    """Add the verb by `verb(name, what it does)`."""
    one = verb("drafts", "List the drafts of the summary; begin one, look at one, or remove one.")
    act = one.add_mutually_exclusive_group()
    forms = "two-page, one-page, long, questions, said or changed"
    act.add_argument("--new", metavar="FORM", help=f"begin one of this form: {forms}")
    act.add_argument("--check", metavar="DRAFT", help="what speaks against sending it as it is")
    act.add_argument("--remove", metavar="DRAFT")
    one.add_argument("--title", default="", metavar="TEXT")
    one.add_argument("--brief", action="append", default=[], metavar="BRIEF", help="passages of this brief")
    one.add_argument("--tag", action="append", default=[], metavar="TAG", help="passages under this tag")
    one.add_argument("--query", default="", metavar="QUERY", help="passages of briefs that fit")
    one.add_argument("--since", default="", metavar="DAY", help="of briefs of that day or later")
    one.add_argument("--until", default="", metavar="DAY")
    one.add_argument("--marked-since", default="", metavar="DAY", help="passages made on that day or later")
    one.add_argument("--speaker", default="", metavar="NAME", help="passages that name this person; whose quotes")


def options_of_export(one: argparse.ArgumentParser) -> None:
    one.add_argument("--draft", metavar="DRAFT", help="a draft, by id or title; --marking must confirm its marking")
    one.add_argument("--machine-copy", action="store_true", help="with --draft: its passages as .jsonld beside it")
