"""What README and the lock file promise a fresh machine."""

from __future__ import annotations

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from briefreader.cli.parser import VERBS
from briefreader.config import resources, sample_briefs
from briefreader.ui.desktop import ALWAYS, ON_X

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def command(section: str) -> str:
    script = ROOT / ".ci" / "readme_command.py"
    done = subprocess.run([sys.executable, str(script), section], capture_output=True, text=True, check=True)
    return done.stdout.strip()


@pytest.mark.parametrize("section", ["Run", "Test"])
def test_the_readme_has_one_line_that_does_all(section: str) -> None:
    line = command(section)
    assert "\n" not in line
    assert "-r .ci/lock.txt" in line
    packages = {**ALWAYS, **(ON_X if section == "Run" else {})}.values()
    assert set(packages) | {"python3-venv"} <= set(line.split())


def test_the_lock_names_every_dependency_with_its_hash() -> None:
    lock = (ROOT / ".ci" / "lock.txt").read_text(encoding="utf-8")
    locked = {name.casefold() for name in re.findall(r"^([A-Za-z0-9._-]+)==", lock, re.MULTILINE)}
    extras = PROJECT["optional-dependencies"]
    wanted = [*PROJECT["dependencies"], *extras["test"], *extras["dev"]]
    names = {re.split(r"[<>=\[]", one)[0].casefold() for one in wanted} - {"briefreader"}
    assert names <= locked
    assert lock.count("--hash=sha256:") >= len(locked)


def test_the_documents_name_every_verb() -> None:
    for document in ("README.md", "docs/COMMANDS.md"):
        text = (ROOT / document).read_text(encoding="utf-8")
        assert [verb for verb in VERBS if not re.search(rf"\b{verb}\b", text)] == []


def test_every_link_in_the_documents_leads_somewhere() -> None:
    for document in (ROOT / "README.md", *(ROOT / "docs").rglob("*.md")):
        for target in re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8")):
            assert (document.parent / target).exists(), f"{document.name}: {target}"


def test_the_samples_are_twelve_and_the_resources_are_found() -> None:
    assert len(list(sample_briefs().iterdir())) == 12
    assert (resources() / "quotes").is_dir()
