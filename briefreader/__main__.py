"""No argument, files or a folder: the window. A verb: the command line.

Every worker process imports this module again, so it stays light and chooses inside `main`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence

from briefreader.errors import UsageError


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the program; returns its exit code. The imports stand inside because the window must not wait for the
    command line (30 ms), the command line must run without Qt, and Qt aborts where a desktop library is missing."""
    given = sys.argv[1:] if arguments is None else list(arguments)
    from briefreader.cli.parser import is_verb, no_verb, window_parser  # noqa: PLC0415

    if is_verb(given):
        from briefreader.cli.main import main as run_verb  # noqa: PLC0415

        return run_verb(given)
    try:
        asked = window_parser().parse_args(given)
    except UsageError as error:
        return _refuse(str(error), 2)
    if mistake := no_verb(asked.paths):
        return _refuse(str(mistake), 2)
    from briefreader.ui.desktop import obstacle  # noqa: PLC0415

    if sentence := obstacle():
        return _refuse(sentence, 1)
    from briefreader.ui.app import run  # noqa: PLC0415

    return run(asked.data_dir, asked.paths)


def _refuse(sentence: str, code: int) -> int:
    print(f"briefreader: {sentence}", file=sys.stderr)  # noqa: T201 - there is no window to say it in
    return code


if __name__ == "__main__":
    sys.exit(main())
