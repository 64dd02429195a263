from __future__ import annotations

from pathlib import Path

import pytest

from briefreader.errors import UsageError
from briefreader.service.handling import Scheme, found_in, schemes

KNOWN = (Scheme("Harbour", ("OPEN", "QUIET", "SILENT")), Scheme("Guild", ("GUILD ONLY", "SILENT")))


def test_within_one_scheme_the_highest_is_told() -> None:
    found = found_in(["quiet", "OPEN", "OPEN", ""], KNOWN)
    assert found.found == (("OPEN", 2), ("quiet", 1))
    assert (found.none, found.highest, found.scheme) == (1, "quiet", "Harbour")
    assert "no marking found in 1 brief" in found.sentence


@pytest.mark.parametrize("markings", [["QUIET", "GUILD ONLY"], ["QUIET", "WHISPER"], ["SILENT"], ["", ""], []])
def test_mixed_unknown_shared_or_missing_markings_are_never_ranked(markings: list[str]) -> None:
    found = found_in(markings, KNOWN)
    assert found.highest == ""
    assert "unclassified" not in found.sentence.lower()


def test_without_any_it_says_so() -> None:
    assert found_in(["", ""], KNOWN).sentence == "No marking found in 2 briefs."
    assert found_in([], KNOWN).sentence == "No marking found."


def test_the_programs_own_schemes_are_read_and_the_users_come_first(tmp_path: Path) -> None:
    assert {"European Union", "NATO"} <= {scheme.name for scheme in schemes()}
    (tmp_path / "markings.toml").write_text('[[scheme]]\nname = "Ours"\norder = ["A", "B"]\n')
    assert schemes(tmp_path) == (Scheme("Ours", ("A", "B")),)
    (tmp_path / "markings.toml").write_text("[[scheme]")
    with pytest.raises(UsageError, match="could not be read"):
        schemes(tmp_path)


def test_every_marking_of_one_scheme_is_another() -> None:
    for scheme in schemes():
        assert len(set(scheme.order)) == len(scheme.order)
