"""The package file of a book (OPF): what the book says of itself, its pages in order, where its contents stand."""

from __future__ import annotations

from dataclasses import dataclass, field

from briefreader.errors import ReadError
from briefreader.readers.archive import Archive
from briefreader.readers.notes import resolved
from briefreader.readers.trees import Element, parse

_CONTAINER = "META-INF/container.xml"
_ENCRYPTION = "META-INF/encryption.xml"
_PAGES = frozenset(("application/xhtml+xml", "text/html", "application/x-dtbook+xml", "text/x-oeb1-document"))
_ENDINGS = (".xhtml", ".html", ".htm")
MOST_PAGES = 5_000


@dataclass(slots=True)
class Package:
    """The pages are paths within the container; `beside` are those that stand beside the order of reading. `nav` and
    `ncx` are where the contents stand, "" when there are none."""

    title: str = ""
    creators: list[str] = field(default_factory=list)
    date: str = ""
    language: str = ""
    extra: dict[str, str] = field(default_factory=dict)
    pages: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    contents: set[str] = field(default_factory=set)
    nav: str = ""
    ncx: str = ""


def package_of(archive: Archive, name: str) -> Package:
    """The package of the book in `archive`; made of the names of its pages when it has none that can be read.

    Raises ReadError when its pages are locked.
    """
    path = _path(archive, name)
    package = _read(archive, path, name) if path else Package()
    if not package.pages:
        package.pages = sorted(member for member in archive.names if member.lower().endswith(_ENDINGS))[:MOST_PAGES]
    locked = _locked(archive, name)
    if locked.intersection(package.pages):
        raise ReadError(
            name, "It is locked to the program it was bought for.", "Ask its publisher for a copy that is not."
        )
    return package


def _path(archive: Archive, name: str) -> str:
    """The path of the package file, "" when there is none."""
    root = _tree(archive, _CONTAINER, name)
    if root is not None:
        for element in _all(root, "rootfile"):
            path = resolved(element.get("full-path") or "", "")
            if path in archive:
                return path
    return next((member for member in archive.names if member.lower().endswith(".opf")), "")


def _read(archive: Archive, path: str, name: str) -> Package:
    package = Package()
    root = _tree(archive, path, name)
    if root is None:
        return package
    _describe(package, root)
    paths: dict[str, str] = {}
    kinds: dict[str, str] = {}
    for item in _all(root, "item"):
        key, href = item.get("id") or "", item.get("href") or ""
        paths[key] = resolved(href, path)
        kinds[key] = (item.get("media-type") or "").lower()
        if "nav" in (item.get("properties") or "").split():
            package.nav = paths[key]
            package.contents.add(paths[key])
        if kinds[key] == "application/x-dtbncx+xml":
            package.ncx = paths[key]
    seen: set[str] = set()
    for item in _all(root, "itemref"):
        key = item.get("idref") or ""
        page = paths.get(key, "")
        if page in seen or page not in archive or not (kinds[key] in _PAGES or page.lower().endswith(_ENDINGS)):
            continue
        seen.add(page)
        (package.beside if item.get("linear") == "no" else package.pages).append(page)
        if len(seen) >= MOST_PAGES:
            break
    for item in _all(root, "reference"):
        if (item.get("type") or "").lower() == "toc":
            package.contents.add(resolved((item.get("href") or "").partition("#")[0], path))
    return package


def _describe(package: Package, root: Element) -> None:
    for element in root.iter():
        if not isinstance(element.tag, str) or "purl.org/dc/" not in element.tag:
            continue
        key = element.tag.rpartition("}")[2].lower()
        value = " ".join("".join(map(str, element.itertext())).split())
        if not value:
            continue
        if key == "title":
            package.title = package.title or value
        elif key == "creator":
            package.creators.append(value)
        elif key == "date":
            event = next((text for name, text in element.attrib.items() if str(name).endswith("event")), "")
            if not package.date or event == "publication":
                package.date = value
        elif key == "language":
            package.language = package.language or value[:2].lower()
        elif key in ("publisher", "subject", "description", "rights"):
            package.extra.setdefault(key, value)


def _locked(archive: Archive, name: str) -> set[str]:
    """The members that are encrypted; fonts often are, and do not matter."""
    root = _tree(archive, _ENCRYPTION, name)
    if root is None:
        return set()
    return {resolved(element.get("URI") or "", "") for element in _all(root, "CipherReference")}


def _tree(archive: Archive, path: str, name: str) -> Element | None:
    """The XML of a member, None when there is none that can be read."""
    if path not in archive:
        return None
    try:
        return parse(archive.read(path).lstrip(), name, path)
    except ReadError:
        return None


def _all(root: Element, tag: str) -> list[Element]:
    return [
        element for element in root.iter() if isinstance(element.tag, str) and element.tag.rpartition("}")[2] == tag
    ]
