"""What all forms have in common: the same bytes each time, no clock, refusals in sentences."""

from __future__ import annotations

import random
import time
from dataclasses import replace

import pytest

from briefreader.cli import parser
from briefreader.errors import ExportError, UsageError
from briefreader.export import check, cleaned, forms, is_verbatim


@pytest.mark.parametrize("form", forms.FORMS)
def test_the_same_summary_gives_the_same_bytes(desk, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.mention("crane", "Vellin", "place", "Vellin")
    first = forms.produce(form, desk.material())
    now = time.time() + 86_400 * 400
    monkeypatch.setattr(time, "time", lambda: now)
    monkeypatch.setattr(time, "localtime", lambda *_: time.gmtime(now))
    random.seed(4)
    assert forms.produce(form, desk.material()) == first


@pytest.mark.parametrize("form", forms.FORMS)
def test_an_empty_summary_can_be_written(empty_desk, form: str) -> None:
    assert isinstance(forms.produce(form, empty_desk.material()), bytes)


def test_the_command_line_offers_every_form() -> None:
    assert set(parser.FORMS) == set(forms.FORMS)


def test_unknown_forms_and_needless_templates_are_refused(desk) -> None:
    with pytest.raises(UsageError, match="no format “doc”"):
        forms.produce("doc", desk.material())
    with pytest.raises(UsageError, match="takes no template"):
        forms.produce("csv", replace(desk.material(), template=b"x"))


def test_evidence_must_read_as_its_source(desk) -> None:
    made = desk.material()
    check(made)
    changed = replace(desk.documents["crane"], text=desk.documents["crane"].text.replace("second", "fourth"))
    with pytest.raises(ExportError, match=r"1 passage no longer read.* at A crane for Vellin, 12 Mar 2026, para 1"):
        check(replace(made, documents={**made.documents, "crane": changed}))


@pytest.mark.parametrize(
    ("words", "verbatim"),
    [
        ("Vellin needs a crane.", True),
        ("Vellin  needs\na crane.", True),
        ("Vellin […] crane.", True),
        ("Vellin [...] a […] crane.", True),
        ("crane […] Vellin", False),
        ("Vellin needs crane.", False),
        ("Vellin … crane.", False),
        ("vellin needs", False),
        ("", False),
        ("[…]", False),
    ],
)
def test_words_are_verbatim_with_what_is_left_out_shown(words: str, verbatim: bool) -> None:
    assert is_verbatim(words, "So Vellin needs a crane.") is verbatim


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A crane: draft/2?", "A crane draft 2.pdf"),
        ("../../etc/passwd", "etc passwd.pdf"),
        ("CON", "annotated-summary.pdf"),
        ("nul.txt", "annotated-summary.pdf"),
        ("gnp.\u202efdp", "gnp. fdp.pdf"),
        (" ... ", "annotated-summary.pdf"),
        ("Журавль", "Журавль.pdf"),
        ("x" * 300, "x" * 80 + ".pdf"),
    ],
)
def test_titles_become_names_of_files(title: str, name: str) -> None:
    assert cleaned(title, "pdf") == name
