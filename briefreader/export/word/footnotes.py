"""The part of a Word document that holds its footnotes, which python-docx does not know (ECMA-376 part 1, 17.11)."""

from __future__ import annotations

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml
from lxml import etree
from lxml.etree import _Element

from briefreader.export.word.markup import element, run
from briefreader.export.word.styles import Styles

_EMPTY = (
    b'<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    b' xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
    b'<w:footnote w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>'
    b'<w:footnote w:type="continuationSeparator" w:id="0"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>'
    b"</w:footnotes>"
)
_AFTER = ("endnotePr", "compat", "docVars", "rsids", "themeFontLang", "clrSchemeMapping", "decimalSymbol")


class Footnotes:
    """The footnotes of `document`; those of a template stay."""

    def __init__(self, document: WordDocument, styles: Styles) -> None:
        self._document = document
        self._styles = styles
        self._part = self._there()
        self._root = parse_xml(self._part.blob if self._part is not None else _EMPTY)
        numbers = [int(note.get(qn("w:id"), "0")) for note in self._root]
        self._last = max([0, *numbers])
        self._new = False

    def mark(self, text: str) -> _Element:
        """A run that calls a new footnote, which reads `text`."""
        self._new = True
        self._last += 1
        style = self._styles.reference
        sign = element("r", (element("rPr", (element("rStyle", val=style),)), element("footnoteRef")))
        head = element("pPr", (element("pStyle", val=self._styles.id("Footnote Text")),))
        paragraph = element("p", (head, sign, run(f" {text}")))
        self._root.append(element("footnote", (paragraph,), id=str(self._last)))
        call = element("footnoteReference", id=str(self._last))
        return element("r", (element("rPr", (element("rStyle", val=style),)), call))

    def save(self) -> None:
        """Put the footnotes into the document; a document without any is left as it was."""
        if not self._new:
            return
        data = etree.tostring(self._root, xml_declaration=True, encoding="UTF-8", standalone=True)
        if self._part is not None:
            self._part._blob = data
            return
        name, package = PackURI("/word/footnotes.xml"), self._document.part.package
        self._document.part.relate_to(
            Part(name, CONTENT_TYPE.WML_FOOTNOTES, data, package), RELATIONSHIP_TYPE.FOOTNOTES
        )
        self._declare()

    def _there(self) -> Part | None:
        for relation in self._document.part.rels.values():
            if relation.reltype == RELATIONSHIP_TYPE.FOOTNOTES:
                part: Part = relation.target_part
                return part
        return None

    def _declare(self) -> None:
        """Name the separators in the settings, at the place their schema gives them."""
        settings = self._document.settings.element
        if settings.find(qn("w:footnotePr")) is not None:
            return
        declared = element("footnotePr", (element("footnote", id="-1"), element("footnote", id="0")))
        following = [found for tag in _AFTER if (found := settings.find(qn(f"w:{tag}"))) is not None]
        if following:
            min(following, key=list(settings).index).addprevious(declared)
        else:
            settings.append(declared)
