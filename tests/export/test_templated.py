"""The report in the user's own text templates."""

from __future__ import annotations

from dataclasses import replace

import pytest

from briefreader.errors import ExportError
from briefreader.export import Cover, Point, forms

MARKDOWN = b"""# {{ title }} / {{ marking }}
{% for point in points %}
{{ loop.index }}. {{ point.text }}{% if not point.sourced %} (!){% endif %}

{% endfor %}
{% for section in sections %}{% for line in section.lines %}
- {{ line.text }} ({{ line.citation }})
{% endfor %}{% endfor %}
"""


def made(desk, form: str, template: bytes) -> str:
    material = desk.material()
    points = (Point("The crane is *late*.", (1,)), Point("Nobody <b>pays</b>."))
    report = replace(material.report, points=points, cover=Cover(marking="QUIET"))
    return forms.produce(form, replace(material, report=report, template=template)).decode()


def test_a_markdown_template_is_filled_and_its_values_are_words(desk) -> None:
    text = made(desk, "md", MARKDOWN)
    assert text.startswith("# Annotated summary / QUIET\n")
    assert "1. The crane is \\*late\\*. \\[1\\]\n" in text
    assert "2. Nobody \\<b\\>pays\\</b\\>. (!)" in text or "2. Nobody &lt;b&gt;pays&lt;/b&gt;. (!)" in text
    assert "- Vellin needs a second crane before the winter. (A crane for Vellin, 12 Mar 2026, para 1)" in text
    assert made(desk, "md", MARKDOWN) == text


def test_an_html_template_is_escaped_and_may_hold_the_whole_body(desk) -> None:
    text = made(desk, "html", b"<h1>{{ points[1].text }}</h1>{{ body }}")
    assert text.startswith("<h1>Nobody &lt;b&gt;pays&lt;/b&gt;.</h1><header>")
    assert 'class="passage"' in text


@pytest.mark.parametrize(
    "template",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ title.__init__.__globals__ }}",
        "{% include 'secret' %}",
        "{% import 'os' as os %}",
        "{{ nothing }}",
        "{% for n in range(10000000) %}x{% endfor %}",
        "{{ points.append(1) }}",
        "{% if %}",
        "{{ 1 / 0 }}",
        "{{ lipsum.__globals__['os'].popen('id').read() }}",
    ],
)
def test_what_a_template_may_not_is_a_sentence(desk, template: str) -> None:
    with pytest.raises(ExportError, match="does not work"):
        made(desk, "md", template.encode())


@pytest.mark.parametrize(
    "template",
    [
        "<script>1</script>",
        "<p onclick='x()'>",
        "<img src='https://example.org/x.png'>",
        "<link rel=stylesheet href='x.css'>",
        "<a href='java\tscript:1'>x</a>",
        "<style>@import 'x'</style>",
        "<p style='background: url(x)'>",
        "<meta http-equiv=refresh content='0;url=https://example.org'>",
        "<iframe></iframe>",
    ],
)
def test_a_page_that_would_run_or_fetch_something_is_refused(desk, template: str) -> None:
    with pytest.raises(ExportError, match="run or fetch"):
        made(desk, "html", template.encode())


def test_a_template_that_is_no_text_is_refused(desk) -> None:
    with pytest.raises(ExportError, match="UTF-8"):
        made(desk, "html", b"\xff\xfe")
