"""The command line's grammar."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

from briefreader import __version__
from briefreader.cli import draft_grammar, passage_grammar, reading_grammar, search_grammar, version_grammar
from briefreader.errors import UsageError

VERBS = (
    "index",
    "list",
    "show",
    "search",
    "entities",
    "quotes",
    "inspect",
    "tag",
    "passages",
    "untag",
    "export",
    "doctor",
    *draft_grammar.VERBS,
    *passage_grammar.VERBS,
    *reading_grammar.VERBS,
    *search_grammar.VERBS,
    *version_grammar.VERBS,
)
FORMS = (
    "md", "html", "docx", "pdf", "odt", "csv", "csv-quotes", "csv-names", "xlsx", "jsonld", "qdc", "qdpx",
    "bib", "ris", "csl",
)  # fmt: skip
COPIES = ("highlights", "comments")  # of one brief: its PDF, or its text for Word
WINDOW_USAGE = "briefreader [--data-dir DIR] [FOLDER|FILE ...]"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        verb = self.prog.split()[-1]
        raise UsageError(
            message[:1].upper() + message[1:] + ".",
            f"See: briefreader {verb} --help" if verb in VERBS else "See: briefreader --help",
        )


def is_verb(arguments: Sequence[str]) -> bool:
    """Whether `arguments` ask for the command line: their first word is a verb, or help or the version is wanted."""
    words = iter(arguments)
    for word in words:
        if word in ("-h", "--help", "--version"):
            return True
        if word in ("--data-dir",):
            next(words, None)
        elif word == "--":
            return False
        elif not word.startswith("-"):
            return word in VERBS
    return False


def no_verb(arguments: Sequence[Path]) -> UsageError | None:
    """What is wrong with `briefreader serch grain`: the first word is neither a verb nor, by its look, a path that is
    not there. None when it may be a path."""
    word = str(arguments[0]) if arguments else ""
    if not word or any(mark in word for mark in "/\\.~") or arguments[0].exists():
        return None
    like = get_close_matches(word.lower(), VERBS, n=1)
    remedy = f"Did you mean: briefreader {like[0]}?" if like else "See: briefreader --help"
    return UsageError(f"There is no verb, file or folder “{word}”.", remedy)


def with_left_out_words(arguments: Sequence[str]) -> list[str]:
    """`search -word` leaves a word out; to argparse it would be an option, but for a space before it."""
    words = list(arguments)
    if is_verb(words) and "search" in words:
        stop = words.index("--") if "--" in words else len(words)
        for at in range(words.index("search") + 1, stop):
            word = words[at]
            if word[:1] == "-" and word[1:2] not in ("", "-") and word != "-h" and words[at - 1] != "--limit":
                words[at] = f" {word}"
    return words


def window_parser() -> argparse.ArgumentParser:
    """`briefreader [FOLDER|FILE ...]`: opens the window."""
    parser = _Parser(prog="briefreader", usage=WINDOW_USAGE, add_help=False, allow_abbrev=False)
    parser.add_argument("paths", nargs="*", type=Path)
    parser.add_argument("--data-dir", type=Path)
    return parser


def verb_parser() -> argparse.ArgumentParser:
    """`briefreader VERB ...`."""
    common = _Parser(add_help=False, allow_abbrev=False)
    common.add_argument("--json", action="store_true", help="print one JSON value and nothing else")
    common.add_argument(
        "--data-dir",
        type=Path,
        default=argparse.SUPPRESS,
        metavar="DIR",
        help="the library's data folder (or set BRIEFREADER_DATA)",
    )
    parser = _Parser(
        prog="briefreader",
        usage=f"{WINDOW_USAGE}\n       briefreader VERB ... [--json] [--data-dir DIR]",
        description="Reads a folder of policy briefs: find, tag, and write the annotated summary. Everything stays on "
        "this machine. Without a verb it opens the window.",
        epilog="Exit code: 0 done; 1 something asked was not done (said on standard error); 2 usage.",
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"BriefReader {__version__}")
    parser.add_argument("--data-dir", type=Path, metavar="DIR", default=None, help=argparse.SUPPRESS)
    verbs = parser.add_subparsers(dest="verb", metavar="VERB", required=True, parser_class=_Parser)

    def verb(name: str, what: str) -> argparse.ArgumentParser:
        return verbs.add_parser(name, help=what, description=what, parents=[common], allow_abbrev=False)

    one = verb("index", "Read files and folders into the library, and find their entities and quotes.")
    one.add_argument("paths", nargs="+", type=Path, metavar="PATH")
    for option, what in (("--include", "read only what fits"), ("--exclude", "leave out what fits")):
        one.add_argument(
            option, action="append", metavar="PATTERN", help=f'{what} "*.pdf", "drafts" or "2024/*"; kept ("" for none)'
        )
    verb("list", "List the briefs, with those that could not be read and why.")
    one = verb("show", "Print a brief with its paragraphs numbered.")
    one.add_argument("brief", metavar="BRIEF", help="its id or its path")
    one = verb("search", 'Find words in all briefs: AND, OR, NOT, "phrases", prefix*, title:word.')
    one.add_argument("query", metavar="QUERY")
    one.add_argument("--limit", type=_positive, default=20, metavar="N", help="at most N briefs (20)")
    one = verb("entities", "List people, organisations, places and other names, with every mention.")
    one.add_argument("brief", nargs="?", metavar="BRIEF")
    one = verb("quotes", "List quotes and who said them.")
    one.add_argument("brief", nargs="?", metavar="BRIEF")
    one.add_argument("--speaker", metavar="NAME", help="only this speaker's")
    one = verb("inspect", "Read one file without a library and print what was found in it.")
    one.add_argument("file", type=Path, metavar="FILE")
    one = verb("tag", "Tag a passage of a brief.")
    one.add_argument("brief", metavar="BRIEF")
    one.add_argument("--exact", required=True, metavar="TEXT", help="the passage, word for word")
    one.add_argument("--tag", required=True, metavar="PATH", help='the tag; a path such as "arms/drones" nests')
    one.add_argument("--note", metavar="TEXT")
    one.add_argument(
        "--occurrence", type=_positive, metavar="N", help="which one, when the text stands there more than once"
    )
    passage_grammar.choose_passages(verb("passages", "List the passages with their tags and notes."))
    one = verb("untag", "Take a tag off a passage; without --tag, remove the passage.")
    one.add_argument("passage", metavar="PASSAGE", help="its id")
    one.add_argument("--tag", metavar="PATH")
    one = verb("export", "Write the annotated summary.")
    one.add_argument(
        "--format", required=True, choices=(*FORMS, *COPIES), metavar="FORMAT", help=", ".join((*FORMS, *COPIES))
    )
    one.add_argument("--output", required=True, type=Path, metavar="FILE")
    one.add_argument("--brief", action="append", default=[], metavar="BRIEF", help="only this brief (may be repeated)")
    one.add_argument("--tag", action="append", default=[], metavar="TAG", help="only this tag (may be repeated)")
    one.add_argument("--template", type=Path, metavar="FILE", help="the office's own document, with named places")
    one.add_argument("--title", metavar="TEXT", help="what stands over it")
    one.add_argument("--marking", metavar="TEXT", help="the protective marking of every page, as you confirm it")
    draft_grammar.options_of_export(one)
    draft_grammar.add(verb)
    passage_grammar.add(verb)
    reading_grammar.add(verb)
    search_grammar.add(verb)
    version_grammar.add(verb)
    one = verb("doctor", "Check the store, the index and the findings, and mend what can be mended.")
    one.add_argument("--rebuild", action="store_true", help="make the index and the findings anew")
    return parser


def _positive(text: str) -> int:
    number = int(text) if text.isascii() and text.isdigit() else 0
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number above zero")
    return number
