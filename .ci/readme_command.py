"""Prints the fenced command of one section of README.md, so that CI runs what a reader would."""

import sys
from pathlib import Path


def command(readme: str, section: str) -> str:
    """The text of the first fence under `## section`. Raises ValueError when there is none or it has several lines."""
    _, _, rest = readme.partition(f"\n## {section}\n")
    _, _, fence = rest.partition("```sh\n")
    line, end, _ = fence.partition("\n```")
    if not end or not line or "\n" in line:
        raise ValueError(f"README.md has no one-line command under ## {section}")
    return line


if __name__ == "__main__":
    print(command((Path(__file__).parent.parent / "README.md").read_text(encoding="utf-8"), sys.argv[1]))
